"""A course watches, thinks, does, explores and tests."""

from typing import get_args

from karmakit_schemas.course import Course, ModuleKind
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def missing(course: Course, _context: Context) -> Faults:
    """Yield a course that lacks one of the five kinds of module; that a test is missing is OBJ016's business."""
    there = {module.meta.kind for module in course.modules} | {"test"}
    lacking = [kind for kind in get_args(ModuleKind) if kind not in there]
    if lacking:
        kinds = ", ".join(f"`{kind}`" for kind in lacking)
        yield Fault(course.place("units"), f"no module is of the kind {kinds}", "Watch-Think-Do-Explore-Test wants one of each")


RULE = Rule(Severity.warning, course=missing, whole=True)
