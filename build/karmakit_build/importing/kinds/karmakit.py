"""How a bundle of ours is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "a bundle of karmakit"


def takes(given: Candidate) -> bool:
    """Say whether a zip or a folder holds a `karmakit/course.json`."""
    return given.package == "karmakit"
