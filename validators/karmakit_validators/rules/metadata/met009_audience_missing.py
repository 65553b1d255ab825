"""A course says for whom it is."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def missing(course: Course, _context: Context) -> Faults:
    """Yield a course that names no role."""
    if not course.meta.audience.roles:
        mend = "Add audience: {roles: [Central Public Information Officer], level: operational}"
        yield Fault(course.place("title"), "the course does not say for whom it is", mend)


RULE = Rule(Severity.warning, course=missing)
