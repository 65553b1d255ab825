"""The longest state of a learner fits; found in the course by `check`, and in the finished bundle by `verify`."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.state import SCORM12_LIMIT, worst_case
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def too_long(course: Course, _context: Context) -> Faults:
    """Yield a course whose longest possible state is over the limit of suspend data."""
    size = worst_case(course)
    if size > SCORM12_LIMIT:
        message = f"a learner's state can take {size:,} characters; the narrowest target, scorm12, keeps {SCORM12_LIMIT:,}"
        yield Fault(course.place("units"), message, "Draw fewer questions in the largest test, or make two courses of it")


RULE = Rule(Severity.error, gate=True, course=too_long)
