"""Make the draft of a course from a presentation: sections are units, the titles of slides are headings, notes are text."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError

from karmakit_build.importing.draft import Draft, DraftModule, DraftUnit
from karmakit_build.importing.marks import Marks
from karmakit_build.importing.office.drawings import Drawings
from karmakit_build.importing.office.names import P14, P, R, tag
from karmakit_build.importing.office.package import Package
from karmakit_build.importing.office.properties import language_of, named, said
from karmakit_build.importing.office.settling import settled
from karmakit_build.importing.office.telling import Losses
from karmakit_build.importing.readers.pptx.counting import counts_of
from karmakit_build.importing.readers.pptx.cutting import Slide, cut_said, modules, sections
from karmakit_build.importing.readers.pptx.reading import Reading, slide_of, tell_hidden
from karmakit_build.importing.shelf import Shelf
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.languages import find

WORDS_PER_MINUTE = 200
# what a library of strangers' files may raise on a file that is not as the standard has it
_FAULTS = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    NotImplementedError,
    etree.LxmlError,
    PythonPptxError,
)


def draft_of(package: Package) -> Draft:
    """Return the presentation as a course; raises `UnusableInputError` where it cannot be read."""
    losses = Losses(package.name)
    reading = Reading(package, Drawings(package, Shelf(), losses), Marks(), losses)
    try:
        slides, parts = _slides(reading)
    except RecursionError:
        raise UnusableInputError(f"{package.path}: is nested too deep to be read; save it anew in PowerPoint") from None
    except _FAULTS:
        raise UnusableInputError(
            f"{package.path}: is not as a PowerPoint file should be; open it in PowerPoint and save it anew"
        ) from None
    _tell_once(reading)
    language = language_of(said(package, "language"), reading.languages)
    opening = slides[0].title if slides and slides[0].opens else ""
    title = opening or said(package, "title") or next((each.title for each in slides if each.title), "") or named(package)
    pack = find(language) if language else None
    units, promoted = _units(slides, title, pack.words_per_minute if pack else WORDS_PER_MINUTE)
    counts = counts_of(parts, reading.drawings)
    return Draft(
        title=title,
        units=tuple(units),
        language=language,
        summary=said(package, "description"),
        media=reading.drawings.shelf.files,
        losses=(*package.losses, *losses.all()),
        counts=replace(counts, headings=counts.headings - promoted),
        cut=cut_said(slides, sum(len(unit.modules) for unit in units)),
    )


def _slides(reading: Reading) -> tuple[list[Slide], list[str]]:
    """Return the slides that are shown, in their order, and the names of the parts of all slides."""
    package = reading.package
    changed = {name: deepcopy(tree) for name, tree in package.trees.items() if name.startswith("ppt/")}
    for tree in changed.values():
        settled(tree)
    deck = Presentation(package.packed(changed))
    named = _sections(package.trees[package.main])
    names = _parts(package)
    slides: list[Slide] = []
    parts: list[str] = []
    for number, slide in enumerate(deck.slides, 1):
        part = names[str(slide.slide_id)]
        parts.append(part)
        if slide._element.get("show") in {"0", "false"}:  # noqa: SLF001 - python-pptx has no other way to the tree
            held = counts_of([part], reading.drawings)
            tell_hidden(slide._element, number, reading.losses, held)  # noqa: SLF001 - the same
            continue
        slides.append(slide_of(slide, part, number, named.get(str(slide.slide_id)), reading))
    return slides, parts


def _parts(package: Package) -> dict[str, str]:
    """Return the names of the parts of slides by the ids of the slides: python-pptx names the parts anew, in their order."""
    links = package.relations(package.main)
    listed = package.trees[package.main].iter(tag(P, "sldId"))
    return {each.get("id", ""): links[each.get(tag(R, "id"), "")].target for each in listed if each.get(tag(R, "id")) in links}


def _sections(presentation: Element) -> dict[str, str]:
    """Return the name of the section that each slide is in, by the slide's id (MS-PPTX 2.6.3)."""
    return {
        slide.get("id", ""): " ".join(section.get("name", "").split())
        for section in presentation.iter(tag(P14, "section"))
        for slide in section.iter(tag(P14, "sldId"))
    }


def _tell_once(reading: Reading) -> None:
    if reading.moving:
        where = ", ".join(map(str, reading.moving))
        reading.losses.lose(
            f"slide{'s' if len(reading.moving) > 1 else ''} {where}", "animations and transitions; all is there at once"
        )
    for text in reading.footers:
        reading.losses.lose(
            "", f"what stands at the foot of slides: “{text}”", "The player shows the title and the provider on every page"
        )


def _units(slides: Sequence[Slide], title: str, words_per_minute: int) -> tuple[list[DraftUnit], int]:
    """Return the units, and how many titles of slides became titles of modules."""
    units, promoted = [], 0
    for name, there in sections(slides):
        made = []
        for part in modules(there, words_per_minute):
            first = part[0]
            promoted += bool(first.title)
            made.append(DraftModule(title=first.title or name or title, body="\n\n".join(_pieces(part))))
        units.append(DraftUnit(name or title, tuple(made)))
    return units, promoted


def _pieces(slides: Sequence[Slide]) -> Iterator[str]:
    """Yield the Markdown of the slides of a module; the title of the first is that of the module."""
    for number, slide in enumerate(slides):
        if number and slide.heading:
            yield f"## {slide.heading}"
        if slide.body:
            yield slide.body
