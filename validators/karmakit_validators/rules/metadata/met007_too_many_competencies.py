"""A module serves a few competencies, not all of them."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MOST = 5


def too_many(page: Page) -> Faults:
    """Yield a module that claims more competencies than a few minutes can serve."""
    if page.module and len(page.module.meta.competencies) > MOST:
        count = len(page.module.meta.competencies)
        span = page.module.place("competencies", MOST, "subtheme")
        yield Fault(span, f"the module names {count} competencies", f"Keep the {MOST} or fewer that it really serves")


RULE = Rule(Severity.warning, page=too_many)
