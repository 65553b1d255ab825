"""How AICC is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "AICC (known, not read)"


def takes(given: Candidate) -> bool:
    """Say whether a zip or a folder holds the four files of AICC."""
    return given.package == "aicc"
