"""Numbers to choose from stand in order."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import choices, head, is_shuffled, normal
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

NUMBER = re.compile(r"(?:₹|rs\.?)?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(\D*)")
FEWEST = 3


def out_of_order(page: Page) -> Faults:
    """Yield each choice of numbers with one unit that learners see in the order of the source, and that go up and down."""
    for module, question in choices(page):
        matches = [NUMBER.fullmatch(normal(option.content)) for option in question.options]
        found = [match for match in matches if match]
        if len(found) < FEWEST or len(found) < len(matches) or is_shuffled(module, question):
            continue
        if len({match[2].rstrip("s") for match in found}) > 1:
            continue
        values = [float(match[1].replace(",", "")) for match in found]
        if values not in (sorted(values), sorted(values, reverse=True)):
            yield Fault(head(page, question), f"the numbers of `{question.id}` are in no order", "Put them in ascending order")


RULE = Rule(Severity.warning, page=out_of_order)
