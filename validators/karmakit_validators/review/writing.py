"""The text of a module as a reader meets it, however it is wrapped and escaped; and the source behind it."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from posixpath import basename
from typing import NamedTuple

from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.prose import INLINES
from karmakit_validators.review.values import Thing

MARKS = {"emphasis": "*", "strong": "**", "strike": "~~"}
LEAVES = frozenset({"code_block", "math_block", "html"})
FIGURES = frozenset({"figure", "video", "audio"})
SAID_ELSEWHERE = frozenset({"question", "comment"})
UNNAMED = frozenset({"document", "item", "definition_list", "steps", "tabs", "description"})
"""Containers that say nothing themselves."""


class Block(NamedTuple):
    """A block of text, and all that it says in one text, addresses too: where that is the same, only the form can differ."""

    thing: Thing
    exact: str


class _Detail(NamedTuple):
    """What is written of a text beside its words: pictures, by their text and file; and the addresses of pictures and links."""

    pictures: bool = False
    addresses: bool = False


_READ, _ASKED, _EXACT = _Detail(), _Detail(pictures=True), _Detail(pictures=True, addresses=True)


def written(node: Node, detail: _Detail = _READ) -> str:
    """Return the inline text of a block with its emphasis."""
    text = "".join(_written(child, detail) for child in node.children if child.kind in INLINES)
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines).strip()


def _written(node: Node, detail: _Detail) -> str:
    if node.kind in _ALONE:
        return _ALONE[node.kind](node)
    if node.kind == "image":
        told = _picture(node) if detail.pictures else ""
    else:
        mark = MARKS.get(node.kind, "")
        told = f"{mark}{''.join(_written(child, detail) for child in node.children)}{mark}"
    return f"{told}{sorted(node.attrs.items())}" if detail.addresses and node.attrs else told


_ALONE: Mapping[str, Callable[[Node], str]] = {
    "text": lambda node: node.text.replace("\n", " "),
    "html_inline": lambda node: node.text.replace("\n", " "),
    "soft_break": lambda _: " ",
    "line_break": lambda _: "\n",
    "code": lambda node: f"`{node.text}`",
    "math": lambda node: f"${node.text}$",
    "blank": lambda _: "[[…]]",
    "footnote_ref": lambda node: f"[^{node.attrs.get('label', '')}]",
    "comment": lambda _: "",
}


def _picture(node: Node) -> str:
    return f"![{node.attrs.get('alt') or node.attrs.get('title', '')}]({basename(node.attrs.get('src', ''))})"


def whole(node: Node | None) -> str:
    """Return all text of a part of a question, a line a block, with its pictures."""
    if node is None:
        return ""
    if node.kind in FIGURES:
        return _picture(node)
    return "\n".join(block.thing.text for block in _blocks(node, (), "", _ASKED))


def blocks(body: Node, home: str) -> list[Block]:
    """Return the blocks of text of a module, each by itself and with the directives round it; questions tell their own."""
    return list(_blocks(body, (), home, _READ))


def _blocks(parent: Node, within: tuple[str, ...], home: str, detail: _Detail) -> Iterator[Block]:
    if any(child.kind in INLINES for child in parent.children):  # a cell, a term, a tight item
        yield from _said(parent, parent.kind, within, home, detail)
    for node in parent.children:
        if node.kind not in SAID_ELSEWHERE and node.kind not in INLINES:
            yield from _block(node, within, home, detail)


def _said(node: Node, kind: str, within: tuple[str, ...], home: str, detail: _Detail) -> Iterator[Block]:
    """Yield a block that holds inlines, if it says anything."""
    if text := written(node, detail):
        thing = Thing(id=node.attrs.get("id", ""), kind=kind, text=text, home=home, within=within, span=node.span)
        yield Block(thing, written(node, _EXACT))


def _block(node: Node, within: tuple[str, ...], home: str, detail: _Detail) -> Iterator[Block]:
    kind, attrs = node.kind, node.attrs
    if kind in LEAVES or kind == "rule":
        text = unicodedata.normalize("NFC", node.text).strip("\n") if kind in LEAVES else "* * *"
        yield Block(Thing(kind=kind, text=text, home=home, within=within, span=node.span), text)
    elif kind == "row":
        text, exact = (" | ".join(written(cell, each) for cell in node.children) for each in (detail, _EXACT))
        yield Block(Thing(kind=kind, text=text, home=home, within=within, span=node.span), exact)
    elif kind == "heading":
        yield from _said(node, f"heading {attrs['level']}", within, home, detail)
    elif kind == "paragraph":
        yield from _said(node, "item" if within[-1:] in _LISTS else kind, within, home, detail)
    else:
        title = attrs.get("title", "") if kind not in FIGURES else ""
        if title or (attrs.get("id") and kind not in {*FIGURES, "term"}):
            place = Span(node.span.path, node.span.line, node.span.column, node.span.line, node.span.column)
            yield Block(
                Thing(id=attrs.get("id", ""), kind=f"{kind} title", text=title, home=home, within=within, span=place), title
            )
        yield from _blocks(node, (*within, *_label(node)), home, detail)


_LISTS = (("list",), ("ordered list",))


def _label(node: Node) -> tuple[str, ...]:
    match node.kind:
        case "list":
            return ("ordered list",) if node.attrs.get("ordered") else ("list",)
        case "alert" | "callout":
            return (node.attrs.get("kind", "note"),)
        case "footnote":
            return (f"footnote {node.attrs.get('label', '')}",)
        case kind if kind in UNNAMED:
            return ()
    return (node.kind,)


def source(lines: Sequence[str], span: Span | None) -> str:
    """Return what stands at a place of a file, as it is written."""
    if span is None:
        return ""
    rows = list(lines[span.line - 1 : span.end_line])
    if not rows:
        return ""
    rows[-1] = rows[-1][: span.end_column - 1]
    rows[0] = rows[0][span.column - 1 :]
    return "\n".join(rows)
