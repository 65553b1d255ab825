"""A course carries what it uses."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_schemas.stand_ins import stand_ins
from karmakit_validators.assets import of_page
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def unused(course: Course, context: Context) -> Faults:
    """Yield each file in `media/` that nothing refers to."""
    used = {reference.path for page in context.pages for reference in of_page(page)}
    used |= {course.meta.thumbnail or "", course.meta.theme.logo or ""}
    used |= {other for path in used for other in stand_ins(path, context.parsed.sources.files)}
    for path in context.media:
        if path not in used:
            yield Fault(
                context.whole(path), f"nothing refers to `{path}`", "Use it, or delete it: it would travel with every bundle"
            )


RULE = Rule(Severity.info, course=unused, whole=True)
