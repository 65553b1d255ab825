"""No option says that all others are right."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import text_of, with_options
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def all_above(page: Page) -> Faults:
    """Yield each option that means `all of the above`."""
    phrases = page.context.words.list("all_above")
    for _, option in with_options(page):
        if text_of(option) in phrases:
            mend = "Ask for several answers instead: mark each right one with [x]"
            yield Fault(page.option(option.content), f"`{option.content.plain()}` can be guessed from two right options", mend)


RULE = Rule(Severity.warning, page=all_above)
