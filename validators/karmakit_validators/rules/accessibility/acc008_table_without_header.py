"""A table names its columns."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def without(node: Node, page: Page) -> Faults:
    """Yield a table whose header cells are all empty, or that leaves a column without a name."""
    header = next((row for row in node.children if row.attrs.get("header") == "1"), None)
    names = [cell.plain().strip() for cell in header.children] if header else []
    if not any(names):
        yield Fault(page.head(header or node), "the table has no header", "Name each column in the first row")
    elif not all(names[1:]):
        number = names.index("", 1) + 1
        yield Fault(page.head(header or node), f"column {number} of the table has no name", "Name it in the first row")


RULE = Rule(Severity.error, visits={"table": without})
