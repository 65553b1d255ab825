"""The text that tells what a picture or a film shows: its places and colours are no instructions to the reader."""

from karmakit_schemas.spans import Span
from karmakit_validators.page import Page

TELLING = frozenset({"description", "video", "audio"})


def is_described(page: Page, span: Span) -> bool:
    """Say whether a place lies in a long description or a transcript."""
    return any(node.kind in TELLING and node.span.line <= span.line <= node.span.end_line for node in page.nodes)
