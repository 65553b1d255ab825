"""No word tells a learner that everybody else knows it already."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import used
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def minimiser(page: Page) -> Faults:
    """Yield each `obviously` and `as everyone knows`."""
    for prose, match in used(page, "minimisers"):
        span = prose.place(match.start(), match.end())
        yield Fault(span, f"`{match[0]}` shames who did not know it", "Leave it out")


RULE = Rule(Severity.info, page=minimiser)
