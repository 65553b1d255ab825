"""A word is written in one script."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import INDIC, JOINERS, LETTERS, MARKS, RANGES

WORD = re.compile(f"[{LETTERS}]+")
OTHER = re.compile(f"[{''.join(RANGES.values()).removeprefix('A-Za-z')}]")
SCRIPTS = tuple((name, re.compile(f"[{letters}]")) for name, letters in RANGES.items())
SUFFIXED = re.compile(rf"[A-Z]{{2,}}[\u200c\u200d]?[{INDIC}{MARKS}{JOINERS}]+")  # a short name with a case ending: APIகள்
GREEK_SIGNS = re.compile(r"[µμΩΔπσ]")


def mixed(page: Page) -> Faults:
    """Yield each word with letters of two scripts, which a search does not find and a screen reader stumbles over."""
    for prose in page.texts:
        if prose.is_latin or not OTHER.search(prose.text):
            continue
        for match in WORD.finditer(prose.text):
            word = match[0]
            if word.isascii() or SUFFIXED.fullmatch(word):
                continue
            used = [name for name, pattern in SCRIPTS if pattern.search(word)]
            if len(used) > 1 and not ("Greek" in used and GREEK_SIGNS.search(word)):
                span = prose.place(match.start(), match.end())
                mend = "Type the word anew in one script; put a hyphen between two words"
                yield Fault(span, f"`{word}` mixes {' and '.join(used)} letters", mend)


RULE = Rule(Severity.error, page=mixed)
