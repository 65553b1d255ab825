"""Find where the bookmarks of a document are in the course, so that links within the document lead there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from lxml.html import HtmlElement

from karmakit_build.importing.anchors import anchored
from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.marks import without_marks
from karmakit_build.importing.readers.docx.cutting import Piece, Section

INTRO = "introduction"
"""What links call the module of the text before the first heading."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: in which module, and below which anchor of it (empty: at its beginning)."""

    module: str
    anchor: str = ""

    def seen_from(self, module: str) -> str:
        """Return the address of the place in a link of a module."""
        if module == self.module and self.anchor:
            return f"#{self.anchor}"
        return f"{self.module}.md{f'#{self.anchor}' if self.anchor else ''}"


def places_of(intro: list[HtmlElement], sections: list[Section], wanted: frozenset[str]) -> Mapping[str, Place]:
    """Return the places of all bookmarks that links lead to; the modules that they are in get names."""
    found: dict[str, Place] = {}
    taken = {INTRO}
    if wanted and intro:
        found |= {mark: Place(INTRO, anchor) for mark, anchor in anchored(intro, wanted).items()}
    for piece, headings in _pieces(sections):
        there = {mark: "" for heading in headings for mark in _marks(heading) & wanted} | dict(anchored(piece.blocks, wanted))
        if there:
            piece.name = _free(piece.heading if piece.heading is not None else next(iter(headings), None), taken)
            found |= {mark: Place(piece.name, anchor) for mark, anchor in there.items() if mark not in found}
    return found


def _pieces(sections: list[Section]) -> Iterator[tuple[Piece, list[HtmlElement]]]:
    """Yield the pieces, each with the headings that became titles at its beginning."""
    for section in sections:
        for piece in section.pieces:
            above = [section.heading] if piece is section.pieces[0] else []
            yield piece, [heading for heading in (*above, piece.heading) if heading is not None]


def _marks(heading: HtmlElement) -> frozenset[str]:
    return frozenset(each.get("id", "") for each in heading.iter() if isinstance(each.tag, str)) - {""}


def _free(heading: HtmlElement | None, taken: set[str]) -> str:
    stem = (id_of(without_marks(heading.text_content())) if heading is not None else "")[:50].strip("-") or "module"
    name = next(each for each in chain([stem], (f"{stem}-{number}" for number in count(2))) if each not in taken)
    taken.add(name)
    return name
