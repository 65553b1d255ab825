"""Write small files of Word and PowerPoint, part by part, as the tests need them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_OPEN = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_OPEN}/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": f"{_OPEN}/wordprocessingml/2006/main",
        "a": f"{_OPEN}/drawingml/2006/main",
        "p": f"{_OPEN}/presentationml/2006/main",
        "r": _RELATIONS,
        "m": f"{_OPEN}/officeDocument/2006/math",
        "c": f"{_OPEN}/drawingml/2006/chart",
        "pic": f"{_OPEN}/drawingml/2006/picture",
        "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "dgm": f"{_OPEN}/drawingml/2006/diagram",
        "mc": f"{_OPEN}/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "dc": "http://purl.org/dc/elements/1.1/",
        "cp": f"{_OPEN}/package/2006/metadata/core-properties",
    }.items()
)
_CONTENT = "application/vnd.openxmlformats-officedocument."


def inside(path: str, inner: str) -> str:
    """A text within elements, the outermost first: `w:p w:r`."""
    for name in reversed(path.split()):
        inner = f"<{name}>{inner}</{name}>"
    return inner


def framed(inner: str) -> str:
    """A frame on a slide: around a table, a chart, a diagram or an object."""
    names = '<p:nvGraphicFramePr><p:cNvPr id="7" name="t"/></p:nvGraphicFramePr>'
    return f"<p:graphicFrame>{names}{inside('a:graphic a:graphicData', inner)}</p:graphicFrame>"


def png(shade: int = 0) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes([0, shade]))) + chunk(b"IEND", b"")


def relations(links: Mapping[str, tuple[str, str]]) -> str:
    """The relations of a part: id to kind and target; a target with a scheme lies outside."""
    inner = "".join(_relation(name, kind, target) for name, (kind, target) in links.items())
    return f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{inner}</Relationships>'


def _relation(name: str, kind: str, target: str) -> str:
    whole = kind if ":" in kind else f"{_RELATIONS}/{kind}"
    outside = ' TargetMode="External"' if ":" in target else ""
    return f'<Relationship Id="{name}" Type="{whole}" Target="{target}"{outside}/>'


def packed(main: str, content: str, parts: Mapping[str, str | bytes], types: Mapping[str, str] = {}) -> bytes:
    """A package with these parts, its main part of that content type."""
    named = {main: content, **types}
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{_CONTENT}{kind}+xml"/>' for name, kind in named.items())
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
            "emf": "image/x-emf",
            "mp4": "video/mp4",
            "wmv": "video/x-ms-wmv",
            "bin": "application/vnd.ms-office.vbaProject",
        }.items()
    )
    links = {"rId1": ("officeDocument", main)}
    if "docProps/core.xml" in parts:
        links["rId2"] = (f"{_OPEN}/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{_OPEN}/package/2006/content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": relations(links),
        **parts,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in whole.items():
            file.writestr(name, data)
    return target.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """A package in which a text of one part is another."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for each in source.namelist():
            held = source.read(each)
            file.writestr(each, held.decode().replace(old, new) if each == name else held)
    return target.getvalue()


def docx(body: str, links: Mapping[str, tuple[str, str]] = {}, parts: Mapping[str, str | bytes] = {}) -> bytes:
    """A document with that body; `links` are relations of it, `parts` what else lies in the file."""
    document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    held = {"styles": ("styles", "styles.xml"), **links}
    whole = {"word/document.xml": document, "word/styles.xml": STYLES, "word/_rels/document.xml.rels": relations(held), **parts}
    return packed("word/document.xml", "wordprocessingml.document.main", whole, {"word/styles.xml": "wordprocessingml.styles"})


def paragraph(text: str, style: str = "", lang: str = "", inner: str = "") -> str:
    """A paragraph of one run, and what stands after it."""
    how = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    language = f"<w:rPr><w:lang {lang}/></w:rPr>" if lang else ""
    return f'<w:p>{how}<w:r>{language}<w:t xml:space="preserve">{text}</w:t></w:r>{inner}</w:p>'


def drawn(relation: str, alt: str = "", more: str = "") -> str:
    """A run with a picture."""
    blip = inside("a:graphic a:graphicData pic:pic pic:blipFill", f'<a:blip r:embed="{relation}"/>')
    names = f'<wp:docPr id="1" name="x" descr="{alt}">{more}</wp:docPr>'
    return inside("w:r w:drawing wp:inline", names + blip)


def core(title: str = "", language: str = "", description: str = "") -> str:
    """The core properties."""
    inner = f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language><dc:description>{description}</dc:description>"
    return f"<cp:coreProperties {SPACES}>{inner}</cp:coreProperties>"


STYLES = f"""<w:styles {SPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-IN" w:bidi="hi-IN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="House"><w:name w:val="House chapter"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>
</w:styles>"""


def pptx(  # noqa: PLR0913 - what a presentation can have, each by its name
    slides: list[str],
    links: Mapping[int, Mapping[str, tuple[str, str]]] = {},
    parts: Mapping[str, str | bytes] = {},
    *,
    opening: tuple[int, ...] = (),
    notes: Mapping[int, str] = {},
    sections: Mapping[str, tuple[int, ...]] = {},
) -> bytes:
    """A presentation of these slides (what stands in their trees of shapes); those `opening` have the layout of a title."""
    types = {"ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster"}
    types |= {f"ppt/slideLayouts/slideLayout{number}.xml": "presentationml.slideLayout" for number in (1, 2)}
    numbers = range(1, len(slides) + 1)
    types |= {f"ppt/slides/slide{number}.xml": "presentationml.slide" for number in numbers}
    types |= {f"ppt/notesSlides/notesSlide{number}.xml": "presentationml.notesSlide" for number in notes}
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="s{number}"/>' for number in numbers)
    held = "".join(
        f'<p14:section name="{name}" id="x"><p14:sldIdLst>{"".join(f"<p14:sldId id={chr(34)}{255 + n}{chr(34)}/>" for n in there)}'
        "</p14:sldIdLst></p14:section>"
        for name, there in sections.items()
    )
    extra = f'<p:extLst><p:ext uri="x"><p14:sectionLst>{held}</p14:sectionLst></p:ext></p:extLst>' if held else ""
    masters = '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="m"/></p:sldMasterIdLst>'
    layouts = "".join(f'<p:sldLayoutId id="{2147483648 + number}" r:id="l{number}"/>' for number in (1, 2))
    listing = inside("p:bodyStyle a:lvl1pPr", '<a:buChar char="•"/>')
    styles = f"<p:txStyles><p:titleStyle/>{listing}<p:otherStyle/></p:txStyles>"
    lists = f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
    whole: dict[str, str | bytes] = {
        "ppt/presentation.xml": f"<p:presentation {SPACES}>{masters}<p:sldIdLst>{listed}</p:sldIdLst>{extra}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            {"m": ("slideMaster", "slideMasters/slideMaster1.xml")} | {f"s{n}": ("slide", f"slides/slide{n}.xml") for n in numbers}
        ),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {SPACES}>{_tree('')}{lists}{styles}</p:sldMaster>",
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            {f"l{n}": ("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in (1, 2)}
        ),
    }
    for number, kind in ((1, "title"), (2, "obj")):
        whole[f"ppt/slideLayouts/slideLayout{number}.xml"] = f'<p:sldLayout {SPACES} type="{kind}">{_tree("")}</p:sldLayout>'
        master = {"m": ("slideMaster", "../slideMasters/slideMaster1.xml")}
        whole[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = relations(master)
    for number, inner in enumerate(slides, 1):
        hidden = ' show="0"' if inner.startswith("HIDDEN") else ""
        shapes, _, after = inner.removeprefix("HIDDEN").partition("AFTER")
        whole[f"ppt/slides/slide{number}.xml"] = f"<p:sld {SPACES}{hidden}>{_tree(shapes)}{after}</p:sld>"
        own = {
            "layout": ("slideLayout", f"../slideLayouts/slideLayout{1 if number in opening else 2}.xml"),
            **links.get(number, {}),
        }
        if number in notes:
            own["notes"] = ("notesSlide", f"../notesSlides/notesSlide{number}.xml")
            whole[f"ppt/notesSlides/notesSlide{number}.xml"] = (
                f"<p:notes {SPACES}>{_tree(shape(notes[number], 'body', 1))}</p:notes>"
            )
            back = {"s": ("slide", f"../slides/slide{number}.xml")}
            whole[f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels"] = relations(back)
        whole[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations(own)
    return packed("ppt/presentation.xml", "presentationml.presentation.main", {**whole, **parts}, types)


def _tree(shapes: str) -> str:
    frame = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:cSld><p:spTree>{frame}{shapes}</p:spTree></p:cSld>"


def shape(text: str, kind: str = "", index: int = 0, more: str = "") -> str:
    """A shape with a text, a paragraph a line; one that begins with `<` is written as it is."""
    holder = f'<p:ph type="{kind}" idx="{index}"/>' if kind else ""
    lines = (
        text
        if text.startswith("<")
        else "".join(f'<a:p><a:r><a:rPr lang="en-IN"/><a:t>{line}</a:t></a:r></a:p>' for line in text.split("\n"))
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="x">{more}</p:cNvPr><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp>"
    )


def titled(text: str) -> str:
    """The title of a slide."""
    return shape(text, "title")


def pictured(relation: str, alt: str = "", more: str = "", medium: str = "") -> str:
    """A picture on a slide, or a video behind it."""
    names = f'<p:cNvPr id="8" name="y" descr="{alt}">{more}</p:cNvPr><p:cNvPicPr/><p:nvPr>{medium}</p:nvPr>'
    blip = f'<p:blipFill><a:blip r:embed="{relation}"/></p:blipFill>'
    return f"<p:pic><p:nvPicPr>{names}</p:nvPicPr>{blip}<p:spPr/></p:pic>"
