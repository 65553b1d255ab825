"""What item-writing rules ask of a question: its choices, its last sentence, where its parts stand."""

import re
import unicodedata
from collections.abc import Iterator

from karmakit_schemas.course import Module
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import MultipleChoice, Option, Question, SingleChoice, TrueFalse
from karmakit_schemas.spans import Span
from karmakit_validators.languages import Words
from karmakit_validators.page import Page, spoken

Choice = SingleChoice | MultipleChoice
GROUPED = re.compile(r"-?\d{1,3}(?:,\d{2,3})*(?<!,\d\d)|-?\d+")
NUMBER = re.compile(r"(?:₹|rs\.?)?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(\D*)")
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


def is_said(page: Page, name: str) -> bool:
    """Say whether any phrase of a word list stands somewhere on a page: mostly none does, and its rule need not look further."""
    return any(phrase in page.lowered for phrase in page.context.said(name))


def saying(page: Page, name: str) -> Iterator[Option]:
    """Yield every option of a choice question that says one of the phrases of a word list, and nothing else."""
    if not is_said(page, name):
        return
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
    text = node.plain()
    if text.isascii():
        return spoken(text)
    folded = unicodedata.normalize("NFKC", text)
    digits = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in folded)
    return spoken(digits)


def last_sentence(question: Question) -> str:
    """Return the sentence of the stem that asks: its last one."""
    sentences = [s for s in _SENTENCE_END.split(question.stem.plain()) if s.strip()]
    return sentences[-1] if sentences else ""


def denied(question: Question, words: Words) -> re.Match[str] | None:
    """Return the word, such as not or except, on which the sentence that asks turns; None if it asks for what is so.

    What stands after a word such as if or that denies a condition, not what is asked for.
    """
    denial, asks, below = words.pattern("negatives"), words.pattern("question_words"), words.pattern("subordinators")
    if denial is None or asks is None:
        return None
    sentence = last_sentence(question)
    first = asks.search(sentence)
    found = denial.search(sentence, first.end()) if first else None
    if first is None or found is None or below is None:
        return found
    before = [match for match in below.finditer(sentence, first.start()) if match.start() <= found.start()]
    return None if any(match.span() != first.span() for match in before) else found


def numbers(question: Choice) -> list[float]:
    """Return the numbers that are all there is to choose from, if they are of one unit; none if there is anything else."""
    if not all(any(char.isdigit() for char in option.content.plain()) for option in question.options):
        return []
    matches = [NUMBER.fullmatch(normal(option.content)) for option in question.options]
    found = [match for match in matches if match]
    if len(found) < len(matches) or len({match[2].rstrip("s") for match in found}) > 1:
        return []
    return [_number(match[1]) for match in found]


def _number(written: str) -> float:
    """Read a number; a comma that parts no thousands, as in `2,5`, is a decimal mark."""
    if "." in written or GROUPED.fullmatch(written):
        return float(written.replace(",", ""))
    whole, _, rest = written.partition(",")
    return float(f"{whole}.{rest.replace(',', '')}")


def is_shuffled(module: Module, question: Question) -> bool:
    """Say whether a learner sees the options in another order than the source's: tests that shuffle do."""
    return bool(module.test and module.test.shuffle and question.shuffle)
