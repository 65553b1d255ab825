"""Every objective has a question."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def not_assessed(course: Course, _context: Context) -> Faults:
    """Yield each objective that no question of the course names."""
    asked = {question.objective for module in course.modules for question in module.questions}
    for module in course.modules:
        for index, objective in enumerate(module.meta.objectives):
            if objective.id not in asked:
                span = module.place("objectives", index, "id")
                message = f"no question assesses the objective `{objective.id}`"
                yield Fault(span, message, f"Write a question with objective={objective.id}, here or in a test")


RULE = Rule(Severity.error, gate=True, course=not_assessed, whole=True)
