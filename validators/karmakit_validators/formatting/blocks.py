"""Headings begin with `#`, lists with `-`, done tasks are `[x]`, and a rule across the page is `---`."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import Page

RULE = "---"
MARKS = "-*"
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_HASHES = re.compile(r"(#{1,6})([ \t]+)")
_ITEM = re.compile(r"([-*+])[ \t]")
_DONE = re.compile(r"[-*+][ \t]+\[X\]")


def edits(context: Context) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits that begin blocks in one way."""
    for page in context.pages:
        for node in _nodes(page):
            if node.kind == "heading":
                yield from _heading(page, node)
            elif node.kind == "rule":
                yield (Edit(node.span, RULE),)
            yield from _lists(page, node)


def _nodes(page: Page) -> Iterator[Node]:
    """Yield the nodes of a page as they were read: the answers of a question are a list there."""
    return page.module.body.walk() if page.module else iter(page.nodes)


def _heading(page: Page, node: Node) -> Iterator[tuple[Edit, ...]]:
    at = node.span
    line = page.lines[at.line - 1]
    hashes = _HASHES.match(line, at.column - 1)
    if hashes is None:
        yield from _underlined(page, node)
        return
    if hashes[2] != " ":
        yield (Edit(_on(at, hashes.start(2), hashes.end(2)), " "),)
    if closing := _CLOSING.search(line, hashes.end()):
        yield (Edit(_on(at, closing.start(), len(line)), ""),)


def _underlined(page: Page, node: Node) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits of a heading of one line that a line of `=` or `-` stands under."""
    at = node.span
    if at.end_line == at.line + 1 and not page.lines[at.end_line - 1].strip("=- \t>"):
        line = page.lines[at.line - 1]
        yield (
            Edit(Span(at.path, at.line, at.column, at.line, at.column), f"{'#' * int(node.attrs['level'])} "),
            Edit(Span(at.path, at.line, len(line) + 1, at.end_line, len(page.lines[at.end_line - 1]) + 1), ""),
        )


def _lists(page: Page, around: Node) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits of the marks of lists that stand in a block, and of their done tasks.

    A list right after another has the other mark, which parts the two; so they change together.
    """
    run = 0
    marks: list[Edit] = []
    for child in around.children:
        if child.kind == "list" and not child.attrs.get("ordered"):
            marks += _marks(page, child, MARKS[run % 2])
            yield from _tasks(page, child)
            run += 1
        elif marks:
            yield tuple(marks)
            run, marks = 0, []
        else:
            run = 0
    if marks:
        yield tuple(marks)


def _marks(page: Page, node: Node, mark: str) -> Iterator[Edit]:
    for at in (item.span for item in node.children):
        found = _ITEM.match(page.lines[at.line - 1], at.column - 1)
        if found and found[1] != mark:
            yield Edit(_on(at, found.start(1), found.end(1)), mark)


def _tasks(page: Page, node: Node) -> Iterator[tuple[Edit, ...]]:
    for at in (item.span for item in node.children):
        if done := _DONE.match(page.lines[at.line - 1], at.column - 1):
            yield (Edit(_on(at, done.end() - 2, done.end() - 1), "x"),)


def _on(at: Span, start: int, end: int) -> Span:
    """Return a stretch of the first line of a place, by its offsets in that line."""
    return Span(at.path, at.line, start + 1, at.line, end + 1)
