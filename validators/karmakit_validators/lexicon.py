"""The word lists against a page: where their phrases stand, and the better term for those that have one."""

import re
from collections.abc import Iterator

from karmakit_validators.page import Page
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults

_OPENING, _CLOSING = "\"'\u201c\u2018", "\"'\u201d\u2019"


def hits(page: Page, name: str) -> Iterator[tuple[Prose, re.Match[str]]]:
    """Yield each phrase of a list in the running text of a page."""
    if not any(phrase in page.lowered for phrase in page.context.said(name)):
        return
    pattern = page.context.words.pattern(name)
    if pattern is None:
        return
    for prose in page.texts:
        for match in pattern.finditer(prose.text):
            yield prose, match


def instead(page: Page, name: str, why: str) -> Faults:
    """Yield each term of a list with the better one; a term between quotation marks is mentioned, not used."""
    better = {term.casefold(): term_instead for term, term_instead in page.context.words.instead.get(name, {}).items()}
    for prose, match in hits(page, name):
        if not _is_quoted(prose.text, match.start(), match.end()):
            replacement = better.get(" ".join(match[0].casefold().split()), "")
            mend = f"Write `{replacement}`" if replacement else "Say it another way"
            yield Fault(prose.place(match.start(), match.end()), f"`{match[0]}` {why}", mend)


def _is_quoted(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return bool(before and after) and before in _OPENING and after in _CLOSING
