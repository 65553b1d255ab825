"""How Aiken is known."""

import re

from karmakit_build.importing.candidate import Candidate

TITLE = "Aiken"
_SEEN = re.compile(rb"^ANSWER:\s*[A-Za-z]\s*$", re.MULTILINE)


def takes(given: Candidate) -> bool:
    """Say whether a text holds a line that names its answer."""
    return given.ending in {".txt", ".aiken"} and _SEEN.search(given.lines) is not None
