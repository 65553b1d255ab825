"""A table names its columns."""

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def without(node: Node, page: Page) -> Faults:
    """Yield a table whose header cells are all empty, or that leaves a column without a name."""
    header = next((row for row in node.children if row.attrs.get("header") == "1"), None)
    names = [cell.plain().strip() for cell in header.children] if header else []
    if not any(names):
        mend = "Name each column in the first row"
        yield Fault(page.head(header or node), "the table has no header", mend, fix=_first_row_as_header(node, page))
    elif not all(names[1:]):
        number = names.index("", 1) + 1
        yield Fault(page.head(header or node), f"column {number} of the table has no name", "Name it in the first row")


def _first_row_as_header(node: Node, page: Page) -> Fix | None:
    """Return the table with its first full row in the place of the empty header; not if no other row would be left."""
    rows = node.children
    if len(rows) < 3 or rows[1].span.line != rows[0].span.line + 2:  # noqa: PLR2004 - a header and two more
        return None
    names = [cell.plain().strip() for cell in rows[1].children]
    if not all(names) or len(names) != len(rows[0].children):
        return None
    empty, divider, first = page.lines[rows[0].span.line - 1 : rows[1].span.line]
    start = rows[0].span.column - 1
    if empty[:start] != first[:start]:
        return None
    span = Span(page.path, rows[0].span.line, start + 1, rows[1].span.line, len(first) + 1)
    return Fix("Take the first row for the header", (Edit(span, f"{first[start:]}\n{divider}"),))


RULE = Rule(Severity.error, visits={"table": without}, mends="unsafe")
