"""Every module of learning serves a competency."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def missing(page: Page) -> Faults:
    """Yield a module without competencies; a test takes them from the objectives it assesses."""
    module = page.module
    if module and module.meta.kind != "test" and not module.meta.competencies:
        yield Fault(module.place("title"), "the module names no competency", "Add competencies: area, theme, subtheme and level")


RULE = Rule(Severity.error, gate=True, page=missing)
