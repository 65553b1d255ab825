"""How slides of PowerPoint are known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "PowerPoint (.pptx)"
_NAMES = frozenset({".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm", ".ppt", ".pps"})


def takes(given: Candidate) -> bool:
    """Say whether a file is named as a presentation; the old form and other zips are told apart when it is read."""
    return given.ending in _NAMES and bool(given.head)
