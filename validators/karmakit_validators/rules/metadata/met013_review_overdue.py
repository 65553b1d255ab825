"""The day by which the content had to be looked at again has not passed."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def overdue(course: Course, context: Context) -> Faults:
    """Yield a `review_by` that lies before the day of the run."""
    due, today = course.meta.review_by, context.settings.today
    if due and today and due < today:
        message = f"the content had to be looked at again by {due}"
        yield Fault(course.place("review_by"), message, "Look through it, mend what is out of date, and set the next date")


RULE = Rule(Severity.error, course=overdue)
