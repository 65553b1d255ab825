"""How a Word document is known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "Word (.docx)"
_NAMES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot"})


def takes(given: Candidate) -> bool:
    """Say whether a file is named as a document of Word; the old form and other zips are told apart when it is read."""
    return given.ending in _NAMES and bool(given.head)
