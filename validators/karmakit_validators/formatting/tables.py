"""Tables are written close: a wider cell then changes one row, and not the spaces of all."""

from collections.abc import Iterator

from karmakit_authoring.dialect.tables import split_row
from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import Page


def edits(context: Context) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits that write each row as `| a | b |`, and the line under the head as `|---|:-:|`."""
    for page in context.pages:
        if page.module:
            for node in page.module.body.walk():
                if node.kind == "table":
                    yield from _rows(page, node)


def _rows(page: Page, table: Node) -> Iterator[tuple[Edit, ...]]:
    for row in table.children:
        line = row.span.line
        yield from _written(page, line, row.span.column, close=False)
        if row.attrs.get("header"):
            yield from _written(page, line + 1, row.span.column, close=True)


def _written(page: Page, number: int, column: int, *, close: bool) -> Iterator[tuple[Edit, ...]]:
    """Yield the edit of one line of a table."""
    line = page.lines[number - 1] if number <= len(page.lines) else ""
    row = line[column - 1 :].rstrip(" \t")
    cells = [row[cell.start : cell.end] for cell in split_row(row)]
    if not cells:
        return
    new = "|".join(["", *(_ruled(cell) if close else f" {cell} " if cell else " " for cell in cells), ""])
    if new != line[column - 1 :]:
        yield (Edit(Span(page.path, number, column, number, len(line) + 1), new),)


def _ruled(cell: str) -> str:
    """Return the cell under a head, with its alignment."""
    left, right = cell.startswith(":"), cell.endswith(":")
    return f"{':' if left else ''}{'-' if left and right else '--' if left or right else '---'}{':' if right else ''}"
