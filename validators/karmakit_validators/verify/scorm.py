"""Read a SCORM package by its manifest."""

from collections.abc import Iterator
from itertools import chain

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import few
from karmakit_validators.verify.igot import check_igot
from karmakit_validators.verify.lom import check_lom
from karmakit_validators.verify.manifest import Manifest, check_declared, check_grammars, check_manifest, read_manifest, scos
from karmakit_validators.verify.reading import Reading
from karmakit_validators.verify.sequencing import check_order, check_sequencing
from karmakit_validators.verify.state import check_mastery

ROOM_12 = 4096
ROOM_2004 = 64_000


def read_scorm(archive: Archive, course: Course | None) -> Reading:
    """Return what `imsmanifest.xml` says of a package."""
    manifest, faults = read_manifest(archive)
    if manifest is None:
        return Reading(findings=faults)
    return Reading(
        standard=manifest.standard,
        title=manifest.title,
        launch=manifest.launches[0][1].attrs["href"] if manifest.launches else "",
        units=len(scos(manifest)),
        findings=[*faults, *_of_any(archive, manifest, course)],
        house=[*_of_ours(archive, manifest, course)],
        room=ROOM_2004 if manifest.is_2004 else ROOM_12,
    )


def _of_any(archive: Archive, manifest: Manifest, course: Course | None) -> Iterator[Finding]:
    yield from check_manifest(archive, manifest)
    if manifest.is_2004:
        yield from few(check_sequencing(manifest))
    if course:
        yield from check_mastery(course, manifest)


def _of_ours(archive: Archive, manifest: Manifest, course: Course | None) -> Iterator[Finding]:
    yield from chain(few(check_declared(archive, manifest)), few(check_grammars(archive, manifest)))
    # what iGOT repairs, it repairs as SCORM 1.2
    yield from () if manifest.is_2004 else few(check_igot(archive, manifest))
    if manifest.is_2004 and course:
        yield from few(check_order(manifest, course))
    yield from check_lom(archive, manifest, course)
