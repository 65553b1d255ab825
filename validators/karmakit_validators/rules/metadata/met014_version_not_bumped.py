"""A course that changed since it was published has a higher version."""

from karmakit_schemas.course import Course
from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.sources import Sources
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule

LONGEST = 30


def not_bumped(before: Course, after: Course, context: Context) -> Faults:
    """Yield the version of a course that differs from the published one and is not above its version."""
    was, now = before.meta.version, after.meta.version
    if max(len(was), len(now)) > LONGEST:
        return  # no version that a person counts up
    if _parts(now) > _parts(was) or not _differ(before.sources, context.parsed.sources):
        return
    span = after.place("version")
    major, minor, patch = _parts(was)
    higher = f"{major}.{minor}.{patch + 1}"
    if now == was:
        message = f"the course has changed since version {was} was published"
    else:
        message = f"version {now} is below {was}, which was published"
    fix = Fix(f"Raise the version to {higher}", (Edit(span, higher),), safe=True)
    yield Fault(span, message, f"Write version: {higher}, or a higher one if more than words has changed", fix=fix)


def _parts(version: str) -> tuple[int, int, int]:
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def _differ(one: Sources, other: Sources) -> bool:
    """Say whether two courses differ in a file, whatever the line ends."""
    return one.files.keys() != other.files.keys() or any(
        one.files[path] is not other.files[path] and one.canonical(path) != other.canonical(path) for path in one.files
    )


RULE = Rule(Severity.error, change=not_bumped, mends="safe")
