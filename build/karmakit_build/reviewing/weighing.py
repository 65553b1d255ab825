"""How large the bundle of a course was and is: both are made in memory, where both can be."""

from karmakit_build.archive import pack
from karmakit_build.checking.baselining import hide
from karmakit_build.checking.configured import Terms
from karmakit_build.compiler import compile_course
from karmakit_build.targets import package
from karmakit_schemas.course import Course
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_validators.catalogue import by_code
from karmakit_validators.report import Part
from karmakit_validators.review.review import Sizes
from karmakit_validators.settings import fails

TARGET = "scorm12"


def sizes(before: Parsed | None, after: Parsed | None, parts: tuple[Part | None, Part], terms: Terms) -> Sizes:
    """Return the sizes of both bundles; none where no bundle is wanted (`after` is None), or `build` would refuse a side."""
    if after is None:
        return Sizes(why="skipped")
    now = _size(after, parts[1], terms)
    if before is None or parts[0] is None:
        return Sizes(after=now, why="new")
    was = _size(before, parts[0], terms) if now is not None else None
    return Sizes(why="faulty") if was is None or now is None else Sizes(was, now)


def _size(parsed: Parsed, part: Part, terms: Terms) -> int | None:
    """Return the bytes of a course's bundle; None where it cannot be built."""
    kept = hide([part], [terms]).parts[0].findings
    own = [finding for finding in kept if not _is_of_change(finding)]
    if parsed.course is None or fails(own, terms.settings.profile):
        return None
    return _packed(parsed.course)


def _is_of_change(finding: Finding) -> bool:
    """Say whether a finding speaks of the change itself, of which a build knows nothing."""
    return finding.code in by_code() and by_code()[finding.code].rule.layer == "repository"


def _packed(course: Course) -> int:
    return sum(len(pack(bundle.files)) for bundle in package(compile_course(course), TARGET))
