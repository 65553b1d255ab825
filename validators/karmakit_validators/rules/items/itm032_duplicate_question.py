"""A course asks nothing twice in the same words."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import Question
from karmakit_schemas.spans import Span
from karmakit_validators.asking import head, normal, questions
from karmakit_validators.context import Context
from karmakit_validators.published import answers
from karmakit_validators.rule import Fault, Faults, Rule


def duplicate(course: Course, context: Context) -> Faults:  # noqa: ARG001 - the signature of all rules on a course
    """Yield each question that has the stem and the answers of an earlier one, in whatever order they stand."""
    seen: dict[object, tuple[str, Span]] = {}
    for page in context.pages:
        for _, question in questions(page):
            asked = _asked(question)
            if not asked:
                continue
            span = head(page, question)
            name, first = seen.setdefault(asked, (question.id, span))
            if first != span:
                message = f"`{question.id}` asks the same as `{name}`"
                yield Fault(
                    span,
                    message,
                    f"Ask for something else, or remove one of the two; the first stands at {first}",
                    related=(first,),
                )


def _asked(question: Question) -> object:
    """Return what two questions have in common that ask the same; nothing of a question whose stem has no words, or of a rating."""
    stem = normal(question.stem)
    return (question.type, stem, frozenset(answers(question))) if stem and question.type != "scale" else None


RULE = Rule(Severity.warning, course=duplicate)
