"""Where sentences begin and end, in scripts with a full stop, a danda or an Urdu full stop."""

import re
from collections.abc import Iterator

_INDIAN = "\u0964\u0965\u06d4\u061f"
# a run of one kind of mark; written from its first character on, which makes the search fast
_END = re.compile(f"[.!?{_INDIAN}](?:(?<=[.!?])[.!?]*|(?<=[{_INDIAN}])[{_INDIAN}]*)[\"'\u201d\u2019)\\]]*(?=\\s|$)")
_OPENING = "([\"'\u201c\u2018"


def sentences(text: str, abbreviations: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence; a full stop after an abbreviation, an initial or a number in a list ends none."""
    start = 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _goes_on(text, match, abbreviations):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _goes_on(text: str, match: re.Match[str], abbreviations: tuple[str, ...]) -> bool:
    rest = text[match.end() : match.end() + 2].lstrip()
    if not rest:
        return False
    before = text[max(0, match.start() - 20) : match.start()].split()
    if not before:
        return False
    last = before[-1].lstrip(_OPENING).casefold()
    return last in abbreviations or (len(last) == 1 and last.isalpha()) or rest[0].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
