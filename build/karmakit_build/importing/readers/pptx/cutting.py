"""Cut a presentation into units and modules: at its sections, at slides that open a part, and about every five minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MINUTES = 5
"""How long a module should take."""
LONGEST = 8
"""How many minutes a part may take before it is cut."""
_SHORTEST = 4
"""No slide counts less than this part of a minute: it is looked at, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A slide as it was read: its title as text and as Markdown, its text, and whether its layout is that of a title."""

    number: int
    title: str
    heading: str
    body: str
    words: int
    opens: bool = False
    section: str | None = None


def sections(slides: Sequence[Slide]) -> list[tuple[str | None, list[Slide]]]:
    """Return the slides by their sections, in their order; all in one without a name where there are none."""
    found: list[tuple[str | None, list[Slide]]] = []
    for slide in slides:
        if not found or found[-1][0] != slide.section:
            found.append((slide.section, []))
        found[-1][1].append(slide)
    return found


def modules(slides: Sequence[Slide], words_per_minute: int) -> list[list[Slide]]:
    """Return the slides of a section as modules: one from each slide that opens a part, those that are too long cut evenly."""
    return [part for chunk in _parts(slides) for part in _cut(chunk, words_per_minute)]


def cut_said(slides: Sequence[Slide], modules: int) -> str:
    """Return how a presentation was cut, in one line for its author."""
    found = sections(slides)
    named = sum(name is not None for name, _ in found)
    opening = sum(part[0].opens for _, there in found for part in _parts(there))
    begins = "begins" if opening == 1 else "begin"
    parts = [
        f"{_counted(len(slides), 'slide')} in {_counted(modules, 'module')}{f' of about {MINUTES} minutes' if modules > 1 else ''}",
        f"{_counted(named, 'section')} became units" if named else "",
        f"{_counted(opening, 'slide')} of a title or section layout {begins} a module" if opening else "",
    ]
    return ", ".join(filter(None, parts))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _parts(slides: Sequence[Slide]) -> list[list[Slide]]:
    """Return the slides in parts; slides that open one right after another open it together."""
    parts: list[list[Slide]] = []
    for slide in slides:
        if not parts or (slide.opens and not all(each.opens for each in parts[-1])):
            parts.append([])
        parts[-1].append(slide)
    return parts


def _cut(slides: list[Slide], words_per_minute: int) -> Iterator[list[Slide]]:
    weights = [max(slide.words, words_per_minute // _SHORTEST) for slide in slides]
    total = sum(weights)
    if total <= LONGEST * words_per_minute:
        yield slides
        return
    share = total / round(total / (MINUTES * words_per_minute))
    part: list[Slide] = []
    done, ends = 0.0, share
    for slide, weight in zip(slides, weights, strict=True):
        # a slide goes where the larger half of it lies
        if part and done + weight / 2 > ends:
            yield part
            part, ends = [], ends + share
        part.append(slide)
        done += weight
    yield part
