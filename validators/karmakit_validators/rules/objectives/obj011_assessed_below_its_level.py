"""What is to be applied is not only asked back."""

from collections import defaultdict

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import Question
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

LOW = frozenset({"remember", "understand"})


def below(course: Course, _context: Context) -> Faults:
    """Yield each objective from `apply` upwards whose questions all say that they ask for less."""
    asked: dict[str, list[Question]] = defaultdict(list)
    for module in course.modules:
        for question in module.questions:
            if question.objective:
                asked[question.objective].append(question)
    for module in course.modules:
        for index, objective in enumerate(module.meta.objectives):
            levels = [question.bloom for question in asked[objective.id]]
            if objective.bloom and objective.bloom not in LOW and levels and LOW.issuperset(levels):
                message = f"`{objective.id}` is to {objective.bloom}, and all its questions ask to remember or understand"
                mend = "Ask for the doing: a case, a draft, a calculation"
                yield Fault(
                    module.place("objectives", index, "bloom"), message, mend, related=tuple(q.span for q in asked[objective.id])
                )


RULE = Rule(Severity.warning, course=below, whole=True)
