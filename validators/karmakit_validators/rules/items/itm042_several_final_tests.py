"""One test decides a course."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def several(course: Course, _context: Context) -> Faults:
    """Yield each second `final: true`, and each on a module that is no test."""
    finals = [module for module in course.modules if module.meta.final]
    for module in finals:
        if module.meta.kind != "test":
            message = f"`final` stands on a module of the kind `{module.meta.kind}`"
            yield Fault(module.place("final"), message, "Only a test can decide a course: take it away, or say kind: test")
    tests = [module for module in finals if module.meta.kind == "test"]
    for module in tests[1:]:
        message = f"`{tests[0].id}` is the final test already"
        yield Fault(module.place("final"), message, "Leave `final: true` on one test", related=(tests[0].place("final"),))


RULE = Rule(Severity.error, gate=True, course=several)
