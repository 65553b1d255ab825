"""Read a SCORM package by its manifest."""

from itertools import chain

from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.faults import few
from karmakit_validators.verify.igot import check_igot
from karmakit_validators.verify.lom import check_lom
from karmakit_validators.verify.manifest import check_declared, check_manifest, read_manifest, scos
from karmakit_validators.verify.reading import Reading
from karmakit_validators.verify.state import check_mastery


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
        findings=[*faults, *check_manifest(archive, manifest), *(check_mastery(course, manifest) if course else ())],
        house=[
            *chain(few(check_declared(archive, manifest)), few(check_igot(archive, manifest)), check_lom(archive, manifest, course))
        ],
    )
