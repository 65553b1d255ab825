"""Heading levels never skip."""

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def skipped(page: Page) -> Faults:
    """Yield each heading that is more than one level below the one before; the page's title is level 1."""
    before = 1
    for node in page.nodes:
        if node.kind != "heading":
            continue
        level = int(node.attrs["level"])
        if level > before + 1:
            message = f"`{node.plain()}` is a heading of level {level} under one of level {before}"
            yield Fault(node.span, message, f"Begin it with {'#' * (before + 1)}")
        before = level


RULE = Rule(Severity.error, page=skipped)
