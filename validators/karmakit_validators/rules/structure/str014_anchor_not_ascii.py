"""Anchors are ASCII and stable."""

import re

from karmakit_schemas.findings import Severity
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|[a-z0-9]+(?:-[a-z0-9]+)*")


def not_ascii(page: Page) -> Faults:
    """Yield each id that is not made of ASCII letters, digits and hyphens."""
    for node in page.nodes:
        anchor = node.attrs.get("id", "")
        if anchor and not ANCHOR.fullmatch(anchor):
            span = page.find(node.span, f"#{anchor}")
            yield Fault(span, f"the id `{anchor}` is not plain ASCII", "Use lower-case letters a to z, digits and hyphens")
    for term in page.terms:
        if not ANCHOR.fullmatch(term.id):
            span = page.find(term.span, f"#{term.id}")
            yield Fault(span, f"the id `{term.id}` is not plain ASCII", "Use lower-case letters a to z, digits and hyphens")


RULE = Rule(Severity.warning, page=not_ascii)
