"""A test states its pass mark."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def missing(page: Page) -> Faults:
    """Yield a test that neither says a pass mark itself nor takes it from `course.yml`; and a mark of nought."""
    module = page.module
    if module is None or module.test is None:
        return
    if module.test.pass_mark is None:
        yield Fault(module.place("title"), "the test has no pass mark", "Add assessment: {pass_mark: 70} here or in course.yml")
    elif module.test.pass_mark == 0:
        where = module if ("assessment", "pass_mark") in module.places else page.context.parsed.part
        yield Fault(where.place("assessment", "pass_mark"), "with a pass mark of 0 nobody can fail", "State the mark that passes")


RULE = Rule(Severity.error, gate=True, page=missing)
