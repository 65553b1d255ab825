"""Heading levels never skip."""

from karmakit_schemas.findings import Fix, Severity
from karmakit_validators.headings import below, level, moved, of_page, shows_itself
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def skipped(page: Page) -> Faults:
    """Yield each heading that is more than one level below the one before; the page's title is level 1."""
    before = 1
    headings = of_page(page)
    for index, node in enumerate(headings):
        here = level(node)
        if here > before + 1 and not shows_itself(node):
            message = f"`{node.plain()}` is a heading of level {here} under one of level {before}"
            wanted = "#" * (before + 1)
            edits = moved(page, below(headings, index), before + 1 - here)
            fix = Fix(f"begin it with {wanted}, and lift what stands under it", edits, safe=True) if edits else None
            yield Fault(node.span, message, f"Begin it with {wanted}", fix=fix)
        before = here


RULE = Rule(Severity.error, page=skipped, mends="safe")
