"""Words of an Indian language are spelt as its authority has them."""

from karmakit_schemas.findings import Severity
from karmakit_validators.lexicon import better_term, replacing, used
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LIST = "misspellings"
ENGLISH = "en"


def misspelt(page: Page) -> Faults:
    """Yield each word that is on the language's list of sure misspellings."""
    if page.context.words.tag == ENGLISH or page.is_latin:
        return
    for prose, match in used(page, LIST):
        if match[0] in page.context.settings.known:
            continue
        span = prose.place(match.start(), match.end())
        better = better_term(page, LIST, match[0])
        yield Fault(span, f"`{match[0]}` is misspelt", f"Write `{better}`", fix=replacing(span, match[0], better))


RULE = Rule(Severity.info, page=misspelt, mends="unsafe")
