"""A credited work may be used as the course is used."""

import re

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

CLOSED = ("all rights reserved", "copyright", "proprietary", "©", "unknown", "editorial", "personal use", "rights managed")
NOT_COMMERCIAL = re.compile(r"(?<![A-Za-z])NC(?![A-Za-z])|non-?commercial", re.IGNORECASE)


def forbids(course: Course, _context: Context) -> Faults:
    """Yield each credit whose licence does not let a course pass the work on, or only on conditions that somebody must weigh."""
    licence = course.meta.licence
    for index, credit in enumerate(course.meta.credits):
        span = course.place("credits", index, "licence")
        if credit.licence.casefold().strip().startswith(CLOSED):
            message = f"`{credit.licence}` does not let a course pass `{credit.file}` on"
            yield Fault(span, message, "Get a written licence and name it, or use another work", Kind.needs_human)
        elif NOT_COMMERCIAL.search(credit.licence) and not NOT_COMMERCIAL.search(licence):
            message = f"`{credit.licence}` forbids commercial use, the course's `{licence}` allows it"
            yield Fault(
                span, message, "Say in the credit's title that this work keeps its own licence, or replace it", Kind.needs_human
            )


RULE = Rule(Severity.warning, course=forbids)
