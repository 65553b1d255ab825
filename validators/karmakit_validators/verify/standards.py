"""The standards a bundle can be read by, each known by the file that opens it."""

from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.cmi5 import read_cmi5
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.editions import LAUNCH, read_facilitator
from karmakit_validators.verify.reading import Reader, Reading
from karmakit_validators.verify.scorm import read_scorm
from karmakit_validators.verify.tincan import read_tincan
from karmakit_validators.verify.web import read_web

READERS: dict[str, Reader] = {
    "imsmanifest.xml": read_scorm,
    "cmi5.xml": read_cmi5,
    "tincan.xml": read_tincan,
    "manifest.webmanifest": read_web,
    LAUNCH: read_facilitator,
}


def read_standard(archive: Archive, course: Course | None) -> Reading:
    """Return the reading by the first launch file that is there; a bundle without any is read as SCORM, which says so."""
    read = next((reader for name, reader in READERS.items() if name in archive.files), read_scorm)
    return read(archive, course)
