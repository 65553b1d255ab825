"""A block of code says its language."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FENCES = ("```", "~~~")


def missing(node: Node, page: Page) -> Faults:
    """Yield a fenced block of code that does not say its language; an indented one cannot."""
    head = page.head(node)
    line = page.lines[head.line - 1][head.column - 1 : head.end_column - 1]
    if not node.attrs.get("info") and line.startswith(FENCES):
        yield Fault(head, "the block of code does not say its language", f"Write it after the marks, for instance {line}text")


RULE = Rule(Severity.info, visits={"code_block": missing})
