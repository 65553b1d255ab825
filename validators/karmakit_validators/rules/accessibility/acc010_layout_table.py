"""A table is for data that have rows and columns."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def for_layout(node: Node, page: Page) -> Faults:
    """Yield a table of one column, and one with no row below its header."""
    if not node.children:
        return
    header = node.children[0]
    if len(header.children) == 1:
        yield Fault(page.head(node), "the table has one column: it is a list in a frame", "Write a list, or a callout")
    elif len(node.children) == 1:
        yield Fault(page.head(node), "the table has a header and no rows", "Write a sentence or a list, or add the rows")


RULE = Rule(Severity.warning, visits={"table": for_layout})
