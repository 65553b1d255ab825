"""The address under which a course is known in learner records stays as it was published."""

from karmakit_schemas.course import Course, CourseFile
from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.rule import Fault, Faults, Rule


def changed(before: Course, after: Course, context: Context) -> Faults:  # noqa: ARG001 - the signature of all rules on a change
    """Yield the domain and the id of a course where they differ from the published ones: its IRI is made of them."""
    was, now = before.meta, after.meta
    message = f"learner records name `{_iri(was)}`, and would name `{_iri(now)}` now"
    if was.publisher.domain != now.publisher.domain:
        yield Fault(after.place("publisher", "domain"), message, f"Take back the domain `{was.publisher.domain}`")
    if was.id != now.id:
        yield Fault(after.place("id"), message, f"Take back the id `{was.id}`; a new course begins in a folder of its own")


def _iri(meta: CourseFile) -> str:
    """Return the root of all activity IRIs of a course."""
    return f"https://{meta.publisher.domain}/{meta.id}"


RULE = Rule(Severity.error, gate=True, change=changed)
