"""A module is learnt in one short sitting."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MAX_WORDS = 1200
MAX_MINUTES = 10


def too_long(page: Page) -> Faults:
    """Yield a module that is longer than anyone reads at one go."""
    if page.module is None or page.module.meta.kind == "test":
        return
    meta = page.module.meta
    words = page.words
    mend = "Split it into modules of three to five minutes"
    if words > MAX_WORDS:
        yield Fault(page.module.place("title"), f"the module has {words:,} words to read; {MAX_WORDS:,} are too many for one", mend)
    elif meta.duration > MAX_MINUTES:
        yield Fault(page.module.place("duration"), f"the module takes {meta.duration:g} minutes; a module is three to five", mend)


RULE = Rule(Severity.warning, page=too_long)
