"""A test is more than true or false."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

SHARE = 0.25
FEWEST = 4


def too_many(page: Page) -> Faults:
    """Yield a test of which more than a quarter is true/false, where chance alone gives half the marks."""
    module = page.module
    if module is None or module.meta.kind != "test" or len(module.questions) < FEWEST:
        return
    count = sum(question.type == "true-false" for question in module.questions)
    if count > SHARE * len(module.questions):
        message = f"{count} of {len(module.questions)} questions are true/false"
        yield Fault(module.place("title"), message, "Keep them to a quarter of a test")


RULE = Rule(Severity.warning, page=too_many, whole=True)
