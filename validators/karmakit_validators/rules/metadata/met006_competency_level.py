"""A competency has a level of its framework."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.frameworks import framework
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def level(course: Course, _context: Context) -> Faults:
    """Yield each competency without a level, and each level that the framework does not have."""
    pack = framework(course.meta.framework)
    names = ", ".join(f"{step.number} {step.name}" for step in pack.levels)
    for module in course.modules:
        for index, competency in enumerate(module.meta.competencies):
            if competency.level is None:
                span = module.place("competencies", index, "subtheme")
                yield Fault(span, f"`{competency.subtheme}` has no level", f"Add level: one of {names}")
            elif pack.level(competency.level) is None:
                span = module.place("competencies", index, "level")
                yield Fault(span, f"the {pack.title} has no level `{competency.level}`", f"Use one of {names}")


RULE = Rule(Severity.error, course=level)
