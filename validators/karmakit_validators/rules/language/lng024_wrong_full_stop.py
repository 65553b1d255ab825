"""A sentence ends with the mark of its language."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import LETTERS, RANGES

DANDA_LANGUAGES = frozenset({"hi", "mr", "ne", "sa", "mai", "doi", "brx", "kok", "bn", "as", "pa", "or"})
KEEPS_FULL_STOP = frozenset({"mr", "kok"})
INDIAN = "".join(RANGES[name] for name in ("Devanagari", "Bengali", "Gurmukhi", "Oriya"))
# compiled by `re` when first used: classes so large take long, and most courses need none
PIPE = rf"(?<=[{LETTERS}])\s*\|(?=\s|$)"
FULL_STOP = rf"([{INDIAN}]{{2,}})\.(?=\s+[{INDIAN}]|\s*$)"
SPACE = rf"(?<=[{LETTERS}])\s+[,;](?=\s|$)"


def wrong(page: Page) -> Faults:
    """Yield each pipe or full stop that stands for a danda, and each space before a comma."""
    tag = page.context.words.tag
    if tag not in DANDA_LANGUAGES:
        return
    shortened = frozenset(page.context.words.list("abbreviations"))
    for prose in page.blocks:
        for match in re.finditer(PIPE, prose.text):
            at = match.end() - 1
            yield Fault(prose.place(at, at + 1), "a pipe stands for the danda", "Type । (U+0964)")
        if tag not in KEEPS_FULL_STOP:
            for match in re.finditer(FULL_STOP, prose.text):
                if match[1] not in shortened:
                    at = match.end() - 1
                    yield Fault(prose.place(at, at + 1), "a full stop stands for the danda", "Type । (U+0964)")
        for match in re.finditer(SPACE, prose.text):
            span = prose.place(match.start(), match.end())
            yield Fault(span, f"a space stands before `{match[0].strip()}`", "Delete the space")


RULE = Rule(Severity.warning, page=wrong)
