"""A picture's alternative text does not give the answer away."""

from collections.abc import Iterable, Iterator

from karmakit_schemas.findings import Severity
from karmakit_schemas.questions import FillIn, Question, SingleChoice
from karmakit_schemas.text import graphemes
from karmakit_validators import languages
from karmakit_validators.asking import normal, questions
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST = 4
PICTURES = frozenset({"image", "figure"})


def reveals(page: Page) -> Faults:
    """Yield each picture in a stem whose alternative text holds the right answer, and none of the wrong ones."""
    for _, question in questions(page):
        pictures = [node for node in question.stem.walk() if node.kind in PICTURES]
        keys, wrong = _answers(question) if pictures else ([], [])
        for node in pictures:
            alt = spoken(node.attrs.get("alt", ""))
            if alt and not any(_holds(alt, text) for text in wrong):
                for key in (key for key in keys if _holds(alt, key)):
                    message = f"the alternative text says the answer: `{key}`"
                    mend = "Describe what is to be seen and leave the conclusion to the learner"
                    yield Fault(page.find(node.span, node.attrs["alt"]), message, mend)


def _answers(question: Question) -> tuple[list[str], list[str]]:
    """Return the right and the wrong answers, as they are compared; short ones and numbers are too common to tell anything."""
    if isinstance(question, SingleChoice):
        keys = [normal(option.content) for option in question.options if option.correct]
        return list(_telling(keys)), [normal(option.content) for option in question.options if not option.correct]
    if isinstance(question, FillIn):
        return list(_telling(spoken(text) for blank in question.blanks for text in blank.accepted)), []
    return [], []


def _telling(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if graphemes(text) >= SHORTEST and not any(char.isdigit() for char in text))


def _holds(alt: str, text: str) -> bool:
    return bool(text) and text in alt and languages.pattern((text,)).search(alt) is not None


RULE = Rule(Severity.warning, page=reveals)
