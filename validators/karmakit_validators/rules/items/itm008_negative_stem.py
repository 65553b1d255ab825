"""A question that asks for what is not so says it aloud."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.asking import choices, last_sentence
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

STRESSED = frozenset({"strong", "emphasis"})


def negative(page: Page) -> Faults:
    """Yield each negative word in the sentence that asks, where it is neither stressed nor in capitals."""
    words = page.context.words
    denial, asks = words.pattern("negatives"), words.pattern("question_words")
    if denial is None or asks is None:
        return
    for _, question in choices(page):
        sentence = last_sentence(question)
        first = asks.search(sentence)
        found = denial.search(sentence, first.start()) if first else None
        if found and not found[0].isupper() and not _is_stressed(question.stem, found[0], denial):
            span = page.find(question.stem.span, found[0])
            yield Fault(span, f"the stem turns on an unstressed `{found[0]}`", f"Ask for what is so; or write **{found[0]}**")


def _is_stressed(stem: Node, word: str, denial: re.Pattern[str]) -> bool:
    return any(word in node.plain() and denial.search(node.plain()) for node in stem.walk() if node.kind in STRESSED)


RULE = Rule(Severity.warning, page=negative)
