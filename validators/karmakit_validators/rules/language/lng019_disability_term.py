"""Words speak of persons, not of defects."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import instead
from karmakit_validators.page import Page
from karmakit_validators.rule import Faults, Rule


def disability(page: Page) -> Faults:
    """Yield each term that the law on persons with disabilities has put aside."""
    yield from instead(page, "disability", "is a term persons with disabilities have put aside")


RULE = Rule(Severity.warning, page=disability)
