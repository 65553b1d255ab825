"""The platform can say which language a course is in."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

NOT_THERE = {"brx": "Bodo", "doi": "Dogri", "ks": "Kashmiri", "kok": "Konkani", "mni": "Manipuri", "sd": "Sindhi"}


def not_on_platform(course: Course, _context: Context) -> Faults:
    """Yield a language that the platform's list of languages does not hold."""
    primary = course.meta.language.lower().partition("-")[0]
    if primary in NOT_THERE:
        message = f"the platform has no entry for {NOT_THERE[primary]}"
        yield Fault(course.place("language"), message, "Agree with the operator under which language the course is listed")


RULE = Rule(Severity.warning, course=not_on_platform)
