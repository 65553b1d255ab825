"""A long course finds out what its learners know already."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

LONG = 120
EARLY = 2


def missing(course: Course, _context: Context) -> Faults:
    """Yield a course of more than two hours in which no test stands among the first two modules."""
    minutes = sum(module.meta.duration for module in course.modules)
    if minutes > LONG and all(module.meta.kind != "test" for module in course.modules[:EARLY]):
        message = f"the course takes {minutes:g} minutes and does not ask first what a learner knows"
        mend = "Begin with a short test that does not count: without final: true, and with attempts: 1"
        yield Fault(course.place("units"), message, mend)


RULE = Rule(Severity.info, course=missing, whole=True)
