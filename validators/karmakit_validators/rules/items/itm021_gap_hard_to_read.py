"""A gap stands where a reader can fill it."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import FillIn
from karmakit_validators import prose
from karmakit_validators.aims import VERB_LAST
from karmakit_validators.asking import Choice, choices, head, last_sentence, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.sentences import sentences

MOST = 2
RULED = re.compile(r"_{3,}|\.{4,}|…{2,}")


def hard_to_read(page: Page) -> Faults:
    """Yield each sentence with more than two gaps, and each choice whose stem goes on after a gap, as Hindi must."""
    abbreviations = page.context.words.list("abbreviations")
    for _, question in questions(page):
        if isinstance(question, FillIn) and len(question.blanks) > MOST:
            blocks = [prose.of_block(node) for node in question.stem.walk() if prose.holds_inlines(node)]
            counts = [block.text[a:b].count(prose.OPAQUE) for block in blocks for a, b in sentences(block.text, abbreviations)]
            if max(counts, default=0) > MOST:
                message = f"a sentence of `{question.id}` has {max(counts)} gaps, and little is left to read"
                yield Fault(head(page, question), message, f"Leave {MOST} gaps in a sentence, or make a matching of it")
    if page.context.words.tag not in VERB_LAST:
        yield from _goes_on(page)


def _goes_on(page: Page) -> Faults:
    """Yield each choice whose stem has its gap in the middle, drawn with underscores or dots."""
    for _, question in choices(page):
        gap = _gap(question)
        if gap:
            message = f"the stem of `{question.id}` goes on after its gap"
            yield Fault(page.find(question.stem.span, gap), message, "Put the gap at the end, or ask a question")


def _gap(question: Choice) -> str:
    """Return the gap of the last sentence after which words follow; an empty text if there is none."""
    sentence = last_sentence(question)
    match = RULED.search(sentence)
    return match[0] if match and any(char.isalnum() for char in sentence[match.end() :]) else ""


RULE = Rule(Severity.info, page=hard_to_read)
