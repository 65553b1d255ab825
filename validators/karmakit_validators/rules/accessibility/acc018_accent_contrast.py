"""An institute's colour can be read on the player's grounds."""

from karmakit_schemas.colours import check_accent
from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def contrast(course: Course, _context: Context) -> Faults:
    """Yield an accent that does not stand out on a light ground."""
    verdict = check_accent(course.meta.theme.accent)
    if not verdict.fit:
        message = f"the accent {course.meta.theme.accent} has a contrast of {verdict.ratio:.1f}:1 to the page, 3:1 is needed"
        yield Fault(course.place("theme", "accent"), message, f"The nearest that can be read is {verdict.nearest}")


RULE = Rule(Severity.error, course=contrast)
