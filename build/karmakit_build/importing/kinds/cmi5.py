"""How cmi5 is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "cmi5"


def takes(given: Candidate) -> bool:
    """Say whether a zip or a folder holds a `cmi5.xml`."""
    return given.package == "cmi5"
