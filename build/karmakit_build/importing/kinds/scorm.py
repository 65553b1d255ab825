"""How SCORM is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "SCORM 1.2 and 2004"


def takes(given: Candidate) -> bool:
    """Say whether a zip or a folder holds an `imsmanifest.xml` of SCORM, or of a package that is nothing else."""
    return given.package == "scorm"
