"""What is scored is not a matter of opinion."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import is_said, last_sentence, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def opinion(page: Page) -> Faults:
    """Yield each scored question whose last sentence asks what the learner thinks or likes."""
    if not is_said(page, "opinion_asked"):
        return
    pattern = page.context.words.pattern("opinion_asked")
    if pattern is None:
        return
    for _, question in questions(page):
        found = pattern.search(last_sentence(question)) if question.type != "scale" else None
        if found:
            message = f"`{found[0]}` asks for an opinion, and an opinion cannot be wrong"
            mend = "Say by which rule or source it is to be answered, or make it a reflection"
            yield Fault(page.find(question.stem.span, found[0]), message, mend)


RULE = Rule(Severity.warning, page=opinion)
