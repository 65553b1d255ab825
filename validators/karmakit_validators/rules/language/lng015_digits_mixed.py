"""A text writes its numbers with one kind of digits."""

import re
import unicodedata

from karmakit_schemas.findings import Severity
from karmakit_validators.mending import words
from karmakit_validators.mention import is_quoted, is_set_off
from karmakit_validators.page import Page
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import DIGITS

# compiled by `re` when first used: most courses have none of these digits
NATIVE = f"[{''.join(DIGITS.values())}]"
LATIN_LETTER = re.compile(r"[A-Za-z@_/]")
BESIDE = 20
Number = tuple[Prose, int, int]


def mixed(page: Page) -> Faults:
    """Yield each number whose digits are the rarer ones on the page; beside a Latin name Latin digits are left alone."""
    if page.is_latin or not (first := re.search(NATIVE, page.joined)):
        return
    native, latin = list(_numbers(page, f"{NATIVE}+")), [n for n in _numbers(page, "[0-9]+") if not _is_beside_latin(*n)]
    if not native or not latin:
        return
    to_latin = len(native) <= len(latin)  # the form that the Constitution has for the Union, where neither is commoner
    zero = ord(first[0]) - unicodedata.digit(first[0])
    for prose, start, end in native if to_latin else latin:
        said = prose.text[start:end]
        better = "".join(str(unicodedata.digit(c)) if to_latin else chr(zero + int(c)) for c in said)
        span = prose.place(start, end)
        message = f"`{said}` is written with other digits than most numbers here"
        yield Fault(span, message, f"Write {better}", fix=words(span, said, better, safe=True))


def _numbers(page: Page, pattern: str) -> list[Number]:
    found = []
    for prose in page.texts:
        for match in re.finditer(pattern, prose.text):
            start, end = match.span()
            if not is_quoted(prose.text, start, end) and not is_set_off(page, prose.place(start, end)):
                found.append((prose, start, end))
    return found


def _is_beside_latin(prose: Prose, start: int, end: int) -> bool:
    """Say whether the word before, the word itself or the word after holds a Latin letter: `SCORM 1.2`."""
    before = prose.text[max(0, start - BESIDE) : start].split(" ")[-2:]
    after = prose.text[end : end + BESIDE].split(" ")[:2]
    return bool(LATIN_LETTER.search(" ".join((*before, *after))))


RULE = Rule(Severity.warning, page=mixed, mends="safe")
