"""How iGOT's question templates are known."""

import re

from karmakit_build.importing.candidate import Candidate

TITLE = "iGOT's question templates (CSV)"
_HEADS = re.compile(rb'^(?:\xef\xbb\xbf)?"?(SR"?,"?Question|QuestionNo"?,"?QuestionType)"?,', re.IGNORECASE)


def takes(given: Candidate) -> bool:
    """Say whether a CSV begins with the heads of one of the templates."""
    return given.ending == ".csv" and _HEADS.match(given.head) is not None
