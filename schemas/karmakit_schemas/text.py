"""Text as people see it: every limit counts graphemes."""

from functools import cache
from typing import Any


@cache
def _cluster() -> Any:
    """Return the pattern of one grapheme; the `regex` module is slow to import, and so only imported where it is needed."""
    import regex  # noqa: PLC0415 (slow, and `karmakit --help` needs none of it)

    return regex.compile(r"\X")


def graphemes(text: str) -> int:
    """Return how many characters a reader would count: a Devanagari syllable and an emoji with a skin tone are one."""
    return len(text) if text.isascii() and "\r" not in text else len(_cluster().findall(text))
