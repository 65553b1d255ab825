"""Which competencies a course serves, at which level, and which of them it asks about: before and after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from karmakit_schemas.course import Competency, Module, Objective
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.unread import is_whole


class Aim(NamedTuple):
    """A sub-theme at a level; an empty level where none is named."""

    area: str
    theme: str
    subtheme: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """Where an aim is served: the modules that name it, and the questions whose objectives serve it, by their ids."""

    taught: tuple[str, ...] = ()
    assessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """One aim on both sides."""

    aim: Aim
    before: Served
    after: Served

    @property
    def is_changed(self) -> bool:
        """Say whether it is served otherwise than it was."""
        return self.before != self.after


def coverage(before: Parsed | None, after: Parsed) -> tuple[Coverage, ...]:
    """Return every aim that the course serves or served, in the order of their names."""
    was, now = (_served(parsed.modules) if parsed else {} for parsed in (before, after))
    return tuple(Coverage(aim, was.get(aim, Served()), now.get(aim, Served())) for aim in sorted({*was, *now}))


def _served(modules: Iterable[Module]) -> dict[Aim, Served]:
    read = [module for module in modules if is_whole(module.meta)]
    serving: dict[str, set[Aim]] = defaultdict(set)
    taught: dict[Aim, list[str]] = defaultdict(list)
    for module in read:
        for competency in module.meta.competencies:
            aim = _aim(competency)
            taught[aim].append(module.id)
            for objective in module.meta.objectives:
                if _serves(objective, competency):
                    serving[objective.id].add(aim)
    assessed: dict[Aim, list[str]] = defaultdict(list)
    for module in read:
        for question in module.questions:
            for aim in serving.get(question.objective or "", ()):
                assessed[aim].append(question.id)
    return {aim: Served(tuple(names), tuple(assessed[aim])) for aim, names in taught.items()}


def _aim(competency: Competency) -> Aim:
    level = "" if competency.level is None else str(competency.level)
    return Aim(competency.area, competency.theme, competency.subtheme, level)


def _serves(objective: Objective, competency: Competency) -> bool:
    """Say whether an objective serves a competency of its module; one that names none serves all."""
    return not objective.serves or competency.subtheme in objective.serves
