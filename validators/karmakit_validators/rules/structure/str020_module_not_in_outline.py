"""Every module file is part of the course."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def not_in_outline(course: Course, context: Context) -> Faults:
    """Yield each file of `modules/` that no unit names."""
    named = {f"modules/{name}.md" for unit in course.meta.units for name in unit.modules}
    for path in sorted(context.parsed.sources.files):
        if path.startswith("modules/") and path.endswith(".md") and path not in named:
            name = path.removeprefix("modules/").removesuffix(".md")
            yield Fault(
                context.whole(path),
                f"no unit of course.yml names the module `{name}`",
                "Name it in a unit, or move the file out of modules/",
            )


RULE = Rule(Severity.warning, course=not_in_outline)
