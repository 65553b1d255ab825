"""An objective serves a competency that its module names."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.suggest import closest
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def serves_unknown(course: Course, _context: Context) -> Faults:
    """Yield each name under `serves` that is no sub-theme of the module's competencies."""
    for module in course.modules:
        names = [competency.subtheme for competency in module.meta.competencies]
        for index, objective in enumerate(module.meta.objectives):
            for number, name in enumerate(objective.serves):
                if name in names:
                    continue
                span = module.place("objectives", index, "serves", number)
                near = closest(name, names)
                fix = Fix(f"write {near[0]}", (Edit(span, f'"{near[0]}"'),)) if near else None
                message = f"the module names no competency `{name}`"
                mend = (
                    f"Did you mean `{near[0]}`?" if near else "Name a sub-theme of the module's competencies, or add the competency"
                )
                yield Fault(span, message, mend, fix=fix)


RULE = Rule(Severity.warning, course=serves_unknown, mends="unsafe")
