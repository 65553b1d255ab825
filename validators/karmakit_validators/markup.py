"""The tags of a piece of raw HTML or SVG, read without trust: no parser mends them, and no entity is expanded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page

_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z][A-Za-z0-9:._-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)/?>?", re.DOTALL)
_ATTRIBUTE = re.compile(r"([A-Za-z_:@][^\s=/>\"']*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its `name` in lower case without prefix, its attributes, and its offsets in the text."""

    name: str
    closing: bool
    attrs: tuple[tuple[str, str], ...]
    start: int
    end: int


def tags(text: str) -> Iterator[Tag]:
    """Yield the tags of a text; comments are passed over."""
    blank = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    for match in _TAG.finditer(blank):
        attrs = tuple((name.lower(), value.strip("\"'")) for name, value in _ATTRIBUTE.findall(match[3]))
        yield Tag(match[2].lower().rpartition(":")[2], bool(match[1]), attrs, match.start(), match.end())


def place(tag: Tag, node: Node, page: Page) -> Span:
    """Return where a tag of a node of raw HTML stands: its first line."""
    return page.find(node.span, node.text[tag.start : tag.end].split("\n", 1)[0])
