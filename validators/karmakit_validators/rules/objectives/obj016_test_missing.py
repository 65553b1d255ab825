"""A course ends in a test."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def missing(course: Course, _context: Context) -> Faults:
    """Yield a course without a test, or whose tests ask nothing."""
    tests = [module for module in course.modules if module.meta.kind == "test"]
    if not tests:
        yield Fault(course.place("units"), "the course has no test", "Add a module of kind test, with final: true")
    for module in tests:
        if not any(question.type != "scale" for question in module.questions):
            yield Fault(module.place("title"), f"the test `{module.meta.title}` has no scored question", "Write its questions")


RULE = Rule(Severity.error, gate=True, course=missing, whole=True)
