"""The right answer does not stand out by its length."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import SingleChoice
from karmakit_schemas.text import graphemes
from karmakit_validators.asking import choices
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

RATIO = 1.5
OVER_NEXT = 1.25
SHORT = 25
FEWEST = 3
FORMULAS = frozenset({"math", "math_block"})


def longest(page: Page) -> Faults:
    """Yield each key that is half as long again as the other options on the average, and a quarter longer than any of them.

    Formulas are left alone: the length of their source is not what a learner sees.
    """
    for _, question in choices(page):
        if not isinstance(question, SingleChoice) or len(question.options) < FEWEST:
            continue
        if any(node.kind in FORMULAS for option in question.options for node in option.content.walk()):
            continue
        lengths = {option.code: graphemes(option.content.plain()) for option in question.options}
        keys = [option for option in question.options if option.correct]
        if len(keys) != 1 or lengths[keys[0].code] < SHORT:
            continue
        key = lengths.pop(keys[0].code)
        if key >= OVER_NEXT * max(lengths.values()) and key * len(lengths) >= RATIO * sum(lengths.values()):
            message = f"the right answer of `{question.id}` can be told by its length"
            yield Fault(page.option(keys[0].content), message, "Shorten it, or make the others as full")


RULE = Rule(Severity.warning, page=longest)
