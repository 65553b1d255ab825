"""Read one slide: its title, its text with tables and pictures, its notes, and what is told of it."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement
from pptx.slide import Slide as TheirSlide

from karmakit_build.importing.draft import Counts
from karmakit_build.importing.figures import Inner, figure_of, with_caption
from karmakit_build.importing.from_html import inline_of, markdown_of
from karmakit_build.importing.marks import Marks, without_marks
from karmakit_build.importing.office.drawings import Drawings
from karmakit_build.importing.office.names import A, P, tag, text_in
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.telling import Losses, short
from karmakit_build.importing.readers.pptx.bullets import placeholder, unlisted
from karmakit_build.importing.readers.pptx.cutting import Slide
from karmakit_build.importing.readers.pptx.shapes import FOOTERS, TITLES, Shapes
from karmakit_build.importing.readers.pptx.texts import Texts
from karmakit_build.importing.xml import local
from karmakit_build.xml import Element

_OPENING = frozenset({"title", "secHead"})
_PICTURE_WITH_CAPTION = "picTx"
_MOVES = frozenset({"anim", "animEffect", "animMotion", "animRot", "animScale", "animClr"})


@dataclass(slots=True)
class Reading:
    """What the slides of one presentation share while they are read, and what is told once for all of them."""

    package: Package
    drawings: Drawings
    marks: Marks
    losses: Losses
    footers: dict[str, None] = field(default_factory=dict)
    moving: list[int] = field(default_factory=list)
    languages: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


def slide_of(slide: TheirSlide, part: str, number: int, section: str | None, reading: Reading) -> Slide:
    """Return a slide as it is shown; what of it has no place in a course is told."""
    place = f"slide {number}"
    texts = Texts(reading.package, part, place, reading.marks, reading.losses)
    tree: Element = slide._element  # noqa: SLF001 - python-pptx has no other way to the tree
    layout: Element = slide.slide_layout._element  # noqa: SLF001 - the same
    master: Element = slide.slide_layout.slide_master._element  # noqa: SLF001 - the same
    shapes = Shapes(texts, reading.drawings, layout, master)
    inner = shapes.html(slide.shapes._spTree)  # noqa: SLF001 - the same
    if layout.get("type") == _PICTURE_WITH_CAPTION:
        inner = with_caption(inner, reading.marks.placed)
    titles = [each for each in tree.iter(tag(P, "sp")) if _kind(each) in TITLES]
    lines = [line.replace("<br>", " ") for each in titles for body in each.iterfind(tag(P, "txBody")) for line in texts.lines(body)]
    heading, _ = inline_of(" ".join(lines), reading.package.name, place, _no_picture)
    source = inner + _notes(slide, part, place, reading)

    def own(element: HtmlElement, write: Inner) -> str | None:
        return figure_of(element, write, reading.marks.placed) if element.tag == "figure" else None

    body, lost = markdown_of(source, reading.package.name, place, _no_picture, own=own)
    for one in lost:
        reading.losses.lose(one.place, one.what, one.mend, one.counts)
    _note_asides(tree, part, number, reading)
    title = without_marks(" ".join(" ".join(_words(each) for each in titles).split()))
    if not title and body:
        reading.losses.lose(place, "a slide without a title; its text follows that of the slide before", "Give it a heading")
    body = reading.marks.placed(body)
    return Slide(
        number=number,
        title=title,
        heading=reading.marks.placed(heading),
        body=body,
        words=len(body.split()),
        opens=layout.get("type", "") in _OPENING,
        section=section,
    )


def _notes(slide: TheirSlide, owner: str, place: str, reading: Reading) -> str:
    """Return the notes of a slide as HTML."""
    if not slide.has_notes_slide:
        return ""
    notes = slide.notes_slide
    part = next(iter(reading.package.related(owner, "notesSlide")), "")
    if next(notes._element.iter(tag(P, "pic")), None) is not None:  # noqa: SLF001 - python-pptx has no other way to the tree
        reading.losses.lose(place, "a picture in the notes", "Put it into media/ and show it where it stood")
    frame = notes.notes_text_frame
    texts = Texts(reading.package, part, place, reading.marks, reading.losses)
    _note_languages(notes._element, reading)  # noqa: SLF001 - the same
    return texts.html(frame._txBody, unlisted) if frame is not None else ""  # noqa: SLF001 - the same


def _note_asides(tree: Element, part: str, number: int, reading: Reading) -> None:
    """Note what is told once for all slides, and tell comments and backgrounds."""
    for shape in tree.iter(tag(P, "sp")):
        text = short(_words(shape))
        if _kind(shape) in FOOTERS - {"sldNum"} and text:
            reading.footers[text] = None
    if any(local(each) in _MOVES for each in tree.iter()) or next(tree.iter(tag(P, "transition")), None) is not None:
        reading.moving.append(number)
    if any(next(each.iter(tag(A, "blip")), None) is not None for each in tree.iter(tag(P, "bg"))):
        reading.losses.lose(f"slide {number}", "the picture of the background", "Show it as a picture, if it says something")
    for comments in (*reading.package.related(part, "comments"),):
        for comment in [each for each in reading.package.trees[comments].iter() if local(each) in {"cm", "reply"}]:
            text = " ".join(each.text or "" for each in comment.iter() if local(each) in {"text", "t"})
            reading.losses.lose(f"slide {number}", f"a comment: “{short(text)}”", "Settle it, or write it into the text")
    _note_languages(tree, reading)


def _note_languages(tree: Element, reading: Reading) -> None:
    for run in tree.iter(tag(A, "r")):
        properties = run.find(tag(A, "rPr"))
        told = () if properties is None else tuple(each for key in ("lang", "altLang") if (each := properties.get(key)))
        reading.languages.append((text_in(run, tag(A, "t")), told))


def tell_hidden(tree: Element, number: int, losses: Losses, counts: Counts) -> None:
    """Tell a slide that is not shown, with what it holds."""
    title = next((_words(each) for each in tree.iter(tag(P, "sp")) if _kind(each) in TITLES), "")
    there = [
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((len(list(tree.iter(tag(P, "pic")))), "picture"), (len(list(tree.iter(tag(A, "tbl")))), "table"))
        if count
    ]
    held = f", with {' and '.join(there)}" if there else ""
    losses.lose(
        f"slide {number}", f"a hidden slide, “{short(title)}”{held}", "Show it in PowerPoint, and bring it in again", counts
    )


def _kind(shape: Element) -> str:
    holder = placeholder(shape)
    return "" if holder is None else holder.get("type", "obj")


def _words(shape: Element) -> str:
    return " ".join(text_in(each, tag(A, "t")) for each in shape.iter(tag(A, "p"))).strip()


def _no_picture(_source: str, _alt: str) -> None:
    """Say that there is no picture in the HTML: each is a mark by then."""
