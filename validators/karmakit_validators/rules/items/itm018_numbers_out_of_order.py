"""Numbers to choose from stand in order."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import choices, head, is_shuffled, numbers
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST = 3


def out_of_order(page: Page) -> Faults:
    """Yield each choice of numbers with one unit that learners see in the order of the source, and that go up and down."""
    for module, question in choices(page):
        values = [] if is_shuffled(module, question) else numbers(question)
        if len(values) >= FEWEST and values not in (sorted(values), sorted(values, reverse=True)):
            mend = "Put them in ascending order; pin the letters first ({#a}) if learners have answered already"
            yield Fault(head(page, question), f"the numbers of `{question.id}` are in no order", mend)


RULE = Rule(Severity.warning, page=out_of_order)
