"""Words do not say man where a person is meant."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import instead
from karmakit_validators.page import Page
from karmakit_validators.rule import Faults, Rule


def gendered(page: Page) -> Faults:
    """Yield each term for which the Supreme Court's handbook and the guides have a better one."""
    yield from instead(page, "gendered", "speaks of one gender or repeats a stereotype")


RULE = Rule(Severity.warning, page=gendered)
