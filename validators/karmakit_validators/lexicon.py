"""The word lists against a page: where their phrases stand, and the better term for those that have one."""

import re
from collections.abc import Callable, Iterator

from karmakit_schemas.findings import Fix
from karmakit_schemas.spans import Span
from karmakit_validators import languages, mending
from karmakit_validators.mention import is_mentioned
from karmakit_validators.page import Page
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults

_UNDECIDED = re.compile(r"[/()]|^say ")


def hits(page: Page, name: str) -> Iterator[tuple[Prose, re.Match[str]]]:
    """Yield each phrase of a list in the running text of a page."""
    said = page.context.said(name)
    if not any(phrase in page.lowered for phrase in said):
        return
    of_course = languages.pattern(said)  # not of the whole list: most of it is nowhere in the course
    for prose in page.texts:
        for match in of_course.finditer(prose.text):
            yield prose, match


def used(page: Page, name: str) -> Iterator[tuple[Prose, re.Match[str]]]:
    """Yield each phrase of a list that the text uses itself: one that it quotes or explains is left out."""
    for prose, match in hits(page, name):
        if not is_mentioned(page, prose, match.start(), match.end()):
            yield prose, match


def instead(page: Page, name: str, why: str, is_right: Callable[[str, int, int], bool] = lambda *_: False) -> Faults:
    """Yield each term of a list with the better one and, where that is one, the edit.

    `is_right` says of a text, and of where the term begins and ends in it, that the term is right there.
    """
    for prose, match in used(page, name):
        if is_right(prose.text, match.start(), match.end()):
            continue
        span = prose.place(match.start(), match.end())
        better = better_term(page, name, match[0])
        mend = f"Write `{better}`" if better else "Say it another way"
        yield Fault(span, f"`{match[0]}` {why}", mend, fix=replacing(span, match[0], better))


def better_term(page: Page, name: str, said: str) -> str:
    """Return what a list has for a phrase, however it is cased and spaced; an empty text if it has nothing."""
    wanted = " ".join(said.casefold().split())
    pairs = page.context.words.instead.get(name, {}).items()
    return next((better for term, better in pairs if term.casefold() == wanted), "")


def replacing(span: Span, said: str, better: str, *, safe: bool = False) -> Fix | None:
    """Return the edit to the better term, cased as what it replaces; None where the list offers a choice or only an advice."""
    if not better or _UNDECIDED.search(better):
        return None
    return mending.words(span, said, cased(said, better), safe=safe)


def cased(said: str, better: str) -> str:
    """Return the better term with the capitals of what it replaces: at the beginning of a sentence, or throughout."""
    if len(said) > 1 and said.isupper() and better.islower():
        return better.upper()
    return better[:1].upper() + better[1:] if said[:1].isupper() else better
