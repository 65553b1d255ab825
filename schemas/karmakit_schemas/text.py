"""Text as people see it: every limit counts graphemes, and what steers a terminal is no text."""

from functools import cache
from typing import Any
from unicodedata import category

_STEERING = frozenset({"Cc", "Cs"})


@cache
def _cluster() -> Any:
    """Return the pattern of one grapheme; the `regex` module is slow to import, and so only imported where it is needed."""
    import regex  # noqa: PLC0415 (slow, and `karmakit --help` needs none of it)

    return regex.compile(r"\X")


def graphemes(text: str) -> int:
    """Return how many characters a reader would count: a Devanagari syllable and an emoji with a skin tone are one."""
    return len(text) if text.isascii() and "\r" not in text else len(_cluster().findall(text))


def is_steering(character: str) -> bool:
    """Say whether a character is a control character, which could command a terminal, or half of one, which cannot be written."""
    return category(character) in _STEERING


def harmless(text: str, keep: str = "") -> str:
    """Return a text of strangers without what could steer the terminal that shows it, but for control characters to `keep`."""
    return "".join(character for character in text if character in keep or not is_steering(character))
