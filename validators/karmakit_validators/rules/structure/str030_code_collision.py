"""No two ids share the short code that stands for them in learner records."""

from karmakit_schemas.codes import code
from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.asking import head, questions
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def collision(course: Course, context: Context) -> Faults:
    """Yield each module or question whose code another id has already."""
    seen: dict[str, tuple[str, Span]] = {}
    named = [(module.id, Span(module.path)) for module in course.modules]
    named += [(question.id, head(page, question)) for page in context.pages for _, question in questions(page)]
    for identifier, span in named:
        other, first = seen.setdefault(code(identifier), (identifier, span))
        if other != identifier:
            message = f"`{identifier}` and `{other}` have the same code `{code(identifier)}` in learner records"
            yield Fault(span, message, "Change one of the two ids, before the course is published", related=(first,))


RULE = Rule(Severity.error, gate=True, course=collision)
