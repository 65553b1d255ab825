"""How Moodle XML is known."""

import re

from karmakit_build.importing.candidate import Candidate

TITLE = "Moodle XML"
_SEEN = re.compile(rb"<quiz\b[^<>]*>")


def takes(given: Candidate) -> bool:
    """Say whether an XML file begins as a quiz of Moodle."""
    return given.ending == ".xml" and _SEEN.search(given.head) is not None
