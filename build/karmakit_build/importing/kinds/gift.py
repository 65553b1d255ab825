"""How GIFT is known."""

import re

from karmakit_build.importing.candidate import Candidate

TITLE = "GIFT (Moodle)"
_OPENING = re.compile(rb"^\s*(::|\$CATEGORY|//)|[^\\]\{[^{}]*([=~]|TRUE|FALSE|T|F|#)", re.MULTILINE)


def takes(given: Candidate) -> bool:
    """Say whether a file is named as GIFT, or is a text that looks like it."""
    return given.ending == ".gift" or (given.ending == ".txt" and _OPENING.search(given.head) is not None)
