"""A question with one answer has one key."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import SingleChoice, TrueFalse
from karmakit_validators.asking import head, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def several(page: Page) -> Faults:
    """Yield each single choice and true/false question with more than one key."""
    for _, question in questions(page):
        if isinstance(question, SingleChoice | TrueFalse):
            keys = [option.code for option in question.options if option.correct]
            if len(keys) > 1:
                message = f"`{question.id}` takes one answer and has {len(keys)} right ones"
                yield Fault(head(page, question), message, "Leave one [x], or say type=multiple")


RULE = Rule(Severity.error, gate=True, page=several)
