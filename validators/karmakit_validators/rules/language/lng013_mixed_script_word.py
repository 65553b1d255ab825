"""A word is written in one script."""

import re
from functools import cache

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import INDIC, JOINERS, LETTERS, MARKS, RANGES

# compiled by `re` when first used: classes so large take long, and most courses need none
WORD = f"[{LETTERS}]+"
OTHER = f"[{''.join(RANGES.values()).removeprefix('A-Za-z')}]"
SUFFIXED = rf"[A-Z]{{2,}}[\u200c\u200d]?[{INDIC}{MARKS}{JOINERS}]+"  # a short name with a case ending: APIகள்
GREEK_SIGNS = re.compile(r"[µμΩΔπσ]")


def mixed(page: Page) -> Faults:
    """Yield each word with letters of two scripts, which a search does not find and a screen reader stumbles over."""
    if page.is_latin:
        return
    for prose in page.texts:
        if prose.is_latin or not re.search(OTHER, prose.text):
            continue
        for match in re.finditer(WORD, prose.text):
            word = match[0]
            if word.isascii() or ((own := _own_script(word[0])) and own.fullmatch(word)) or re.fullmatch(SUFFIXED, word):
                continue
            used = [name for name, pattern in _scripts() if pattern.search(word)]
            if len(used) > 1 and not ("Greek" in used and GREEK_SIGNS.search(word)):
                span = prose.place(match.start(), match.end())
                mend = "Type the word anew in one script; put a hyphen between two words"
                yield Fault(span, f"`{word}` mixes {' and '.join(used)} letters", mend)


@cache
def _own_script(letter: str) -> re.Pattern[str] | None:
    """Return the pattern of words in a letter's script: nearly every word passes it, and needs no other."""
    letters = next((RANGES[name] for name, pattern in _scripts() if pattern.match(letter)), "")
    return re.compile(f"[{letters}{MARKS}{JOINERS}]+") if letters else None


@cache
def _scripts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"[{letters}]")) for name, letters in RANGES.items())


RULE = Rule(Severity.error, page=mixed)
