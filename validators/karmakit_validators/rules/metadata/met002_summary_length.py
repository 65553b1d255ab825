"""A summary says enough to choose by, and no more than is read."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.text import graphemes
from karmakit_validators.context import Context
from karmakit_validators.page import spoken
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST, LONGEST = 40, 600


def length(course: Course, _context: Context) -> Faults:
    """Yield a summary that is very short, that is longer than a card's text, or that only says the title again."""
    summary, span = course.meta.summary, course.place("summary")
    size = graphemes(summary)
    if spoken(summary) == spoken(course.meta.title):
        yield Fault(span, "the summary is the title again", "Say what the course is about and for whom it is")
    elif size < SHORTEST:
        yield Fault(
            span, f"the summary has {size} letters", "Say in two sentences what a learner will be able to do, and why it matters"
        )
    elif size > LONGEST:
        yield Fault(span, f"the summary has {size} letters", f"Keep it to {LONGEST}: the rest is what the course itself says")


RULE = Rule(Severity.warning, course=length)
