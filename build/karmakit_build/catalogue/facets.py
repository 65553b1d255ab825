"""Entries by competency, role, language, duration and status."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from karmakit_build.catalogue import places
from karmakit_build.catalogue.entry import Entry, Status
from karmakit_schemas.frameworks import framework
from karmakit_schemas.languages import find
from karmakit_validators.report.words import Words

UP_TO = (30, 60, 120)
"""The longest courses of the groups by duration, in minutes; what is longer makes the last group."""
ALL_STATES = (*(state.value for state in Status), "review-passed")


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that have something in common: its name in a language ("": the catalogue's), and the page that lists them."""

    name: str
    path: str
    entries: tuple[Entry, ...]
    language: str = ""
    direction: str = "auto"
    parts: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """Return how deep a competency lies: area 1, theme 2, sub-theme 3."""
        return len(self.parts)


def by_competency(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return areas, themes and sub-themes that courses teach, each before what lies in it, in the order of the framework."""
    found: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        for path in dict.fromkeys(one.path[:depth] for one in entry.competencies for depth in (1, 2, 3)):
            found[path].append(entry)
    order = _order({entry.framework for entry in entries})
    last = len(order)
    paths = sorted(found, key=lambda path: [(order.get(path[:depth], last), path[depth - 1]) for depth in range(1, len(path) + 1)])
    return tuple(
        Group(path[-1], places.group_page(places.COMPETENCIES, *path), tuple(found[path]), "en", "ltr", path) for path in paths
    )


def _order(names: Iterable[str]) -> dict[tuple[str, ...], int]:
    """Return the place of each area, theme and sub-theme in the frameworks."""
    paths: dict[tuple[str, ...], int] = {}
    for name in sorted(names, reverse=True):
        for area, themes in framework(name).areas.items():
            for theme, subthemes in themes.items():
                for subtheme in subthemes:
                    for path in ((area,), (area, theme), (area, theme, subtheme)):
                        paths.setdefault(path, len(paths))
    return paths


def by_role(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return the roles that courses are for, by their names as they are written."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    ways: dict[str, str] = {}
    for entry in entries:
        for role in entry.roles:
            found[entry.language, role].append(entry)
            ways[entry.language] = entry.direction
    return tuple(
        Group(role, places.group_page(places.ROLES, language, role), tuple(found[language, role]), language, ways[language])
        for language, role in sorted(found, key=lambda key: (key[0] != "en", key[0], key[1].casefold(), key[1]))
    )


def by_language(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return the languages of the courses, each by its own name."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.language].append(entry)
    return tuple(
        Group(language_name(tag), places.group_page(places.LANGUAGES, tag), tuple(found[tag]), tag, found[tag][0].direction)
        for tag in sorted(found)
    )


def language_name(tag: str) -> str:
    """Return what a language calls itself; its tag where we do not know it."""
    language = find(tag)
    return language.name if language else tag


def by_duration(entries: Sequence[Entry], say: Words) -> tuple[Group, ...]:
    """Return four groups from short to long; those without a course are there too."""
    found: dict[int, list[Entry]] = {place: [] for place in range(len(UP_TO) + 1)}
    for entry in entries:
        found[sum(entry.minutes > limit for limit in UP_TO)].append(entry)
    return tuple(
        Group(say(f"duration.{place}"), f"{places.DURATIONS}/{place + 1}.html", tuple(group)) for place, group in found.items()
    )


def by_status(entries: Sequence[Entry], say: Words, today: date) -> tuple[Group, ...]:
    """Return vetted, vetted as a demonstration, not vetted, and (besides) those whose review is due."""
    found: dict[str, list[Entry]] = {state: [] for state in ALL_STATES}
    for entry in entries:
        found[entry.status.value].append(entry)
        if entry.is_due(today):
            found["review-passed"].append(entry)
    return tuple(Group(say(f"status.{name}"), f"{places.STATES}/{name}.html", tuple(group)) for name, group in found.items())
