"""No instruction hangs on where a thing stands on the screen, or on its shape."""

from karmakit_schemas.findings import Severity
from karmakit_validators.described import is_described
from karmakit_validators.lexicon import used
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def sensory(page: Page) -> Faults:
    """Yield each phrase that points to something of the page by its side or shape alone; a description of a picture may do so."""
    for prose, match in used(page, "sensory"):
        span = prose.place(match.start(), match.end())
        if not is_described(page, span):
            message = f"`{match[0]}` cannot be found by who hears the page, or reads it on a phone"
            yield Fault(span, message, "Name it: its label, its title, or the heading it stands under")


RULE = Rule(Severity.info, page=sensory)
