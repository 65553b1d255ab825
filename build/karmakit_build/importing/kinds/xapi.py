"""How an xAPI package is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "xAPI (tincan.xml)"


def takes(given: Candidate) -> bool:
    """Say whether a zip or a folder holds a `tincan.xml`."""
    return given.package == "xapi"
