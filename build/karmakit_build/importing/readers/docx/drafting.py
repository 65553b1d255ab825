"""Make the draft of a course from a document: mammoth writes it as HTML, and its headings cut it into modules."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import mammoth
from lxml import etree, html
from lxml.html import HtmlElement

from karmakit_build.importing.anchors import wanted_in
from karmakit_build.importing.draft import Draft, DraftModule, DraftUnit
from karmakit_build.importing.figures import Inner, figure_of, framed, is_picture
from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.marks import Marks, has_mark, without_marks
from karmakit_build.importing.office.drawings import Drawings
from karmakit_build.importing.office.names import W, tag, text_in
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.properties import language_of, named, said
from karmakit_build.importing.office.telling import Losses, short
from karmakit_build.importing.readers.docx.asides import tell_asides
from karmakit_build.importing.readers.docx.counting import counts_of
from karmakit_build.importing.readers.docx.cutting import Piece, Section, cut, cut_said, plan_of
from karmakit_build.importing.readers.docx.headings import styles_of
from karmakit_build.importing.readers.docx.linking import INTRO, Place, places_of
from karmakit_build.importing.readers.docx.notes import Notes, notes_of
from karmakit_build.importing.readers.docx.numbering import numbering_of, renumber
from karmakit_build.importing.readers.docx.preparing import CAPTION, CODE, HEADING, TITLE, prepared
from karmakit_build.importing.readers.docx.sharing import Preparing
from karmakit_build.importing.shelf import Shelf
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

_STYLES = "\n".join(
    [
        f"p.{TITLE} => p.{TITLE}:fresh",
        *(f"p.{HEADING}{level} => h{level}:fresh" for level in range(1, 7)),
        *(f"p[style-name='{name}'] => blockquote > p:fresh" for name in ("Quote", "Intense Quote")),
        "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
        f"p.{CODE} => pre:separator('\\n')",
        f"p.{CAPTION} => p.{CAPTION}:fresh",
        "r[style-name='Emphasis'] => em",
        "u => em",
        "highlight => mark",
    ]
)
_ELEMENT = re.compile(r"An unrecognised element was ignored: (\S+)")
_OF_STYLE = re.compile(
    r"Unrecognised (paragraph|run|table) style|(Paragraph|Run|Table|Numbering) style with ID|Image of type|Did not understand"
)
_LONGEST_SUMMARY = 60
_PLAIN = frozenset({"p", "strong", "em", "br"})
# what a library of strangers' files may raise on a file that is not as the standard has it
_FAULTS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, etree.LxmlError)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the pieces of one document share while they are written; `places` say where a bookmark is: in which module, at what."""

    name: str
    marks: Marks
    notes: Notes
    losses: Losses
    places: Mapping[str, Place]


def draft_of(package: Package) -> Draft:
    """Return the document as a course; raises `UnusableInputError` where it cannot be read."""
    losses, marks = Losses(package.name), Marks()
    drawings = Drawings(package, Shelf(), losses)
    styled = _parts(package, "styles")
    styles = styles_of(styled)
    parts = [part for part in (package.main, *_noted(package)) if part in package.trees]
    counts = counts_of(package, parts, styles, drawings)
    doing = Preparing(styles, numbering_of(_parts(package, "numbering"), styled), drawings, marks)
    try:
        root = _html(package, {part: prepared(package.trees[part], part, doing) for part in parts}, losses)
    except RecursionError:
        raise UnusableInputError(f"{package.path}: is nested too deep to be read; save it anew in Word") from None
    except _FAULTS:
        raise UnusableInputError(f"{package.path}: is not as a Word file should be; open it in Word and save it anew") from None
    for _ in range(renumber(root, doing.numbers)):
        losses.lose("", "a list that counts anew right below another goes on with its numbers", "Put a sentence between the two")
    notes = notes_of(root, marks)
    tell_asides(package, losses)
    blocks = _figures([block for block in root if isinstance(block.tag, str)], marks)
    titles = [block for block in blocks if block.get("class") == TITLE]
    beside = [_beside(block) for block in titles if has_mark(block.text_content())]
    blocks = [*beside, *(block for block in blocks if block not in titles)]
    plan = plan_of(blocks)
    intro, sections = cut(blocks, plan)
    summary, intro = _summary(intro, sections)
    places = places_of(intro, sections, wanted_in(blocks))
    writing = _Writing(package.name, marks, notes, losses, places)
    top = without_marks(plan.top.text_content()) if plan.top is not None else ""
    title = next((without_marks(each.text_content()) for each in titles), "") or top or said(package, "title") or named(package)
    units = list(_units(title, intro, sections, writing))
    promoted = sum(section.heading is not None for section in sections)
    promoted += sum(piece.heading is not None for section in sections for piece in section.pieces)
    told, texts = said(package, "language"), _texts([package.trees[part] for part in parts], package)
    return Draft(
        title=title,
        units=tuple(units),
        language=language_of(told, texts),
        summary=summary or said(package, "description"),
        media=drawings.shelf.files,
        losses=(*package.losses, *losses.all()),
        counts=replace(counts, headings=counts.headings - promoted),
        cut=cut_said(plan, sections),
    )


def _parts(package: Package, kind: str) -> list[Element]:
    return [package.trees[part] for part in package.related(package.main, kind) if part in package.trees]


def _noted(package: Package) -> list[str]:
    return [*package.related(package.main, "footnotes"), *package.related(package.main, "endnotes")]


def _html(package: Package, changed: Mapping[str, Element], losses: Losses) -> HtmlElement:
    """Return what mammoth makes of the document; what it passes over is told."""
    done = mammoth.convert_to_html(package.packed(changed), style_map=_STYLES, include_embedded_style_map=False)
    for said_there in dict.fromkeys(message.message for message in done.messages):
        if found := _ELEMENT.fullmatch(said_there):
            losses.lose("", f"what stands in `{found[1]}`, which the reader of Word files does not know", "Look at what is missing")
        elif not _OF_STYLE.match(said_there):  # the text is there, whatever its style
            losses.lose("", f"in the words of the reader of Word files: {short(said_there, 120)}", "Look at what is missing")
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    root: HtmlElement = html.fromstring(f"<div>{done.value}</div>", parser=parser)
    return root


def _figures(blocks: list[HtmlElement], marks: Marks) -> list[HtmlElement]:
    """Return blocks in which a picture and the caption right below it, in Word's style of that name, are one figure."""
    made: list[HtmlElement] = []
    for block in blocks:
        above = made[-1] if made and made[-1].tag == "p" else None
        is_caption = block.get("class") == CAPTION and bool(block.text_content().strip())
        if above is not None and is_caption and is_picture(marks.placed(above.text_content().strip())):
            made[-1] = framed(above, [block])
        else:
            made.append(block)
    return made


def _summary(intro: list[HtmlElement], sections: list[Section]) -> tuple[str, list[HtmlElement]]:
    """Return the summary of the course, and what is left before the first heading: a short plain text there is the summary."""
    text = " ".join(" ".join(block.text_content() for block in intro).split())
    simple = all(isinstance(each.tag, str) and each.tag in _PLAIN for block in intro for each in block.iter())
    if sections and simple and not has_mark(text) and len(text.split()) <= _LONGEST_SUMMARY:
        return text, []
    return "", intro


def _units(title: str, intro: list[HtmlElement], sections: list[Section], writing: _Writing) -> Iterator[DraftUnit]:
    """Yield the units; what stands before the first heading is a module under the title of the course, in the first of them."""
    called = INTRO if any(place.module == INTRO for place in writing.places.values()) else ""
    opening = [_module(Piece(None, intro, called), title, writing)] if intro else []
    if not sections and opening:
        yield DraftUnit(title, tuple(opening))
    for section in sections:
        name = without_marks(section.heading.text_content()) if section.heading is not None else title
        modules = [_module(_with_marks(piece, section), name, writing) for piece in section.pieces]
        yield DraftUnit(name or title, (*opening, *modules))
        opening = []


def _with_marks(piece: Piece, section: Section) -> Piece:
    """Return a piece, the first of its section with what the heading of the section holds besides its words."""
    if section.heading is None or piece is not section.pieces[0] or not has_mark(section.heading.text_content()):
        return piece
    return Piece(piece.heading, [_beside(section.heading), *piece.blocks], piece.name)


def _beside(heading: HtmlElement) -> HtmlElement:
    """Return a paragraph of the notes, pictures and equations of a heading, which a title cannot hold."""
    signs = "".join(Marks.signs(heading.text_content()))
    paragraph: HtmlElement = html.fragment_fromstring(f"<p>{signs}</p>")
    return paragraph


def _module(piece: Piece, named: str, writing: _Writing) -> DraftModule:
    name = piece.name
    title = without_marks(piece.heading.text_content()) if piece.heading is not None else ""
    place = f"below “{short(title)}”" if title else ""
    blocks = piece.blocks
    if piece.heading is not None and has_mark(piece.heading.text_content()):
        blocks = [_beside(piece.heading), *blocks]
        writing.losses.lose(place, "what the heading holds besides words stands below it")
    source = "".join(html.tostring(block, encoding="unicode", with_tail=False) for block in blocks)

    def own(element: HtmlElement, inner: Inner) -> str | None:
        return figure_of(element, inner, writing.marks.placed) if element.tag == "figure" else None

    def link(address: str) -> str | None:
        return writing.places[address[1:]].seen_from(name) if address.startswith("#") and address[1:] in writing.places else None

    body, lost = markdown_of(source, writing.name, place, _no_picture, link=link, own=own)
    for one in lost:
        writing.losses.lose(one.place, one.what, one.mend, one.counts)
    told = writing.notes.below(body, writing.name, writing.losses)
    whole = writing.marks.placed("\n\n".join(each for each in (body, told) if each))
    return DraftModule(name=name, title=title or named, body=whole)


def _no_picture(_source: str, _alt: str) -> None:
    """Say that mammoth has no picture to show: each is a mark by then."""


def _texts(roots: list[Element], package: Package) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each run's text with the languages that it, or the document's defaults, may be in (`w:lang`, 17.3.2.20)."""
    found = (default for tree in _parts(package, "styles") for default in tree.iter(tag(W, "docDefaults")))
    defaults = [each for default in found for each in default.iter(tag(W, "lang"))]
    common = _tags(defaults[0]) if defaults else ()
    for root in roots:
        for run in root.iter(tag(W, "r")):
            own = run.find(f"{tag(W, 'rPr')}/{tag(W, 'lang')}")
            yield text_in(run, tag(W, "t")), (*(_tags(own) if own is not None else ()), *common)


def _tags(language: Element) -> tuple[str, ...]:
    return tuple(value for name in ("val", "bidi", "eastAsia") if (value := language.get(tag(W, name))))
