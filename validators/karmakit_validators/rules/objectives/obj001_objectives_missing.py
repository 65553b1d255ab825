"""A module says what a learner can do after it."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def missing(page: Page) -> Faults:
    """Yield a module without objectives; a test assesses those of other modules."""
    module = page.module
    if module and module.meta.kind != "test" and not module.meta.objectives:
        mend = "Add objectives: what a learner can do after these minutes, as {id, text}"
        yield Fault(module.place("title"), "the module states no objective", mend)


RULE = Rule(Severity.error, gate=True, page=missing)
