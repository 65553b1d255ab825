"""Every scored question has a right answer."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import MultipleChoice, SingleChoice, TrueFalse
from karmakit_validators.asking import head, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def no_key(page: Page) -> Faults:
    """Yield each choice without a right option; a gap without a word is ITM041's business."""
    for _, question in questions(page):
        if isinstance(question, SingleChoice | MultipleChoice | TrueFalse) and not any(o.correct for o in question.options):
            yield Fault(head(page, question), f"no option of `{question.id}` is right", "Mark the right one with [x]")


RULE = Rule(Severity.error, gate=True, page=no_key)
