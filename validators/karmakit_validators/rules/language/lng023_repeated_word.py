"""No word stands there twice by accident."""

import re
from collections.abc import Sequence
from itertools import islice
from operator import eq

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

TWICE = re.compile(r"(?<![A-Za-z0-9_])([a-z]+)\s+\1(?![A-Za-z0-9_])(?![-'\u2019])", re.IGNORECASE)
# these may stand twice in good English
GRAMMAR = frozenset({"that", "had", "very", "so", "no", "is", "bye", "knock", "blah", "ha", "hear", "there", "now"})
ENGLISH = "en"


def repeated(page: Page) -> Faults:
    """Yield each doubled word of an English text; Indian languages double words on purpose."""
    if page.context.words.tag != ENGLISH:
        return
    if not _holds_pair(page.lowered_words):
        return
    for prose in page.texts:
        if not _holds_pair(prose.text.lower().split()):
            continue  # the pattern is slow, and doubled words are rare
        for match in TWICE.finditer(prose.text):
            word = match[1]
            if word.lower() in GRAMMAR or word.isupper() or (word[0].isupper() and match[0].split()[1][0].isupper()):
                continue
            span = prose.place(match.start(), match.end())
            yield Fault(span, f"`{match[0]}` says `{word}` twice", "Delete one", fix=_fix(span, word))


def _holds_pair(words: Sequence[str]) -> bool:
    return any(map(eq, words, islice(words, 1, None)))


def _fix(span: Span, word: str) -> Fix | None:
    """Return the edit where both words stand in one line."""
    if span.line != span.end_line:
        return None
    return Fix(f"leave one `{word}`", (Edit(span, word),), safe=False)


RULE = Rule(Severity.warning, page=repeated, mends="unsafe")
