"""Castes and tribes are called what the Constitution calls them."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import better_term, replacing, used
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LIST = "barred"


def barred(page: Page) -> Faults:
    """Yield each term that is not to be used in official communication; part of a name it may stay."""
    for prose, match in used(page, LIST):
        if _is_in_name(prose.text, match.start(), match.end()):
            continue
        span = prose.place(match.start(), match.end())
        better = better_term(page, LIST, match[0])
        message = f"`{match[0]}` is not used in official communication"
        yield Fault(span, message, f"Write `{better}`", fix=replacing(span, match[0], better))


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Say whether a capital letter goes on: `Harijan Sevak Sangh`."""
    after = text[end:].lstrip(" ")
    return after[:1].isupper() or text[max(start - 1, 0) : start] == "-"


RULE = Rule(Severity.warning, page=barred, mends="unsafe")
