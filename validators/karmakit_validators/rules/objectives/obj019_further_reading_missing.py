"""A course shows where to go on."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def missing(course: Course, context: Context) -> Faults:
    """Yield a course in which no module has further reading."""
    if not any(node.kind == "further-reading" for page in context.pages for node in page.nodes):
        message = "no module names anything to read further"
        yield Fault(course.place("units"), message, "Add ::: further-reading with a list of links to a module")


RULE = Rule(Severity.warning, course=missing, whole=True)
