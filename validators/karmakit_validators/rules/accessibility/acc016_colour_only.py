"""No instruction hangs on colour alone."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.described import is_described
from karmakit_validators.lexicon import used
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

TOLD = re.compile(
    r"\s*[\"'\u2018\u201c\ufffc]|\s+(?:on|at|in) the (?:left|right|top|bottom|upper|lower|first|last)(?![A-Za-z])", re.IGNORECASE
)
POINTING = re.compile(r"the\s", re.IGNORECASE)
INSTRUCTION = re.compile(
    r"(?<![A-Za-z])(?:click|press|tap|select|choose|look|see|use|fill|read|find|check|type|enter|follow|push|open)(?![A-Za-z])",
    re.IGNORECASE,
)


def colour_only(page: Page) -> Faults:
    """Yield each phrase that points to something by its colour; a description of a picture may do so."""
    for prose, match in used(page, "colour_only"):
        if _is_told(prose.text, match):
            continue
        span = prose.place(match.start(), match.end())
        if not is_described(page, span):
            mend = "Name it as well: its label, its shape, its place in the text"
            yield Fault(span, f"`{match[0]}` tells nothing to who cannot see the colour", mend)


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Say whether a name or a place follows the colour, or a thing of that colour is only spoken of."""
    if TOLD.match(text, match.end()):
        return True
    sentence = text[text.rfind(".", 0, match.start()) + 1 : match.start()]
    return bool(POINTING.match(match[0])) and not INSTRUCTION.search(sentence)


RULE = Rule(Severity.warning, page=colour_only)
