"""A question assesses an objective that exists."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.questions import Question
from karmakit_schemas.suggest import closest
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def unknown(course: Course, context: Context) -> Faults:
    """Yield each question that names an objective no module states, and each test question that names none."""
    all_read = context.parsed.complete  # else a module that could not be read may state it
    known = {objective.id for module in course.modules for objective in module.meta.objectives}
    for page in context.pages:
        if page.module is None:
            continue
        for question in page.module.questions:
            head = page.find(question.span, f"objective={question.objective}" if question.objective else f"#{question.id}")
            if question.objective and question.objective not in known and all_read:
                near = closest(question.objective, sorted(known))
                mend = f"Did you mean `{near[0]}`?" if near else "Name the id of an objective in a module's front-matter"
                fix = _fix(page, question, near[0]) if near else None
                yield Fault(head, f"no module states the objective `{question.objective}`", mend, fix=fix)
            elif not question.objective and page.module.meta.kind == "test" and question.type != "scale":
                yield Fault(head, f"the test question `{question.id}` names no objective", "Add objective=the-id-it-assesses")


def _fix(page: Page, question: Question, objective: str) -> Fix | None:
    """Return the fix that names another objective; none where the attribute is not written in the plain way."""
    written = f"objective={question.objective}"
    span = page.find(question.span, written)
    exact = (span.line, span.column + len(written)) == (span.end_line, span.end_column)
    return Fix(f"write objective={objective}", (Edit(span, f"objective={objective}"),)) if exact else None


RULE = Rule(Severity.error, course=unknown, mends="unsafe")
