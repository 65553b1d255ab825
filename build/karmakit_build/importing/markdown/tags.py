"""The tags of HTML that stand in Markdown: which of them say something here, and what one says."""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from karmakit_schemas.nodes import Node

KEPT = frozenset({"br", "sub", "sup", "kbd", "mark", "small"})
LAYOUT = frozenset(
    {"div", "section", "article", "center", "main", "header", "footer", "aside", "span", "font", "p", "u"}
    | {"figure", "nav", "picture", "lia-keep"}
)
ACTIVE = frozenset({"iframe", "video", "audio", "embed", "object", "source"})
PAIRED = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "s": "strike", "del": "strike", "code": "code"}
INLINE = frozenset({"a", "img", *KEPT, *ACTIVE, *PAIRED})
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
TAG = re.compile(r"</?([A-Za-z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>")
FARTHEST = 200
"""How many inlines further a tag is looked for that closes another."""


def tag_attributes(text: str) -> Mapping[str, str]:
    """Return the attributes of one tag."""
    found: dict[str, str] = {}

    class _Once(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the method's own
            found.update({key: value or "" for key, value in attrs if key not in found})

    _Once(convert_charrefs=True).feed(text)
    return found


def closing(nodes: Sequence[Node], at: int, name: str) -> int | None:
    """Return where, at the place given or later, a tag of that name closes; None where none does."""
    depth = 1
    for index in range(at, min(len(nodes), at + FARTHEST)):
        found = TAG.match(nodes[index].text) if nodes[index].kind == "html_inline" else None
        if found and found[1].lower() == name and not found[0].endswith("/>"):
            depth += -1 if found[0].startswith("</") else 1
            if not depth:
                return index
    return None
