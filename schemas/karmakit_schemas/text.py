"""Text as people see it: graphemes and words of every script, and the one Unicode form in which texts are compared."""

import unicodedata
from functools import cache
from typing import Any


@cache
def _pattern(expression: str) -> Any:
    """Return a compiled pattern of the `regex` module, which is slow to import and so only imported where it is needed."""
    import regex  # noqa: PLC0415 (slow, and `karmakit --help` needs none of it)

    return regex.compile(expression)


def graphemes(text: str) -> int:
    """Return how many characters a reader would count: a Devanagari syllable and an emoji with a skin tone are one."""
    return len(text) if text.isascii() and "\r" not in text else len(_pattern(r"\X").findall(text))


def cut(text: str, length: int) -> str:
    """Return at most `length` graphemes of the text; an ellipsis is the last where some are left out."""
    if graphemes(text) <= length:
        return text
    return "".join(_pattern(r"\X").findall(text)[: max(length - 1, 0)]).rstrip() + "…"


def words(text: str) -> list[str]:
    """Return the words of a text: letters with their marks, and digits, with what joins them inside a word."""
    joined = r"[\p{L}\p{M}\p{N}]+(?:[\u200c\u200d'\u2019.,:_-](?=[\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+)*[\u200c\u200d]?"
    found: list[str] = _pattern(joined).findall(text)
    return found


def nfc(text: str) -> str:
    """Return the text in Normalisation Form C."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_nfc(text: str) -> bool:
    """Return whether a text is in Normalisation Form C."""
    return unicodedata.is_normalized("NFC", text)


def compared(text: str) -> str:
    """Return the text as answers are compared: composed, without regard to case, spaces made single."""
    return " ".join(nfc(nfc(text).casefold()).split())
