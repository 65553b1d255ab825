"""Exact edits for rules that offer a fix: the address of a link or picture, where it stands once and plainly, and words."""

from karmakit_schemas.findings import Edit, Fix
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page

# what an address stands behind: `[words](address)`, `[words](<address>)`, `<address>`
_OPENINGS = ("](", "](<", "<")


def address(page: Page, node: Node, written: str, better: str, *, safe: bool = False) -> Fix | None:
    """Return the fix that writes a better address into a link; None where its own does not stand in it as it is written."""
    for opening in _OPENINGS:
        found = page.find(node.span, opening + written)
        if stands(page, found, opening + written):
            span = Span(found.path, found.line, found.column + len(opening), found.end_line, found.end_column)
            return Fix(f"write `{better}`", (Edit(span, better),), safe)
    return None


def words(span: Span, said: str, better: str, *, safe: bool = False) -> Fix | None:
    """Return the fix that writes other words at a place; None where it is longer than what is read there, or breaks the line."""
    if span.line != span.end_line or span.end_column - span.column != len(said):
        return None
    return Fix(f"write `{better}`", (Edit(span, better),), safe)


def stands(page: Page, span: Span, text: str) -> bool:
    """Say whether a span of one line covers exactly this text."""
    return span.line == span.end_line and page.lines[span.line - 1][span.column - 1 : span.end_column - 1] == text
