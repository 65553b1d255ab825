"""A link is read as words, not letter by letter."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ADDRESS = re.compile(r"(?<![A-Za-z0-9_])(?:https?://|www\.)[^\s<>\"'\])]+", re.IGNORECASE)
HINTS = ("://", "www.")


def bare(page: Page) -> Faults:
    """Yield each web address that stands in the text itself, linked or not."""
    if not any(hint in page.lowered for hint in HINTS):
        return
    for prose in page.blocks:
        for match in ADDRESS.finditer(prose.text):
            address = match[0].rstrip(".,;:!?।")
            span = prose.place(match.start(), match.start() + len(address))
            yield Fault(span, f"`{address[:60]}` is read aloud letter by letter", "Write [the name of the page](address)")


RULE = Rule(Severity.warning, page=bare)
