"""Running text as a reader meets it, with the way back from every character to its place in the source."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span

INLINES = frozenset(
    [
        "text",
        "emphasis",
        "strong",
        "strike",
        "code",
        "math",
        "link",
        "image",
        "line_break",
        "soft_break",
        "html_inline",
        "footnote_ref",
        "blank",
        "comment",
    ]
)
OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
_LANG = re.compile(r"<span(?=\s)[^>]*\slang\s*=\s*[\"']?([A-Za-z0-9-]+)", re.IGNORECASE)
_SPAN_END = re.compile(r"</span\s*>", re.IGNORECASE)
_SPAN_START = re.compile(r"<span(?=[\s>/])", re.IGNORECASE)


class Piece(NamedTuple):
    """Characters `start` to `end` of a text and where they stand; `lang` if the author marked another language."""

    start: int
    end: int
    span: Span
    lang: str | None = None


@dataclass(frozen=True)
class Prose:
    """One block of text: a paragraph, heading, cell, option, or a value of the front-matter (`kind` `title`, `objective` ...).

    Code, formulas and blanks stand in `text` as one replacement character, so that no rule reads them as words.
    """

    kind: str
    text: str
    span: Span
    pieces: tuple[Piece, ...]

    def place(self, start: int, end: int) -> Span:
        """Return where the characters `start` to `end` stand in the source."""
        at, to = bisect_right(self.pieces, start, key=_start) - 1, bisect_left(self.pieces, end, key=_start) - 1
        if not 0 <= at <= to or self.pieces[at].end <= start:
            return self.span
        first, last = self.pieces[at], self.pieces[to]
        begin = _within(first, max(start - first.start, 0))
        finish = _within(last, min(end, last.end) - last.start, end=True)
        return Span(self.span.path, begin[0], begin[1], finish[0], finish[1])

    def lang_at(self, offset: int) -> str | None:
        """Return the language that the author marked at a character, if any."""
        at = bisect_right(self.pieces, offset, key=_start) - 1
        return self.pieces[at].lang if at >= 0 and offset < self.pieces[at].end else None

    @cached_property
    def is_latin(self) -> bool:
        """Say whether the text holds ASCII only, which saves most script rules their work."""
        return self.text.replace(OPAQUE, "").isascii()


def _start(piece: Piece) -> int:
    return piece.start


def _within(piece: Piece, offset: int, *, end: bool = False) -> tuple[int, int]:
    """Return line and column of a character of a piece; of the whole piece where source and text differ (escapes)."""
    span, length = piece.span, piece.end - piece.start
    if span.line == span.end_line:
        slack = span.end_column - span.column - length
        if slack == 0:
            return span.line, span.column + offset
    return (span.end_line, span.end_column) if end else (span.line, span.column)


def of_block(node: Node) -> Prose:
    """Return the text of a block that holds inlines."""
    pieces: list[Piece] = []
    parts: list[str] = []
    at = 0
    langs: list[str | None] = []
    for leaf in _leaves(node):
        text = ""
        if leaf.kind == "text":
            text = leaf.text
        elif leaf.kind in {"code", "math", "blank", "image"}:
            text = OPAQUE
        elif leaf.kind in {"soft_break", "line_break"}:
            text = " "
        elif leaf.kind == "html_inline":
            text = " " if leaf.text.lower().startswith("<br") else ""
            if _SPAN_END.match(leaf.text):
                langs = langs[:-1]
            elif _SPAN_START.match(leaf.text):
                marked = _LANG.match(leaf.text)
                langs = [*langs, marked[1] if marked else (langs[-1] if langs else None)]
        if text:
            pieces.append(Piece(at, at + len(text), leaf.span, langs[-1] if langs else None))
            parts.append(text)
            at += len(text)
    return Prose(node.kind, "".join(parts), node.span, tuple(pieces))


def _leaves(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.children:
        if child.kind not in INLINES:
            continue  # a block inside the block (a nested list) is prose of its own
        if child.children:
            found += _leaves(child)
        else:
            found.append(child)
    return found


def holds_inlines(node: Node) -> bool:
    """Say whether a node is a block of text."""
    return node.kind not in INLINES and not INLINES.isdisjoint([child.kind for child in node.children])


def of_value(kind: str, text: str, span: Span, lines: tuple[str, ...]) -> Prose:
    """Return the text of a YAML value; a value that stands in one line unescaped keeps its exact places."""
    if span.line == span.end_line and 0 < span.line <= len(lines):
        column = lines[span.line - 1].find(text, span.column - 1)
        if column >= 0 and column + len(text) < span.end_column:
            exact = Span(span.path, span.line, column + 1, span.line, column + 1 + len(text))
            return Prose(kind, text, exact, (Piece(0, len(text), exact),))
    return Prose(kind, text, span, (Piece(0, len(text), span),))
