"""Make a course that can be shown of one that could be read in part: what is missing gets a stand-in, what can be read stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from karmakit_build.compiler.drawings import passive
from karmakit_schemas.colours import check_accent
from karmakit_schemas.course import Contact, Course, CourseFile, FrontMatter, Model, Module, Outcome, Publisher, Theme, Unit
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.unread import is_whole

OUTSIDE = "in-no-unit"
"""The unit of modules that no unit names: learners never see them, but who writes one does."""
_EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"></svg>'
_NOWHERE = "example.invalid"
_FRONT: Mapping[str, Any] = {"kind": "explore", "duration": 1.0}


def shown_course(parsed: Parsed) -> Course | None:
    """Return the course to show: the one that was read, or as much of it as can be shown; None where no module can be read."""
    if parsed.course and len(parsed.course.modules) == len(parsed.modules) and _is_readable(parsed.course.meta.theme):
        return parsed.course
    modules = tuple(module if is_whole(module.meta) else replace(module, meta=_front(module)) for module in parsed.modules)
    if not modules:
        return None
    given = vars(parsed.part.meta)
    meta = CourseFile.model_construct(**_filled(CourseFile, _course_file(parsed.sources.name), parsed.part.meta))
    units = _units(given.get("units", ()), modules)
    theme = meta.theme if _is_readable(meta.theme) else meta.theme.model_copy(update={"accent": Theme().accent})
    return replace(parsed.part, meta=meta.model_copy(update={"units": units, "theme": theme}), modules=_ordered(modules, units))


def harmless(course: Course) -> Course:
    """Return a course without the drawings that no bundle may hold: an empty one stands in for each."""
    files = course.sources.files
    refused = {path: _EMPTY for path in files if path.lower().endswith(".svg") and not _is_passive(path, course.sources)}
    return replace(course, sources=Sources(course.sources.name, {**files, **refused}))


def _is_passive(path: str, sources: Sources) -> bool:
    try:
        passive(path, sources.canonical(path))
    except UnusableInputError:
        return False
    return True


def _is_readable(theme: Theme) -> bool:
    return check_accent(theme.accent).fit


def _course_file(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": name,
        "summary": "…",
        "outcomes": (Outcome(text="…"),),
        "language": "en",
        "provider": "…",
        "licence": "…",
        "version": "0.0.0",
        "contact": Contact(name="…", email=f"desk@{_NOWHERE}"),
        "publisher": Publisher(domain=_NOWHERE),
    }


def _front(module: Module) -> FrontMatter:
    return FrontMatter.model_construct(**_filled(FrontMatter, {"title": module.id, **_FRONT}, module.meta))


def _filled(kind: type[Model], stand_ins: Mapping[str, Any], read: Model) -> dict[str, Any]:
    """Return a value for every key of a model: what was read, else the stand-in, else the default."""
    defaults = {name: field.get_default(call_default_factory=True) for name, field in kind.model_fields.items()}
    return {**defaults, **stand_ins, **vars(read)}


def _units(units: Sequence[Unit], modules: Sequence[Module]) -> tuple[Unit, ...]:
    """Return the units with the modules that are there, and a last one of those that stand in none."""
    there = {module.id for module in modules}
    named = {name for unit in units for name in unit.modules}
    kept = [unit.model_copy(update={"modules": tuple(name for name in unit.modules if name in there)}) for unit in units]
    rest = tuple(module.id for module in modules if module.id not in named)
    alone = [Unit.model_construct(id=OUTSIDE, title="In no unit yet", modules=rest)] if rest else []
    return tuple(unit for unit in [*kept, *alone] if unit.modules)


def _ordered(modules: Sequence[Module], units: Sequence[Unit]) -> tuple[Module, ...]:
    known = {module.id: module for module in modules}
    return tuple(known[name] for name in dict.fromkeys(name for unit in units for name in unit.modules))
