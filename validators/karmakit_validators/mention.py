"""Whether a text uses a phrase itself, or only speaks of it: quotes it, sets it off, explains it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.prose import Prose

_PAIRS = (("\u201c", "\u201d"), ("\u2018", "\u2019"), ("\u00ab", "\u00bb"))
_OPENING, _CLOSING = "\"'\u201c\u2018", "\"'\u201d\u2019"
_EXPLAINED = re.compile(r"[\"'\u201d\u2019]?\s*(?:\(|means?\s|stands for\s|is Latin|का अर्थ|का मतलब|अर्थात|यानी)")


def is_mentioned(page: Page, prose: Prose, start: int, end: int) -> bool:
    """Say whether the characters `start` to `end` are quoted, in a quotation, in italics, alone in a cell, or explained."""
    return (
        is_quoted(prose.text, start, end)
        or bool(_EXPLAINED.match(prose.text, end))
        or (prose.kind == "cell" and not (prose.text[:start] + prose.text[end:]).strip())
        or is_set_off(page, prose.place(start, end))
    )


def is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether the characters `start` to `end` stand between quotation marks, alone or with other words."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if before and after and before in _OPENING and after in _CLOSING:
        return True
    if text.find('"', end) >= 0 and text.count('"', 0, start) % 2:
        return True
    return any(text.find(close, end) >= 0 and text.rfind(mark, 0, start) > text.rfind(close, 0, start) for mark, close in _PAIRS)


def is_set_off(page: Page, span: Span) -> bool:
    """Say whether a place lies in a quotation or in italics."""
    return within(page.set_off, span)


def within(spans: Sequence[Span], span: Span) -> bool:
    """Say whether a place lies in one of the spans, which are in order and apart (`page.outermost`)."""
    at = bisect_right(spans, (span.line, span.column), key=_start)
    return at > 0 and (span.end_line, span.end_column) <= (spans[at - 1].end_line, spans[at - 1].end_column)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column
