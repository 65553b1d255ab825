"""What `parse` returns: as much of a course as could be read, and every fault met on the way."""

from dataclasses import dataclass

from karmakit_schemas.course import Course, CourseFile, Module
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_schemas.unread import is_whole


@dataclass(frozen=True)
class Parsed:
    """A course as far as it could be read.

    `course` is there only if `course.yml`, every module it names and the glossary could be read. `part` is always there: what could
    be read of `course.yml`, and those of its modules that could be read whole; keys that could not be read stop who asks for them
    (`karmakit_schemas.unread`). `modules` are all whose text could be read, in the order of the units, files that no unit names at
    the end; in those that are `lossy` (their paths; the glossary's too) a directive or a question was not read as it was meant.
    `complete` says that nothing of the named modules and of the glossary is missing, so that one may say what a course lacks.
    """

    sources: Sources
    findings: tuple[Finding, ...]
    part: Course
    modules: tuple[Module, ...] = ()
    course: Course | None = None
    lossy: frozenset[str] = frozenset()
    complete: bool = False

    @property
    def meta(self) -> CourseFile | None:
        """Return what `course.yml` says, if all of it could be read."""
        return self.part.meta if is_whole(self.part.meta) else None
