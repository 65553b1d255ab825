"""Where sentences begin and end, in scripts with a full stop, a danda or an Urdu full stop."""

import re
import unicodedata
from collections.abc import Collection, Iterator

_INDIAN = "\u0964\u0965\u06d4\u061f"
# a run of one kind of mark; written from its first character on, which makes the search fast
_END = re.compile(f"[.!?{_INDIAN}](?:(?<=[.!?])[.!?]*|(?<=[{_INDIAN}])[{_INDIAN}]*)[\"'\u201d\u2019)\\]]*(?=\\s|$)")
_OPENING = "([\"'\u201c\u2018"
NEAR = 1000
BEFORE_NUMBERS = "#"
"""What ends an abbreviation in a list that is one only before a number: `no #`, for `no` is a word too."""


def sentences(text: str, abbreviations: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence; a full stop after an abbreviation, an initial or a number in a list ends none."""
    start = 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _goes_on(text, match, abbreviations):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def sentence_at(text: str, offset: int, abbreviations: Collection[str]) -> str:
    """Return the sentence that a character belongs to, as far as it is near: a text may be hostile and without an end."""
    first = max(0, offset - NEAR)
    near = text[first : offset + NEAR]
    return next((near[start:end] for start, end in sentences(near, abbreviations) if offset - first < end), near)


def _goes_on(text: str, match: re.Match[str], abbreviations: Collection[str]) -> bool:
    rest = text[match.end() : match.end() + 2].lstrip()
    if not rest:
        return False
    before = text[max(0, match.start() - 20) : match.start()].split()
    if not before:
        return False
    last = before[-1].lstrip(_OPENING).casefold()
    if last in abbreviations or (rest[0].isdigit() and f"{last} {BEFORE_NUMBERS}" in abbreviations):
        return True
    return _is_initial(last) or rest[0].islower()


def _is_initial(word: str) -> bool:
    """Say whether a word is one letter, with the vowel signs and marks of an Indian script on it."""
    return word[:1].isalpha() and all(unicodedata.category(character).startswith("M") for character in word[1:])


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
