"""How much there is to read and to do in a module, and how long that takes."""

import re
from collections import Counter
from dataclasses import dataclass

from karmakit_schemas import languages
from karmakit_validators.page import Page

_ENGLISH = 200
_SKIM, _STUDY = 1.5, 0.6
_MINUTES = re.compile(r"(?:(\d+):)?(\d+):(\d\d)|(\d+(?:\.\d+)?)\s*(?:min|minutes?|m)?(?:\s*(\d+)\s*s)?")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The minutes a quick and a careful learner need."""

    quick: float
    careful: float


def count_words(text: str) -> int:
    """Return how many words a text has, as spaces part them; so every script counts alike."""
    return len(text.split())


def estimate(page: Page) -> Estimate:
    """Return how long a module takes by its words, its questions, its pictures and its media."""
    module = page.module
    pace = languages.find(page.context.language)
    rate = pace.words_per_minute if pace else _ENGLISH
    kinds = Counter([node.kind for node in page.nodes])
    media = 0.0
    if kinds["video"] or kinds["audio"]:
        media = sum(minutes(node.attrs.get("duration", "")) or 1.0 for node in page.nodes if node.kind in {"video", "audio"})
    thinking = kinds["reflection"] + kinds["scenario"]
    figures = kinds["figure"] + kinds["image"] + kinds["table"]
    words = page.words
    share, questions = 1.0, 0
    if module:
        questions = len(module.questions)
        if module.test and module.test.draw and questions:
            share = min(module.test.draw / questions, 1.0)
    asked = share * sum([number for node, number in page.counted if id(node) in page.inside_questions])
    quick = (words + 0.4 * asked) / (rate * _SKIM) + media + 0.15 * share * questions
    careful = (words + asked) / (rate * _STUDY) + 1.5 * media + 1.2 * share * questions + 3 * thinking + 0.5 * figures
    return Estimate(quick, careful)


def minutes(text: str) -> float | None:
    """Read `2 min`, `2:30` or `1:02:30` as minutes; None if it is none of them."""
    match = _MINUTES.fullmatch(text.strip())
    if not match:
        return None
    hours, mins, secs, plain, rest = match.groups()
    if plain is not None:
        return float(plain) + float(rest or 0) / 60
    return float(hours or 0) * 60 + float(mins) + float(secs) / 60
