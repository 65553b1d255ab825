"""The platform can say which language a course is in."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

LISTED = frozenset(
    {"as", "bn", "en", "gu", "hi", "hoc", "jun", "kn", "mai", "ml", "mr", "ne", "or", "pa", "sa", "sat", "ta", "te", "unr", "ur"}
)
ADDED = {"brx": "Bodo", "doi": "Dogri", "ks": "Kashmiri", "kok": "Konkani", "mni": "Manipuri", "sd": "Sindhi"}


def not_on_platform(course: Course, _context: Context) -> Faults:
    """Yield a language that the platform's list does not hold, or held only lately."""
    primary = course.meta.language.lower().partition("-")[0]
    if primary in ADDED:
        message = f"older lists of the platform have no entry for {ADDED[primary]}"
        yield Fault(course.place("language"), message, "Agree with the operator under which language the course is listed")
    elif primary not in LISTED:
        message = f"the platform's list has no entry for `{course.meta.language}`: the course would stand as Other"
        yield Fault(course.place("language"), message, "Agree with the operator under which language the course is listed")


RULE = Rule(Severity.warning, course=not_on_platform)
