"""Say in a line each what is done to a file: its name, its weight before and after, its pixels, and what was done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from karmakit_build.media.drawing import Size
from karmakit_build.media.step import Step
from karmakit_schemas.stand_ins import FILMS, SOUNDS
from karmakit_schemas.text import harmless
from karmakit_validators.report.text import width

_NAME, _WEIGHT = 44, 9
_SCALED = "scaled"  # told by the pixels


@dataclass(slots=True)
class Sum:
    """The weights of all pictures that changed, and of what was made lighter beside them, in bytes; how many films lost a place."""

    originals: int = 0
    films: int = 0
    before: int = 0
    after: int = 0
    made: int = 0
    lighter: int = 0
    gone: int = 0

    def add(self, step: Step) -> None:
        """Count a step that changes something."""
        if step.lighter or step.before is None:
            self.made += step.after is not None
            self.gone += step.after is None
            self.lighter += len(step.after or b"")
        elif step.path.lower().endswith((*FILMS, *SOUNDS)):
            self.films += 1
        elif not step.is_text:
            self.originals += 1
            self.before += len(step.before)
            self.after += len(step.after or b"")

    def __str__(self) -> str:
        """Return `12 pictures: 38,412 kB → 2,310 kB; 9 lighter files: 1,240 kB`."""
        parts = []
        if self.originals:
            parts.append(f"{_number(self.originals, 'picture')}: {_kb(self.before)} → {_kb(self.after)}")
        if self.films:
            parts.append(f"place taken out of {_number(self.films, 'film')}")
        if self.made:
            parts.append(f"{_number(self.made, 'file')} made: {_kb(self.lighter)}")
        if self.gone:
            parts.append(f"{_number(self.gone, 'file')} taken away")
        return "; ".join(parts)


def summed(steps: Iterable[Step]) -> Sum:
    """Return the sum of the steps that change something."""
    total = Sum()
    for step in steps:
        if step.changes:
            total.add(step)
    return total


def line(step: Step, widest: int, columns: int = 0) -> str:
    """Return a step as a line, its first column as wide as the `widest` name; empty where there is nothing to say.

    What was done stands below where the terminal has too few `columns` for it (0: a pipe, which has no end).
    """
    if not (step.changes or step.note or step.refused):
        return ""
    before, after = ("" if data is None or step.is_text else _kb(len(data)) for data in (step.before, step.after))
    after = "" if step.refused else after
    arrow = "→" if before and after and before != after else " "
    weights = f"{before:>{_WEIGHT}} {arrow} {after if before != after else '':>{_WEIGHT}}"
    name = harmless(step.path)  # a name may steer the terminal
    head = f"  {name}{' ' * (min(widest, _NAME) - width(name))}  {weights}"
    words = ", ".join(_words(step))
    is_long = 0 < columns < width(head) + len(words) + 2
    return (f"{head.rstrip()}\n    {words}" if is_long else f"{head}  {words}").rstrip()


def _words(step: Step) -> Iterator[str]:
    """Yield what was done, the pixels first, or why nothing was; then what is still to be done."""
    if step.refused:
        yield f"left, for it is {step.refused}"
        return
    before, after = step.sizes
    yield from (word for word in step.done if word != _SCALED)
    if after and step.before is None:
        yield _size(after)
    elif before and after and before != after:
        yield f"{_size(before)} → {_size(after)}"
    if step.note:
        yield step.note


def _size(size: Size) -> str:
    return f"{size[0]} by {size[1]}"


def _kb(weight: int) -> str:
    return f"{max(1, round(weight / 1000)) if weight else 0:,} kB"


def _number(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
