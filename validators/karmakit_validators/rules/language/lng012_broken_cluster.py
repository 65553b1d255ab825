"""Vowel signs and other marks stand on a letter that can carry them."""

import re

from karmakit_schemas.findings import Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.mending import words
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import LETTERS

SIGNS = r"\u093e-\u094c\u094e\u094f\u0955-\u0957\u0962\u0963"  # dependent vowels of Devanagari
FULL_VOWELS = r"\u0904-\u0914"
MARKS = (
    rf"\u0900-\u0903\u093a-\u093c\u094d{SIGNS}"
    r"\u09bc\u09be-\u09cd\u0a3c-\u0a4d\u0abc\u0abe-\u0acd\u0b3c\u0b3e-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc\u0cbe-\u0ccd\u0d3e-\u0d4d"
)
# compiled by `re` when first used: classes so large take long, and most courses need none
BROKEN = (
    (rf"(?<![{LETTERS}])[{MARKS}]", "a mark without a letter under it"),
    (rf"[{SIGNS}]{{2,}}", "two vowel signs on one letter"),
    (r"\u094d{2,}|\u093c{2,}|[\u0901\u0902]{2,}", "the same mark twice on one letter"),
    (rf"[{FULL_VOWELS}](?!\u0945)[{SIGNS}]", "a vowel sign on a full vowel"),  # but Marathi writes अॅ
    (rf"[{SIGNS}]\u094d|\u094d[{SIGNS}]", "a virama beside a vowel sign"),
    (r"\u200d{2,}|\u200c{2,}|(?:^|(?<=\s))[\u200c\u200d]", "a joiner that joins nothing"),
)
WORD = f"[{LETTERS}]+"


def broken(page: Page) -> Faults:
    """Yield each cluster that no Indian script has: what looks right on one device falls apart on another."""
    if page.is_latin:
        return
    for prose in page.texts:
        if prose.is_latin:
            continue
        done = -1
        for pattern, what in BROKEN:
            for match in re.finditer(pattern, prose.text):
                word = next((w for w in re.finditer(WORD, prose.text) if w.start() <= match.start() < w.end()), match)
                if word.start() == done:
                    continue
                done = word.start()
                span = prose.place(word.start(), word.end())
                yield Fault(span, f"`{word[0]}` holds {what}", "Delete the word and type it anew", fix=_fix(span, word[0]))


def _fix(span: Span, word: str) -> Fix | None:
    """Return the edit where the same mark was typed twice: one of them is what was meant."""
    once = re.sub(rf"([{MARKS}\u200c\u200d])\1+", r"\1", word)
    if once == word or any(re.search(pattern, once) for pattern, _ in BROKEN):
        return None
    return words(span, word, once, safe=True)


RULE = Rule(Severity.error, page=broken, mends="safe")
