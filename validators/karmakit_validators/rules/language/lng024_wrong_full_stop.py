"""A sentence ends with the mark of its language."""

import re
from collections.abc import Sequence

from karmakit_schemas.findings import Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.mending import words
from karmakit_validators.mention import within
from karmakit_validators.page import Page, outermost
from karmakit_validators.prose import Prose
from karmakit_validators.rule import Fault, Faults, Rule
from karmakit_validators.scripts import LETTERS, RANGES

DANDA_LANGUAGES = frozenset({"hi", "mr", "ne", "sa", "mai", "doi", "brx", "kok", "bn", "as", "pa", "or"})
KEEPS_FULL_STOP = frozenset({"mr", "kok"})
INDIAN = "".join(RANGES[name] for name in ("Devanagari", "Bengali", "Gurmukhi", "Oriya"))
# compiled by `re` when first used: classes so large take long, and most courses need none
PIPE = rf"(?<=[{LETTERS}])\s*\|(?=\s|$)"
FULL_STOP = rf"(?<![{INDIAN}])([{INDIAN}]{{2,}})\.(?=\s+[{INDIAN}]|\s*$)"
SPACE = rf"(?<=[{LETTERS}])\s+[,;](?=\s|$)"
URDU = "ur"
OF_URDU = {",": "،", ";": "؛", "?": "؟"}
ARABIC = rf"(?<=[{RANGES['Arabic']}])[,;?](?=\s|$)"
DANDA = "।"
BREAK = r"[|।॥?!]"
FEWEST_WORDS = 3
NEAR = 200
"""How many characters around a pipe say what it stands for."""


def wrong(page: Page) -> Faults:
    """Yield each pipe or full stop for a danda, each Latin mark in Urdu, and each space before a comma."""
    tag = page.context.words.tag
    if tag == URDU:
        for prose in page.blocks:
            yield from _latin_marks(prose)
    if tag in DANDA_LANGUAGES:
        shortened = frozenset(page.context.words.list("abbreviations"))
        links = outermost(node.span for node in page.nodes if node.kind == "link")
        for prose in page.blocks:
            if "|" in prose.text:
                yield from _pipes(prose, links)
            if "." in prose.text and tag not in KEEPS_FULL_STOP:
                yield from _full_stops(prose, shortened)
            yield from _spaces(prose)


def _pipes(prose: Prose, links: Sequence[Span]) -> Faults:
    for match in re.finditer(PIPE, prose.text):
        if not _is_bar(prose, match, links):
            span = prose.place(match.end() - 1, match.end())
            fix = _fix(prose, match.start(), match.end(), DANDA)
            yield Fault(span, "a pipe stands for the danda", "Type । (U+0964)", fix=fix)


def _full_stops(prose: Prose, shortened: frozenset[str]) -> Faults:
    for match in re.finditer(FULL_STOP, prose.text):
        if match[1] not in shortened:
            at = match.end() - 1
            # within a text it might end an abbreviation that nobody has listed
            fix = _fix(prose, at, at + 1, DANDA) if not prose.text[match.end() :].strip() else None
            yield Fault(prose.place(at, at + 1), "a full stop stands for the danda", "Type । (U+0964)", fix=fix)


def _spaces(prose: Prose) -> Faults:
    for match in re.finditer(SPACE, prose.text):
        mark = match[0].strip()
        span = prose.place(match.start(), match.end())
        fix = _fix(prose, match.start(), match.end(), mark)
        yield Fault(span, f"a space stands before `{mark}`", "Delete the space", fix=fix)


def _latin_marks(prose: Prose) -> Faults:
    for match in re.finditer(ARABIC, prose.text):
        mark = OF_URDU[match[0]]
        span = prose.place(match.start(), match.end())
        fix = _fix(prose, match.start(), match.end(), mark)
        yield Fault(span, f"`{match[0]}` is not the mark of Urdu", f"Type {mark}", fix=fix)


def _is_bar(prose: Prose, match: re.Match[str], links: Sequence[Span]) -> bool:
    """Say whether a pipe stands between names or links, as `Home | Next`, rather than at the end of a sentence."""
    before, after = prose.text[max(0, match.start() - NEAR) : match.start()], prose.text[match.end() : match.end() + NEAR].lstrip()
    sentence = re.split(BREAK, before)[-1].split()
    if len(sentence) < FEWEST_WORDS or (after[:1].isascii() and after[:1].isalpha()):
        return True
    return within(links, prose.place(match.end() - 1, match.end()))


def _fix(prose: Prose, start: int, end: int, mark: str) -> Fix | None:
    return words(prose.place(start, end), prose.text[start:end], mark, safe=True)


RULE = Rule(Severity.warning, page=wrong, mends="safe")
