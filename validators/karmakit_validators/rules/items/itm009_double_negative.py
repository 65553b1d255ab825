"""A question that denies has no answers that deny."""

from karmakit_schemas.findings import Severity
from karmakit_validators.asking import choices, denied
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def double(page: Page) -> Faults:
    """Yield each option with a word such as not, where the sentence that asks turns on one too."""
    words = page.context.words
    pattern = words.pattern("denials")
    turning = {*words.list("denials"), *words.list("exceptions")}
    if pattern is None:
        return
    for _, question in choices(page):
        denial = denied(question, words)
        if denial is None or denial[0].casefold() not in turning:
            continue
        for option in question.options:
            text = option.content.plain()
            found = pattern.search(text)
            if found:
                span = page.find(page.option(option.content), found[0])
                message = f"the question denies with `{denial[0]}`, and this answer with `{found[0]}`"
                yield Fault(span, message, "Ask for what is so; or say the answers without a denial")


RULE = Rule(Severity.error, page=double)
