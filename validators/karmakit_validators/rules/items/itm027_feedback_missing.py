"""In practice, a wrong answer teaches something."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import MultipleChoice, SingleChoice, TrueFalse
from karmakit_validators.asking import head, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def missing(page: Page) -> Faults:
    """Yield each practice question that leaves a wrong answer without a word."""
    for module, question in questions(page):
        if module.test is not None or question.type == "scale" or question.wrong or question.always:
            continue
        if isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
            for option in question.options:
                if not option.feedback and not (option.correct and question.right) and _is_wrong(question, correct=option.correct):
                    message = f"`{option.content.plain()}` is answered without a word"
                    yield Fault(
                        page.option(option.content), message, "Put a quotation (>) under the option, or > [!WRONG] at the end"
                    )
        else:
            yield Fault(
                head(page, question), f"`{question.id}` says nothing after a wrong answer", "Add > [!WRONG] with what to look at"
            )


def _is_wrong(question: SingleChoice | MultipleChoice | TrueFalse, *, correct: bool) -> bool:
    """Say whether choosing (or, of several, missing) the option needs a word: the key of a single choice does not."""
    return not correct or isinstance(question, MultipleChoice)


RULE = Rule(Severity.warning, page=missing)
