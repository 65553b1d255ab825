"""A module has a few objectives."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MOST = 7


def too_many(page: Page) -> Faults:
    """Yield a module with more objectives than a few minutes can reach."""
    if page.module and len(page.module.meta.objectives) > MOST:
        count = len(page.module.meta.objectives)
        span = page.module.place("objectives", MOST, "text")
        yield Fault(span, f"the module states {count} objectives", f"Keep {MOST} or fewer, or split the module")


RULE = Rule(Severity.warning, page=too_many)
