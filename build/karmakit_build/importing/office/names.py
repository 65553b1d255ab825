"""The namespaces of Office files (ECMA-376), and names within them as lxml writes them."""

from karmakit_build.xml import Element

_OPEN = "http://schemas.openxmlformats.org"
W = f"{_OPEN}/wordprocessingml/2006/main"
A = f"{_OPEN}/drawingml/2006/main"
P = f"{_OPEN}/presentationml/2006/main"
R = f"{_OPEN}/officeDocument/2006/relationships"
M = f"{_OPEN}/officeDocument/2006/math"
C = f"{_OPEN}/drawingml/2006/chart"
PIC = f"{_OPEN}/drawingml/2006/picture"
WP = f"{_OPEN}/drawingml/2006/wordprocessingDrawing"
DGM = f"{_OPEN}/drawingml/2006/diagram"
MC = f"{_OPEN}/markup-compatibility/2006"
TYPES = f"{_OPEN}/package/2006/content-types"
DC = "http://purl.org/dc/elements/1.1/"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - its usual prefix
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"

# the strict form (ISO/IEC 29500) names the same things otherwise; the longer names come first
STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{theirs}", f"{_OPEN}/{ours}")
    for theirs, ours in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("presentationml/main", "presentationml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/picture", "drawingml/2006/picture"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
    )
)


def tag(namespace: str, name: str) -> str:
    """Return a name in a namespace, as lxml writes it."""
    return f"{{{namespace}}}{name}"


def text_in(element: Element, name: str) -> str:
    """Return the characters of all elements of that name within another, one after another."""
    return "".join(map(str, element.itertext(name)))
