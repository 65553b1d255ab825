"""What a course claims to build, it asks about."""

from karmakit_schemas.course import Competency, Course, Module, Objective
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def not_assessed(course: Course, _context: Context) -> Faults:
    """Yield each competency that no question serves through its objective; an objective that names none serves its module's all."""
    asked = {question.objective for module in course.modules for question in module.questions}
    served: set[tuple[str, str, str]] = set()
    for module in course.modules:
        for objective in module.meta.objectives:
            if objective.id in asked:
                served.update(_key(c) for c in module.meta.competencies if _serves(objective, c))
    for module in course.modules:
        for index, competency in enumerate(module.meta.competencies):
            if _key(competency) not in served:
                yield Fault(
                    module.place("competencies", index, "subtheme"),
                    f"no question assesses `{competency.subtheme}`",
                    _mend(module, competency),
                )


def _key(competency: Competency) -> tuple[str, str, str]:
    return competency.area, competency.theme, competency.subtheme


def _serves(objective: Objective, competency: Competency) -> bool:
    return not objective.serves or competency.subtheme in objective.serves


def _mend(module: Module, competency: Competency) -> str:
    serving = [o.id for o in module.meta.objectives if _serves(o, competency)]
    if serving:
        return f"Write a question with objective={serving[0]}"
    return f"Let an objective say serves: [{competency.subtheme}], and ask about it"


RULE = Rule(Severity.error, gate=True, course=not_assessed, whole=True)
