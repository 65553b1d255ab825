"""Somebody has taken up the review that is due soon."""

from datetime import timedelta

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Kind, Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

SOON = timedelta(days=90)


def due_soon(course: Course, context: Context) -> Faults:
    """Yield a `review_by` that lies less than ninety days ahead."""
    due, today = course.meta.review_by, context.settings.today
    if due and today and today <= due < today + SOON:
        message = f"the content has to be looked at again by {due}"
        yield Fault(course.place("review_by"), message, "Begin now: look through it, and set the next date", Kind.needs_human)


RULE = Rule(Severity.warning, course=due_soon)
