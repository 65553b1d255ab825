"""No instruction hangs on colour alone."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import hits
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def colour_only(page: Page) -> Faults:
    """Yield each phrase that points to something by its colour."""
    for prose, match in hits(page, "colour_only"):
        span = prose.place(match.start(), match.end())
        mend = "Name it as well: its label, its shape, its place in the text"
        yield Fault(span, f"`{match[0]}` tells nothing to who cannot see the colour", mend)


RULE = Rule(Severity.warning, page=colour_only)
