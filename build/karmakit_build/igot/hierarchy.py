"""Lay the course out as iGOT's hierarchy, and refuse what iGOT would refuse."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from karmakit_build.igot import metadata, names
from karmakit_build.igot.banks import Bank
from karmakit_build.igot.competencies import Competencies
from karmakit_build.igot.question_sets import question_set
from karmakit_schemas.course import Course, Module, Unit
from karmakit_schemas.errors import UnusableInputError

FEWEST_CHILDREN = 2
SHORTEST_COURSE, LONGEST_COURSE = 10, 70
SHORTEST_NAME = 5
_LIMITS = (("subtitle", "purpose", 1000), ("summary", "description", 2000), ("provider", "source", 500))
PLAIN_NAME = re.compile(r"[a-zA-Z0-9()$[\]\\.:!'_/ -]*")


@dataclass(frozen=True)
class Pieces:
    """What the kit holds of a course: the zip of each module, the bank of each test and of practice, the cut pictures by role."""

    course: Course
    zips: Mapping[str, bytes]
    banks: Mapping[str, Bank]
    pictures: Mapping[str, str]
    competencies: Competencies

    @property
    def final(self) -> Module | None:
        """Return the final test."""
        return next((module for module in self.course.modules if _is_final(module)), None)

    def modules(self, unit: Unit) -> tuple[Module, ...]:
        """Return what stands in a unit on iGOT: all its modules but the final test."""
        return tuple(module for module in self.course.modules if module.id in unit.modules and not _is_final(module))

    @property
    def served(self) -> Mapping[str, tuple[Module, ...]]:
        """Return by node the modules whose competencies it carries."""
        return {"course": self.course.modules, **{f"module.{name}": (self.module(name),) for name in self.zips}}

    def module(self, name: str) -> Module:
        """Return a module by its id."""
        return next(module for module in self.course.modules if module.id == name)


def _is_final(module: Module) -> bool:
    return module.meta.final and module.meta.kind == "test"


def hierarchy(pieces: Pieces) -> dict[str, Any]:
    """Return the Course with everything below it; raise in one line what iGOT would refuse."""
    _refuse_texts(pieces.course)
    finals = [module.path for module in pieces.course.modules if _is_final(module)]
    if len(finals) > 1:
        raise UnusableInputError(f"{finals[1]}: iGOT takes one final test, and {finals[0]} is one already: take `final` out of one")
    units = [unit for unit in pieces.course.meta.units if pieces.modules(unit)]
    children = [_unit(pieces, unit) for unit in units]
    if pieces.final:
        children.append(_bank(pieces, pieces.banks[pieces.final.id]))
    if len(children) < FEWEST_CHILDREN:
        raise UnusableInputError(
            f"course.yml: on iGOT a course holds {FEWEST_CHILDREN} units at least, or a unit and a final test; this one holds"
            f" {len(children)}: divide its unit, or add a final test"
        )
    return _node(
        "course",
        ("Collection", "Course"),
        {**metadata.of_course(pieces.course), **_competencies(pieces, pieces.course.modules)},
        pieces.pictures,
        children,
    )


def _unit(pieces: Pieces, unit: Unit) -> dict[str, Any]:
    modules = pieces.modules(unit)
    children = [child for module in modules for child in _leaves(pieces, module)]
    return _node(f"unit.{unit.id}", ("Collection", "CourseUnit"), metadata.of_unit(pieces.course, unit, modules), {}, children)


def _leaves(pieces: Pieces, module: Module) -> Iterable[dict[str, Any]]:
    if module.meta.kind == "test":
        yield _bank(pieces, pieces.banks[module.id])
        return
    told = metadata.of_resource(pieces.course, module, len(pieces.zips[module.id]))
    files = {"artifact": zip_path(module)}
    yield _node(f"module.{module.id}", ("Content", "Resource"), {**told, **_competencies(pieces, (module,))}, files, ())
    practice = pieces.banks.get(module.id)
    if pieces.course.meta.targets.igot.practice_sets and practice and practice.items:
        yield _bank(pieces, practice)


def zip_path(module: Module) -> str:
    """Return where a module's package lies in the kit."""
    return f"modules/{module.id}.zip"


def _bank(pieces: Pieces, bank: Bank) -> dict[str, Any]:
    return {**question_set(pieces.course, bank), "files": {"questions": bank.path}}


def _competencies(pieces: Pieces, modules: Iterable[Module]) -> dict[str, Any]:
    modules = tuple(modules)
    v6 = pieces.competencies.v6(modules)
    if not v6:
        return {}
    v5 = pieces.course.meta.targets.igot.competencies_v5
    return {"competencies_v6": v6, **({"competencies_v5": pieces.competencies.v5(modules)} if v5 else {})}


def _node(
    key: str, types: tuple[str, str], told: Mapping[str, Any], files: Mapping[str, str], children: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    return {
        "key": key,
        "objectType": types[0],
        "contentType": types[1],
        "metadata": dict(told),
        "files": dict(files),
        "children": list(children),
    }


def _refuse_texts(course: Course) -> None:
    """Raise for a text that iGOT's forms do not take; they count UTF-16 code units."""
    meta = course.meta
    long = names.units(meta.title)
    if not SHORTEST_COURSE <= long <= LONGEST_COURSE:
        raise UnusableInputError(
            f"course.yml: title: iGOT takes {SHORTEST_COURSE} to {LONGEST_COURSE} characters and counts {long}: change its length"
        )
    for key, called, most in _LIMITS:
        text = getattr(meta, key) or ""
        if names.units(text) > most:
            raise UnusableInputError(
                f"course.yml: {key}: iGOT takes {most} characters for it (`{called}`) and counts {names.units(text)}: shorten it"
            )
    if not any(module.meta.competencies for module in course.modules):
        raise UnusableInputError(
            "course.yml: no module names a competency, and iGOT takes no course without one: add `competencies`"
        )
    for module in course.modules:
        if names.units(module.meta.title) < SHORTEST_NAME:
            raise UnusableInputError(f"{module.path}: title: iGOT takes {SHORTEST_NAME} characters at least: say more")
