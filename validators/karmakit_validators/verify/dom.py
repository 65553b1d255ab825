"""Elements as lxml gives them, with the types that its stubs leave open; nothing is loaded and no entity resolved in reading."""

from collections.abc import Iterator
from typing import Any, Protocol, cast

from lxml import etree

from karmakit_schemas.spans import Span


class Node(Protocol):
    """One element of a page or a picture."""

    @property
    def tag(self) -> str:
        """Return the name."""
        ...

    @property
    def text(self) -> str | None:
        """Return the text before the first child."""
        ...

    @property
    def sourceline(self) -> int | None:
        """Return the line the element begins in."""
        ...

    def get(self, name: str) -> str | None:
        """Return the value of an attribute."""
        ...

    def items(self) -> list[tuple[str, str]]:
        """Return names and values of all attributes."""
        ...

    def iter(self, *tags: Any) -> "Iterator[Node]":
        """Yield the node and what is below it."""
        ...

    def itertext(self) -> Iterator[str]:
        """Yield all text."""
        ...

    def getparent(self) -> "Node | None":
        """Return the node above."""
        ...


class UnreadableError(Exception):
    """It was attempted to read markup that holds nothing, or that no parser understands."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = max(1, line)
        self.column = max(1, column)


def read_html(data: bytes) -> tuple[Node, tuple[tuple[int, str], ...]]:
    """Return the root of a page, and the line and message of every element that is closed where it is not open."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    if root is None:
        raise UnreadableError("holds nothing")
    log: Any = parser.error_log
    faults = tuple((error.line, error.message) for error in log if error.type == etree.ErrorTypes.ERR_TAG_NAME_MISMATCH)
    return cast("Node", root), faults


def read_document(data: bytes) -> Node:
    """Return the root of an XML document; entities stay unresolved."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False)
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise UnreadableError(error.msg or "no XML", line, column) from error
    return cast("Node", root)


def elements(root: Node) -> Iterator[Node]:
    """Yield all elements, in document order."""
    return root.iter(etree.Element)


def comments(root: Node) -> Iterator[Node]:
    """Yield all comments."""
    return root.iter(etree.Comment)


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def line_of(path: str, node: Node) -> Span:
    """Return the line an element begins in, as a place."""
    line = max(1, node.sourceline or 1)
    return Span(path, line, 1, line, 1)
