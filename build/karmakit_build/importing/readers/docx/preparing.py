"""Make a part of a document ready for mammoth, so that nothing is passed over: what it does not know becomes a mark in the text."""

from copy import deepcopy

from lxml import etree

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.office.fonts import is_of_code
from karmakit_build.importing.office.names import M, W, tag, text_in
from karmakit_build.importing.office.settling import settled
from karmakit_build.importing.office.telling import short
from karmakit_build.importing.readers.docx.drawn import drawn, text_element, written
from karmakit_build.importing.readers.docx.headings import style_of
from karmakit_build.importing.readers.docx.numbering import Count, looks_otherwise
from karmakit_build.importing.readers.docx.references import linked
from karmakit_build.importing.readers.docx.sharing import Preparing
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

HEADING = "KarmakitHeading"
TITLE = "KarmakitTitle"
CODE = "KarmakitCode"
CAPTION = "KarmakitCaption"
_DRAWN = (tag(W, "drawing"), tag(W, "pict"), tag(W, "object"))
# elements around a text that say nothing mammoth needs, and that it would pass over with all that is in them
_WRAPPERS = frozenset({"fldSimple", "dir", "bdo", "smartTag", "customXml", "rubyBase", "rt"})
_DROPPED = frozenset({"rubyPr", "commentReference", "annotationRef", "ptab", "permStart", "permEnd"})


def prepared(root: Element, part: str, doing: Preparing) -> Element:
    """Return a part as mammoth can read all of it; the part itself stays as it is."""
    root = deepcopy(root)
    settled(root)
    linked(root)
    _unwrap(root)
    places = _headings(root, doing)
    _number(root, part, places, doing)
    for hidden in root.iter(tag(W, "vanish")):
        run = next(hidden.iterancestors(tag(W, "r")), None)
        if run is not None and hidden.get(tag(W, "val"), "1") in {"1", "true", "on"} and text_in(run, tag(W, "t")).strip():
            doing.losses.lose(
                _place(run, places, part), "a hidden text stands in the course", "Take it out, if learners should not see it"
            )
    # those in boxes first
    for element in sorted(root.iter(*_DRAWN), key=lambda each: -sum(1 for _ in each.iterancestors(*_DRAWN))):
        place = _place(element, places, part)
        new = list(drawn(element, part, place, doing))
        _replace(element, new)
    for equation in list(root.iter(tag(M, "oMathPara"), tag(M, "oMath"))):
        if equation.getparent() is not None and next(equation.iterancestors(tag(M, "oMathPara")), None) is None:
            _replace(equation, list(written(equation, _place(equation, places, part), doing)))
    return root


def _place(element: Element, places: dict[Element, str], part: str) -> str:
    """Return where an element stands, as an author finds it: below which heading, or in which kind of note."""
    block = next((each for each in (element, *element.iterancestors()) if each in places), None)
    heading = places.get(block, "") if block is not None else ""
    return f"below “{heading}”" if heading else _KINDS.get(part.rpartition("/")[2], "")


_KINDS = {"footnotes.xml": "a footnote", "endnotes.xml": "an endnote"}


def _unwrap(root: Element) -> None:
    """Take away what stands around texts, and what is no text at all."""
    for each in list(root.iter()):
        name = local(each)
        if not each.tag.startswith(f"{{{W}}}"):
            continue
        if name in _WRAPPERS:
            _replace(each, [inner for inner in each if not local(inner).endswith("Pr")])
        elif name == "ruby":
            _replace(each, list(each))
        elif name in _DROPPED:
            _replace(each, [])


def _replace(element: Element, new: list[Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = new


def _headings(root: Element, doing: Preparing) -> dict[Element, str]:
    """Name the headings as mammoth is told to find them; return below which heading each block of the body stands."""
    places: dict[Element, str] = {}
    heading, titled = "", False
    for block in [each for body in root.iter(tag(W, "body")) for each in body.iter(tag(W, "p"), tag(W, "tbl"))]:
        places[block] = heading
        if block.tag != tag(W, "p"):
            continue
        level = doing.styles.level(block)
        text = text_in(block, tag(W, "t"))
        if style_of(block) in doing.styles.contents:
            doing.losses.lose("", "the table of contents; a course makes its own")
            _replace(block, [])
        elif level and _inside(block):
            doing.losses.lose(
                f"below “{heading}”" if heading else "",
                f"the heading “{short(text)}” within a table or a box is text there",
                "Put it before the table or the box",
                Counts(headings=1),
            )
            _styled(block, "")
        elif level:
            if doing.numbering.place(block):
                doing.losses.lose(
                    "", "the automatic numbers of headings", "Write them into the headings, if the text refers to them"
                )
            heading = short(text)
            places[block] = heading
            _styled(block, f"{HEADING}{level}")
        elif not titled and style_of(block) in doing.styles.titles and text.strip() and not _inside(block):
            titled = True
            _styled(block, TITLE)
        elif style_of(block) in doing.styles.captions and not _inside(block):
            _styled(block, CAPTION)
        elif _is_code(block) and not _inside(block):
            _styled(block, CODE)
    return places


def _number(root: Element, part: str, places: dict[Element, str], doing: Preparing) -> None:
    """Put a sign before each numbered paragraph, for mammoth counts each list from one."""
    count = Count(doing.numbering)
    for paragraph in root.iter(tag(W, "p")):
        found = count.next(paragraph) if not style_of(paragraph).startswith(HEADING) else None
        if found is None:
            continue
        number, level = found
        if looks := looks_otherwise(level):
            what = f"the numbers of a list ({looks}) are 1, 2, 3 now"
            doing.losses.lose(_place(paragraph, places, part), what, "Look where the text refers to them")
        sign = doing.marks.mark("")
        doing.numbers[sign] = number
        run = etree.Element(tag(W, "r"))
        run.append(text_element(sign))
        paragraph.insert(1 if paragraph.find(tag(W, "pPr")) is not None else 0, run)


def _is_code(paragraph: Element) -> bool:
    """Say whether all words of a paragraph are set in a font of code, outside any list."""
    runs = [run for run in paragraph.iter(tag(W, "r")) if text_in(run, tag(W, "t")).strip()]
    fonts = [run.find(f"{tag(W, 'rPr')}/{tag(W, 'rFonts')}") for run in runs]
    listed = next(paragraph.iter(tag(W, "numPr"), tag(W, "hyperlink"), tag(W, "drawing"), tag(M, "oMath")), None)
    return bool(runs) and listed is None and all(font is not None and is_of_code(font.get(tag(W, "ascii"), "")) for font in fonts)


def _inside(block: Element) -> bool:
    return next(block.iterancestors(tag(W, "tbl"), tag(W, "txbxContent")), None) is not None


def _styled(paragraph: Element, style: str) -> None:
    """Give a paragraph another style; a heading is in no list, though Word may number it."""
    properties = paragraph.find(tag(W, "pPr"))
    if properties is None:
        properties = etree.Element(tag(W, "pPr"))
        paragraph.insert(0, properties)
    for each in (
        properties.findall(tag(W, "pStyle")) + properties.findall(tag(W, "numPr")) + properties.findall(tag(W, "outlineLvl"))
    ):
        properties.remove(each)
    if style:
        etree.SubElement(properties, tag(W, "pStyle")).set(tag(W, "val"), style)
