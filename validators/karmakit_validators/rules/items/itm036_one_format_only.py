"""A longer test asks in more than one way."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MANY = 8


def one_only(page: Page) -> Faults:
    """Yield a test of more than eight questions that are all of one type."""
    module = page.module
    if module is None or module.meta.kind != "test" or len(module.questions) <= MANY:
        return
    types = {question.type for question in module.questions}
    if len(types) == 1:
        message = f"all {len(module.questions)} questions are of the type `{types.pop()}`"
        yield Fault(module.place("title"), message, "Ask some by matching, ordering, a number or a word")


RULE = Rule(Severity.warning, page=one_only, whole=True)
