"""What item-writing rules ask of a question: its choices, its last sentence, where its parts stand."""

import re
import unicodedata
from collections.abc import Iterator

from karmakit_schemas.course import Module
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import MultipleChoice, Option, Question, SingleChoice, TrueFalse
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page, spoken

Choice = SingleChoice | MultipleChoice
_SENTENCE_END = re.compile(r"(?<=[.?!।؟])\s+")


def questions(page: Page) -> Iterator[tuple[Module, Question]]:
    """Yield the questions of a page with their module."""
    if page.module:
        for question in page.module.questions:
            yield page.module, question


def choices(page: Page) -> Iterator[tuple[Module, Choice]]:
    """Yield the single and multiple choice questions of a page with their module."""
    for module, question in questions(page):
        if isinstance(question, SingleChoice | MultipleChoice):
            yield module, question


def with_options(page: Page) -> Iterator[tuple[Question, Option]]:
    """Yield every option of a choice question with its question; of true/false too."""
    for _, question in questions(page):
        if isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
            for option in question.options:
                yield question, option


def saying(page: Page, name: str) -> Iterator[Option]:
    """Yield every option of a choice question that says one of the phrases of a word list, and nothing else."""
    phrases = page.context.words.list(name)
    yield from (option for _, option in with_options(page) if text_of(option) in phrases)


def head(page: Page, question: Question) -> Span:
    """Return where a question's id stands."""
    return page.find(question.span, f"#{question.id}")


def text_of(option: Option) -> str:
    """Return an option as rules compare it."""
    return spoken(option.content.plain())


def normal(node: Node) -> str:
    """Return the text of an answer as equal answers have it: compatible forms, no case, digits of any script as Latin ones."""
    folded = unicodedata.normalize("NFKC", node.plain())
    digits = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in folded)
    return spoken(digits)


def last_sentence(question: Question) -> str:
    """Return the sentence of the stem that asks: its last one."""
    sentences = [s for s in _SENTENCE_END.split(question.stem.plain()) if s.strip()]
    return sentences[-1] if sentences else ""


def is_shuffled(module: Module, question: Question) -> bool:
    """Say whether a learner sees the options in another order than the source's: tests that shuffle do."""
    return bool(module.test and module.test.shuffle and question.shuffle)
