"""Every scored question has a right answer."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import FillIn, MultipleChoice, SingleChoice, TrueFalse
from karmakit_validators.asking import head, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def no_key(page: Page) -> Faults:
    """Yield each choice without a right option and each gap without a word."""
    for _, question in questions(page):
        if isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
            if not any(option.correct for option in question.options):
                yield Fault(head(page, question), f"no option of `{question.id}` is right", "Mark the right one with [x]")
        elif isinstance(question, FillIn):
            for blank in question.blanks:
                if not any(text.strip() for text in blank.accepted):
                    yield Fault(
                        blank.span, f"a gap of `{question.id}` has no word that is right", "Write the word between [[ and ]]"
                    )


RULE = Rule(Severity.error, gate=True, page=no_key)
