"""Open XML of strangers: no entities, nothing fetched, not too deep; a fault is one line with its place."""

from collections.abc import Iterator
from xml.parsers import expat

from lxml import etree

from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

LARGEST = 100 * 1024 * 1024
DEEPEST = 150
MOST_ELEMENTS = 2_000_000
MOST_DEFAULT = 40


def root_of(data: bytes, name: str) -> Element:
    """Return the root element of a file; raises `UnusableInputError` in one line where it is not well formed or not safe.

    A DOCTYPE may stand there, as old files have it, but it may define no entity and no long default: nothing grows in reading.
    """
    if len(data) > LARGEST:
        raise UnusableInputError(f"{name}: has more than {LARGEST // 1024**2} MB; divide it")
    _look(data, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise UnusableInputError(f"{name}:{line}: this is no XML that can be read ({_short(str(error))})") from None


def local(element: Element | None) -> str:
    """Return the name of an element without its namespace; an empty one of none, and of what is no element."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def inside(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of these names, whatever their namespace; all of them without a name."""
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and (not names or local(child) in names):
            yield child


def below(element: Element, *names: str) -> Iterator[Element]:
    """Yield what has one of these names below an element, in the order of the file, whatever its namespace; all without a name."""
    for each in element.iterdescendants():
        if isinstance(each.tag, str) and (not names or local(each) in names):
            yield each


def first(element: Element | None, *path: str) -> Element | None:
    """Return the first element along a path of names; None where there is none."""
    for name in path:
        element = next(inside(element, name), None)
    return element


def said(element: Element | None) -> str:
    """Return the text of an element with all that is in it; an empty one where there is no element."""
    return "".join(map(str, element.itertext())) if element is not None else ""


def _look(data: bytes, name: str) -> None:
    """Read a file through without building anything, and refuse what could do harm while it is built."""
    depth = count = 0
    parser = expat.ParserCreate()

    def refuse(why: str) -> None:
        raise UnusableInputError(f"{name}:{parser.CurrentLineNumber}: {why}")

    def start(_tag: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST:
            refuse(f"elements stand more than {DEEPEST} deep in one another; no honest file does")
        if count > MOST_ELEMENTS:
            refuse(f"has more than {MOST_ELEMENTS} elements; divide it")

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def default(element: str, attribute: str, _kind: str, value: str | None, _required: int) -> None:
        if value is not None and len(value) > MOST_DEFAULT:
            refuse(f"the DOCTYPE gives `{attribute}` of `{element}` a long default; take the DOCTYPE out")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = lambda *_: refuse("the DOCTYPE defines entities, which are not read; take it out")
    parser.AttlistDeclHandler = default
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it so: this is all of it
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or parser.CurrentLineNumber
        raise UnusableInputError(f"{name}:{line}: this is no XML that can be read ({_short(str(error))})") from None


def _short(message: str) -> str:
    return message.partition(", line ")[0].partition(": line ")[0].strip()
