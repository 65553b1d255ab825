"""Laws and offices are called what they are called today."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators import languages
from karmakit_validators.lexicon import better_term, hits, replacing
from karmakit_validators.mention import is_quoted, is_set_off
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.sentences import sentence_at

LIST = "superseded"
YEAR = re.compile(r"(?:1[89]|20)\d\d")
OWN_YEAR = re.compile(r"\s*(?:,|\(|of|Act,?)*\s*(?:1[89]|20)\d\d")
SHORT = 6
"""How long the short name of a law is at most: Cr.P.C."""
CASE = re.compile(r"\sv(?:s?\.|ersus)\s")


def superseded(page: Page) -> Faults:
    """Yield each name that a law or a notification has put another in place of.

    Left alone: what is quoted, and a sentence that speaks of the change, of the time before it or of a decided case.
    """
    for prose, match in hits(page, LIST):
        start, end = match.span()
        better = better_term(page, LIST, match[0])
        span = prose.place(start, end)
        if prose.kind == "cell" or is_quoted(prose.text, start, end) or is_set_off(page, span):
            continue
        if _names(prose.text, better) or _speaks_of_past(page, prose.text, start, end) or _is_other(page, prose.text, start, end):
            continue
        mend = f"Write `{better}`, or say that the time before the change is meant"
        fix = replacing(span, match[0], better)
        if _cites(page, prose.text, start):
            mend, fix = f"{mend}; look the number up as well: a new law counts its sections anew", None
        yield Fault(span, f"`{match[0]}` is no longer the name", mend, fix=fix)


def _cites(page: Page, text: str, start: int) -> bool:
    """Say whether a sentence names a number, of a section perhaps: under the new name it would mean something else."""
    return any(c.isdecimal() for c in sentence_at(text, start, page.context.words.list("abbreviations")))


def _names(text: str, better: str) -> bool:
    """Say whether a text names what is new as well, in full or by its initials."""
    name = better.partition(",")[0]
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return name in text or (len(initials) > 1 and initials in text)


def _is_other(page: Page, text: str, start: int, end: int) -> bool:
    """Say whether a short name stands in a sentence without a word of the law: IPC is a term of computing too."""
    if end - start > SHORT:
        return False
    sentence = sentence_at(text, start, page.context.words.list("abbreviations"))
    beside = page.context.words.pattern("of_law")
    return beside is None or not beside.search(sentence)


def _speaks_of_past(page: Page, text: str, start: int, end: int) -> bool:
    sentence = sentence_at(text, start, page.context.words.list("abbreviations"))
    own = OWN_YEAR.match(text, end)
    years = len(YEAR.findall(sentence)) - len(YEAR.findall(text[start:end])) - (1 if own else 0)
    marks = page.context.words.list("former_times")
    return years > 0 or bool(CASE.search(sentence)) or bool(marks and languages.pattern(marks).search(sentence))


RULE = Rule(Severity.warning, page=superseded, mends="unsafe")
