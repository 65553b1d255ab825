"""A course's folder is called by the course's id."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST = 3  # letters that an id has at least


def differs(course: Course, context: Context) -> Faults:
    """Yield the id of a course whose folder has another name; nothing where that can be no id, being shorter, or none at all."""
    folder = context.parsed.sources.name
    if len(folder) >= SHORTEST and course.meta.id != folder:
        message = f"the id is `{course.meta.id}`, the folder is called `{folder}`"
        yield Fault(course.place("id"), message, "Rename the folder; change the id only if the course was never published")


RULE = Rule(Severity.warning, course=differs)
