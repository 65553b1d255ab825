"""No option says that all others are wrong."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import saying
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def none_above(page: Page) -> Faults:
    """Yield each option that means `none of the above`."""
    for option in saying(page, "none_above"):
        mend = "Write an answer that a learner could hold to be right"
        yield Fault(page.option(option.content), f"`{option.content.plain()}` shows what is wrong, not what is right", mend)


RULE = Rule(Severity.warning, page=none_above)
