"""English words are spelt as the dictionaries have them."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import better_term, hits, replacing
from karmakit_validators.mention import is_mentioned
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LIST = "misspellings"
ENGLISH = "en"
OF_A_NAME = frozenset("@/_#.\\-")


def misspelt(page: Page) -> Faults:
    """Yield each word of an English text that is on the list of sure misspellings; no other word is ever doubted."""
    if page.context.words.tag != ENGLISH:
        return
    known = page.context.settings.known
    for prose, match in hits(page, LIST):
        if match[0] in known or match[0].casefold() in known or _is_in_name(prose.text, match.start(), match.end()):
            continue
        if prose.lang_at(match.start()) or is_mentioned(page, prose, match.start(), match.end()):
            continue
        span = prose.place(match.start(), match.end())
        better = better_term(page, LIST, match[0])
        yield Fault(span, f"`{match[0]}` is misspelt", f"Write `{better}`", fix=replacing(span, match[0], better))


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Say whether the word is part of an address or the name of a file."""
    after = text[end : end + 2]
    return (
        text[max(start - 1, 0) : start] in OF_A_NAME or after[:1] in {"@", "/", "_"} or (after[:1] == "." and after[1:].isalnum())
    )


RULE = Rule(Severity.warning, page=misspelt, mends="unsafe")
