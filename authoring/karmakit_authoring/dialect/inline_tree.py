"""The inlines of one text as nodes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from karmakit_authoring.dialect.attributes import Attribute
from karmakit_authoring.dialect.check import check_items
from karmakit_authoring.dialect.content_map import ContentMap
from karmakit_authoring.dialect.context import Context
from karmakit_authoring.dialect.inlines import MARKUP
from karmakit_schemas.nodes import NO_ATTRS, Node

MAX_DEPTH = 30
SPANNING = {"em_open": "emphasis", "strong_open": "strong", "s_open": "strike", "link_open": "link"}
LEAVES = {
    "code_inline": "code",
    "math": "math",
    "softbreak": "soft_break",
    "hardbreak": "line_break",
    "html_inline": "html_inline",
    "blank": "blank",
}
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
SPACES = re.compile(r"\s+")

Frame = tuple[str, int, Mapping[str, str], list[Node]]


@dataclass(slots=True)
class _Tree:
    """The nodes that are being built: the open ones, and the text tokens that will make one node."""

    places: ContentMap
    stack: list[Frame]
    into: list[Node]
    texts: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    ignored: int = 0

    def text(self, token: Token) -> None:
        """Take a text token; neighbours make one node."""
        start, end = token.map or (0, 0)
        if not self.texts:
            self.start = start
        self.texts.append(token.content)
        self.end = end

    def flush(self) -> None:
        """Add the text tokens taken so far as a node."""
        text = self.texts[0] if len(self.texts) == 1 else "".join(self.texts)
        self.into.append(Node("text", self.places.span(self.start, self.end), text, NO_ATTRS))
        self.texts.clear()

    def open(self, kind: str, start: int, attrs: Mapping[str, str]) -> None:
        """Begin a node; beyond a depth that no honest text has, its children stand in its place."""
        if len(self.stack) > MAX_DEPTH:
            self.ignored += 1
            return
        self.into = []
        self.stack.append((kind, start, attrs, self.into))

    def close(self, end: int) -> None:
        """End a node."""
        if self.ignored:
            self.ignored -= 1
            return
        kind, start, attrs, children = self.stack.pop()
        self.into = self.stack[-1][3]
        self.into.append(Node(kind, self.places.span(start, end), "", attrs, tuple(children)))


def inline_nodes(content: str, places: ContentMap, md: MarkdownIt, env: Any, context: Context) -> tuple[Node, ...]:
    """Return the nodes of a text."""
    if not MARKUP.search(content):
        return _plain(content, places)
    tokens: list[Token] = []
    md.inline.parse(content, md, env, tokens)
    nodes: list[Node] = []
    tree = _Tree(places, [("", 0, NO_ATTRS, nodes)], nodes)
    for token in tokens:
        kind = token.type
        if kind == "text":
            if token.content:
                tree.text(token)
            continue
        if tree.texts:
            tree.flush()
        start, end = token.map or (0, 0)
        if token.nesting == 1:
            # of the two markers of a strong emphasis markdown-it keeps the inner one
            tree.open(SPANNING[kind], start - (kind == "strong_open"), _attrs(token))
        elif token.nesting == -1:
            tree.close(end + (kind == "strong_close"))
        else:
            tree.into.append(_leaf(token, start, end, places, context))
    if tree.texts:
        tree.flush()
    return tuple(nodes)


def _plain(content: str, places: ContentMap) -> tuple[Node, ...]:
    """Return the nodes of a text without markup, as most texts are: lines, and hard breaks after two spaces, else soft ones."""
    nodes: list[Node] = []
    at = 0
    *broken, last = content.split("\n")
    for line in broken:
        text = line.rstrip(" ")
        end, after = at + len(text), at + len(line) + 1
        if text:
            nodes.append(Node("text", places.span(at, end), text, NO_ATTRS))
        kind = "line_break" if len(line) - len(text) > 1 else "soft_break"
        nodes.append(Node(kind, places.next_line(end, after), "", NO_ATTRS))
        at = after
    if last:
        nodes.append(Node("text", places.span(at, len(content)), last, NO_ATTRS))
    return tuple(nodes)


def _attrs(token: Token) -> Mapping[str, str]:
    """Return the attributes of a link; none of emphasis."""
    if not token.attrs:
        return NO_ATTRS
    return {key: str(value) for key, value in token.attrs.items()}


def _leaf(token: Token, start: int, end: int, places: ContentMap, context: Context) -> Node:
    """Return the node of a token without children."""
    span = places.next_line(start, end) if token.type in {"softbreak", "hardbreak"} else places.span(start, end)
    if token.type == "text_special":
        return Node("text", span, token.content, NO_ATTRS)
    if token.type == "image":
        return Node("image", span, "", _image(token, places, context))
    if token.type == "footnote_ref":
        return Node("footnote_ref", span, "", {"label": token.content})
    if token.type == "html_inline" and (found := COMMENT.fullmatch(token.content)):
        return Node("comment", span, found[1].strip(), NO_ATTRS)
    return Node(LEAVES[token.type], span, token.content, NO_ATTRS)


def _image(token: Token, places: ContentMap, context: Context) -> Mapping[str, str]:
    """Return the attributes of a picture."""
    attrs = {"src": str(token.attrs.get("src", "")), "alt": _spoken(token.children or [])}
    if title := token.attrs.get("title"):
        attrs["title"] = str(title)
    items: tuple[Attribute, ...] = token.meta.get("items", ())
    unknown = []
    for item in items:
        if (item.key, item.value) in {("class", "decorative"), ("decorative", "true")}:
            attrs["decorative"] = "true"
        elif item.key in {"width", "id"}:
            attrs[item.key] = item.value
        else:
            unknown.append(item)
    check_items(context, unknown, places, "a picture", (".decorative", "width", "#id"))
    return attrs


def _spoken(tokens: list[Token]) -> str:
    """Return the alternative text that the markup between the brackets comes to."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "image":
            parts.append(_spoken(token.children or []))
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type != "html_inline":
            parts.append(token.content)
    return SPACES.sub(" ", "".join(parts))
