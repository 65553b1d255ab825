"""Words of the office have a plain one beside them."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import better_term, replacing, used
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LIST = "officialese"


def officialese(page: Page) -> Faults:
    """Yield each phrase of old office letters; a term that the text quotes, explains or defines is left alone."""
    if page.module is None:
        return  # a glossary is there to explain such words
    for prose, match in used(page, LIST):
        span = prose.place(match.start(), match.end())
        better = better_term(page, LIST, match[0])
        mend = f"Write `{better}`" if better else "Leave it out"
        yield Fault(
            span, f"`{match[0]}` is office language; there is a plainer way to say it", mend, fix=replacing(span, match[0], better)
        )


RULE = Rule(Severity.warning, page=officialese, mends="unsafe")
