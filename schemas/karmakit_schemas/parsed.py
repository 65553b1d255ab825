"""What `parse` returns: as much of a course as could be read, and every fault met on the way."""

from dataclasses import dataclass

from karmakit_schemas.course import Course, CourseFile, Module
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources


@dataclass(frozen=True)
class Parsed:
    """`course` is there only if `course.yml`, every module it names and the glossary could be read.

    `meta` is `course.yml` alone, if it could be read; `modules` are all that could be read, in the order of the units, files that
    no unit names at the end. Rules of the file layer look at `modules`, rules of the course layer at `course`.
    """

    sources: Sources
    findings: tuple[Finding, ...]
    meta: CourseFile | None = None
    modules: tuple[Module, ...] = ()
    course: Course | None = None
