"""Emphasis is written with asterisks."""

from collections.abc import Iterator

from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import Page

MARKS = {"emphasis": "*", "strong": "**"}


def edits(context: Context) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits that write `*so*` and `**so**`, not with underscores."""
    for page in context.pages:
        if "_" in context.text(page.path):
            for node in page.nodes:
                if node.kind in MARKS:
                    yield from _marked(page, node)


def _marked(page: Page, node: Node) -> Iterator[tuple[Edit, ...]]:
    at, mark = node.span, MARKS[node.kind]
    wide = len(mark)
    old = "_" * wide
    opens = page.lines[at.line - 1][at.column - 1 : at.column - 1 + wide]
    closes = page.lines[at.end_line - 1][at.end_column - 1 - wide : at.end_column - 1]
    if (opens, closes) == (old, old):
        yield (
            Edit(Span(at.path, at.line, at.column, at.line, at.column + wide), mark),
            Edit(Span(at.path, at.end_line, at.end_column - wide, at.end_line, at.end_column), mark),
        )
