"""A question assesses an objective that exists."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.suggest import did_you_mean
from karmakit_validators.context import Context
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
                mend = did_you_mean(question.objective, known) or "Name the id of an objective in a module's front-matter"
                yield Fault(head, f"no module states the objective `{question.objective}`", mend)
            elif not question.objective and page.module.meta.kind == "test" and question.type != "scale":
                yield Fault(head, f"the test question `{question.id}` names no objective", "Add objective=the-id-it-assesses")


RULE = Rule(Severity.error, course=unknown)
