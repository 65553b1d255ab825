"""A choice is between three to five options."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import SingleChoice
from karmakit_validators.asking import choices, head
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FEWEST = 3
MOST_SINGLE, MOST_MULTIPLE = 5, 8


def count(page: Page) -> Faults:
    """Yield each choice with fewer options than make one think, or more than one can weigh."""
    for _, question in choices(page):
        number = len(question.options)
        most = MOST_SINGLE if isinstance(question, SingleChoice) else MOST_MULTIPLE
        if number < FEWEST:
            yield Fault(head(page, question), f"`{question.id}` has {number} options", "Write three or four, or make it true/false")
        elif number > most:
            yield Fault(head(page, question), f"`{question.id}` has {number} options", f"Keep the {most} best, or fewer")


RULE = Rule(Severity.warning, page=count)
