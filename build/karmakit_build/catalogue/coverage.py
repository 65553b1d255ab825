"""A competency framework against the courses: which sub-themes at which level are taught, and asked about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from karmakit_build.catalogue.entry import Entry
from karmakit_schemas.frameworks import DOMAIN, Framework, framework

UNNAMED = 0
"""The number that stands for no level at all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many courses teach a sub-theme at a level, and in how many of them a question asks about it."""

    taught: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A sub-theme: its cells by the level's number, and whether the framework knows it."""

    area: str
    theme: str
    subtheme: str
    cells: Mapping[int, Cell]
    known: bool = True

    @property
    def path(self) -> tuple[str, str, str]:
        """Return area, theme and sub-theme."""
        return self.area, self.theme, self.subtheme

    @property
    def is_taught(self) -> bool:
        """Say whether a course teaches it, at whatever level."""
        return bool(self.cells)


@dataclass(frozen=True)
class Coverage:
    """A framework with its lines, in its own order; what it does not know stands at the end of its area."""

    framework: Framework
    lines: tuple[Line, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """Return the numbers of the levels, and last the one for no level where a course names none."""
        numbers = tuple(level.number for level in self.framework.levels)
        return (*numbers, UNNAMED) if any(UNNAMED in line.cells for line in self.lines) else numbers

    @cached_property
    def complete(self) -> tuple[Line, ...]:
        """Return the lines of the areas whose list of sub-themes is complete."""
        return tuple(line for line in self.lines if line.area != DOMAIN and line.known)

    @cached_property
    def open(self) -> tuple[Line, ...]:
        """Return the lines of Domain that are known: the list is not complete."""
        return tuple(line for line in self.lines if line.area == DOMAIN and line.known)

    def missing(self, line: Line) -> tuple[int, ...]:
        """Return the levels at which no course teaches a sub-theme."""
        return tuple(level.number for level in self.framework.levels if level.number not in line.cells)

    def level(self, number: int) -> str:
        """Return the name of a level; "" for none."""
        level = self.framework.level(number)
        return level.name if level else ""


def coverages(entries: Iterable[Entry]) -> tuple[Coverage, ...]:
    """Return a coverage of each framework that courses go by, that of most courses first; of `kcm` where there is none."""
    by: dict[str, list[Entry]] = {}
    for entry in entries:
        by.setdefault(entry.framework, []).append(entry)
    names = sorted(by, key=lambda name: (-len(by[name]), name))
    return tuple(coverage(name, by.get(name, ())) for name in names or ["kcm"])


def coverage(name: str, entries: Iterable[Entry]) -> Coverage:
    """Return a framework against the courses that go by it."""
    known = framework(name)
    counts: dict[tuple[str, str, str], dict[int, Cell]] = {}
    for entry in entries:
        for one in entry.competencies:
            cells = counts.setdefault(one.path, {})
            cell = cells.get(one.level, Cell())
            cells[one.level] = Cell(cell.taught + 1, cell.asked + bool(one.questions))
    return Coverage(known, tuple(_lines(known, counts)))


def themes(lines: Iterable[Line]) -> Iterator[tuple[str, str, tuple[Line, ...]]]:
    """Yield area, theme and lines of each theme, in their order."""
    for (area, theme), held in groupby(lines, key=lambda line: (line.area, line.theme)):
        yield area, theme, tuple(held)


def _lines(known: Framework, counts: Mapping[tuple[str, str, str], Mapping[int, Cell]]) -> Iterator[Line]:
    paths = [(area, theme, name) for area, held in known.areas.items() for theme, names in held.items() for name in names]
    there = set(paths)
    others = sorted(path for path in counts if path not in there)
    for area in known.areas:
        for path in paths:
            if path[0] == area:
                yield Line(*path, counts.get(path, {}))
        for path in others:
            if path[0] == area:
                yield Line(*path, counts[path], known=False)
