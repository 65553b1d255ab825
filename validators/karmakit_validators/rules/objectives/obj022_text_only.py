"""A longer course is more than text to read, or film to watch."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

LONG = 30
SHOWN = frozenset({"image", "figure", "video", "audio", "table", "steps", "math_block"})


def text_only(course: Course, context: Context) -> Faults:
    """Yield a course of more than half an hour in which nothing is shown, heard or laid out: there is only running text."""
    minutes = sum(module.meta.duration for module in course.modules)
    if minutes <= LONG or any(node.kind in SHOWN for page in context.pages for node in page.nodes):
        return
    message = f"the course takes {minutes:g} minutes, and all of it is running text"
    yield Fault(course.place("units"), message, "Show something: a filled-in form, a drawing, a table, a short film")


RULE = Rule(Severity.info, course=text_only, whole=True)
