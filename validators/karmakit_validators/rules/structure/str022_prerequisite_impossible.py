"""What a module requires exists and comes before it."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.suggest import did_you_mean
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def impossible(course: Course, _context: Context) -> Faults:
    """Yield each requirement of an unknown module, each that leads back to where it began, and each that the order forbids."""
    named = [name for unit in course.meta.units for name in unit.modules]
    requires = dict.fromkeys(named, ()) | {module.id: module.meta.requires for module in course.modules}
    place = {name: number for number, name in enumerate(named)}
    for module in course.modules:
        for index, name in enumerate(module.meta.requires):
            span = module.place("requires", index)
            if name not in requires:
                yield Fault(span, f"there is no module `{name}`", did_you_mean(name, requires) or "Name a module of the course")
            elif (way := _way(name, module.id, requires)) is not None:
                circle = " → ".join([module.id, *way])
                yield Fault(span, f"the requirements go in a circle: {circle}", "Take one of them away")
            elif course.meta.order == "in-order" and place[name] > place[module.id]:
                message = f"`{name}` stands after `{module.id}`, and the course is read in order: neither would ever open"
                yield Fault(span, message, "Move it before this module, or say order: free in course.yml")


def _way(start: str, goal: str, requires: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the modules from `start` to `goal` by their requirements, or None if there is no way."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways.extend((*way, name) for name in requires.get(way[-1], ()))
    return None


RULE = Rule(Severity.error, gate=True, course=impossible)
