"""The standards a bundle can be read by, each known by the file that opens it."""

from importlib import import_module

from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.editions import LAUNCH
from karmakit_validators.verify.reading import Reader, Reading

# by module and function, and loaded when it is wanted: a bundle is of one standard
READERS: dict[str, tuple[str, str]] = {
    "imsmanifest.xml": ("scorm", "read_scorm"),
    "cmi5.xml": ("cmi5", "read_cmi5"),
    "tincan.xml": ("tincan", "read_tincan"),
    "manifest.webmanifest": ("web", "read_web"),
    LAUNCH: ("editions", "read_facilitator"),
}


def read_standard(archive: Archive, course: Course | None) -> Reading:
    """Return the reading by the first launch file that is there; a bundle without any is read as SCORM, which says so."""
    module, function = next((place for name, place in READERS.items() if name in archive.files), READERS["imsmanifest.xml"])
    read: Reader = getattr(import_module(f"{__package__}.{module}"), function)
    return read(archive, course)
