"""No option says that all others are right."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import saying
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def all_above(page: Page) -> Faults:
    """Yield each option that means `all of the above`."""
    for option in saying(page, "all_above"):
        mend = "Ask for several answers instead: mark each right one with [x]"
        yield Fault(page.option(option.content), f"`{option.content.plain()}` can be guessed from two right options", mend)


RULE = Rule(Severity.warning, page=all_above)
