"""Cut a document into units and modules at its headings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

LONGEST = 2000
"""How many words a chapter may have, about ten minutes, before its own headings make the modules."""


@dataclass(slots=True)
class Piece:
    """A module that is to be: the heading that it is named by, if one, and the blocks below it."""

    heading: HtmlElement | None
    blocks: list[HtmlElement] = field(default_factory=list)
    name: str = ""
    """What links call the module, where one leads there."""


@dataclass(slots=True)
class Section:
    """A unit that is to be; without a heading it is named as the course is."""

    heading: HtmlElement | None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """At which levels of headings the units and the modules begin; nought for none. `top` is a sole heading over all others."""

    units: int = 0
    modules: int = 0
    top: HtmlElement | None = None


def cut_said(plan: Plan, sections: Sequence[Section]) -> str:
    """Return how a document was cut, in one line for its author."""
    if not plan.modules:
        return "one module, since there are no headings; give chapters the style Heading 1, and each becomes one"
    units = sum(section.heading is not None for section in sections) if plan.units and plan.top is None else 0
    modules = sum(piece.heading is not None for section in sections for piece in section.pieces)
    title = f"the heading of level {level_of(plan.top)} is the title" if plan.top is not None and plan.top.tag != "p" else ""
    parts = [
        title,
        f"{units} heading{'s' if units > 1 else ''} of level {plan.units} became units" if units else "",
        f"{modules} heading{'s' if modules > 1 else ''} of level {plan.modules} became modules" if modules else "",
    ]
    return ", ".join(filter(None, parts))


def level_of(block: HtmlElement) -> int:
    """Return the level of a heading; nought for any other block."""
    tag = block.tag if isinstance(block.tag, str) else ""
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0  # noqa: PLR2004 - h1 to h6


def plan_of(blocks: Sequence[HtmlElement]) -> Plan:
    """Return where to cut.

    The highest headings begin the modules. Where there is one of them alone, it is the title over the next ones; where a chapter
    has more than `LONGEST` words and headings of its own, chapters are units and the next headings begin the modules.
    """
    levels = Counter(level for block in blocks if (level := level_of(block)))
    if not levels:
        return Plan()
    highest, *rest = sorted(levels)
    first = next(block for block in blocks if level_of(block))
    sole = first if levels[highest] == 1 and level_of(first) == highest else None
    if levels[highest] == 1 and rest:
        return Plan(units=highest, modules=rest[0], top=sole)
    if rest and _has_long_chapter(blocks, highest):
        return Plan(units=highest, modules=rest[0])
    return Plan(modules=highest, top=sole if sole is blocks[0] else None)


def _has_long_chapter(blocks: Sequence[HtmlElement], level: int) -> bool:
    """Say whether a chapter has more words than a module should, and headings that divide it."""
    words, divided = 0, False
    for block in blocks:
        if level_of(block) == level:
            words, divided = 0, False
        divided = divided or level_of(block) > level
        words += len(block.text_content().split())
        if divided and words > LONGEST:
            return True
    return False


def cut(blocks: Sequence[HtmlElement], plan: Plan) -> tuple[list[HtmlElement], list[Section]]:
    """Return the blocks before the first heading, and the rest in sections and pieces; text right below a unit is a piece."""
    intro: list[HtmlElement] = []
    sections: list[Section] = []
    for block in blocks:
        level = level_of(block)
        if level and level == plan.units:
            sections.append(Section(block))
        elif level and level == plan.modules:
            if not sections:
                sections.append(Section(None))
            sections[-1].pieces.append(Piece(block))
        elif not sections:
            intro.append(block)
        else:
            if not sections[-1].pieces:
                sections[-1].pieces.append(Piece(None))
            sections[-1].pieces[-1].blocks.append(block)
    for section in sections:
        section.pieces = section.pieces or [Piece(None)]
    return intro, sections
