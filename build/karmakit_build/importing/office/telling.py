"""Collect what was lost of an Office file: each thing once for its place, with how often it was there."""

import re
from collections import Counter
from dataclasses import dataclass, field

from karmakit_build.importing.draft import NOTHING, Counts, Lost

_SLIDE = re.compile(r"slide (\d+)")


@dataclass(slots=True)
class Losses:
    """What was lost so far of one file, in the order in which it was met."""

    path: str
    met: Counter[tuple[str, str, str, Counts]] = field(default_factory=Counter)

    def lose(self, place: str, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        """Note something that was not carried over, or not as it was."""
        self.met[(place, what, mend, counts)] += 1

    def all(self) -> tuple[Lost, ...]:
        """Return the lines, one for each thing in each place; what is the same on several slides is one line."""
        lines: dict[tuple[str, str, Counts, str | None], list[tuple[str, int]]] = {}
        for (place, what, mend, counts), number in self.met.items():
            slide = _SLIDE.fullmatch(place)
            lines.setdefault((what, mend, counts, None if slide else place), []).append((slide[1] if slide else place, number))
        return tuple(self._line(key, found) for key, found in lines.items())

    def _line(self, key: tuple[str, str, Counts, str | None], found: list[tuple[str, int]]) -> Lost:
        what, mend, counts, told = key
        places = sorted({place for place, _ in found}, key=lambda place: (len(place), place))
        place = told if told is not None else f"slide{'s' if len(places) > 1 else ''} {', '.join(places)}"
        number = sum(times for _, times in found)
        return Lost(self.path, place, f"{what} ({number} times)" if number > len(places) else what, mend, counts * number)


def short(text: str, most: int = 60) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
