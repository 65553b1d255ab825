"""Tokens become nodes, each with its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from karmakit_authoring.dialect.attributes import Attribute, read_attributes
from karmakit_authoring.dialect.check import check_directive, check_items
from karmakit_authoring.dialect.content_map import ContentMap
from karmakit_authoring.dialect.context import Context
from karmakit_authoring.dialect.inline_tree import inline_nodes
from karmakit_authoring.faults import UNKNOWN_DIRECTIVE, meant
from karmakit_schemas.nodes import NO_ATTRS, Node
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest, did_you_mean

TASK = re.compile(r"\[([ xX])\](?=[ \t\n]|$)[ \t]*\n?")
ALERT = re.compile(r"\[!([A-Za-z]+)\][ \t]*(?:\n|$)")
ALERTS = ("note", "tip", "important", "warning", "caution")
QUESTION_ALERTS = ("hint", "right", "wrong", "feedback")

KINDS = {
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "dl_open": "definition_list",
    "dt_open": "term",
    "dd_open": "definition",
    "footnote_reference_open": "footnote",
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "directive_open": "directive",
}
SKIPPED = frozenset({"thead_open", "thead_close", "tbody_open", "tbody_close"})
LEAVES = {
    "fence": "code_block",
    "code_block": "code_block",
    "math_block": "math_block",
    "hr": "rule",
    "html_block": "html",
    "comment": "comment",
}
ALIGNMENTS = {"text-align:left": "left", "text-align:right": "right", "text-align:center": "center"}


@dataclass(slots=True)
class _Frame:
    """A node that is being built."""

    kind: str
    start: tuple[int, int]
    attrs: dict[str, str]
    end: tuple[int, int] | None = None
    children: list[Node] = field(default_factory=list)
    token: Token | None = None
    spliced: bool = False  # a directive nobody knows: its children stand in its place


@dataclass(slots=True)
class _Builder:
    md: MarkdownIt
    env: Any
    context: Context
    stack: list[_Frame]


def build(tokens: list[Token], md: MarkdownIt, env: Any, context: Context, first_line: int) -> Node:
    """Return the `document` node of the tokens of a file."""
    source = context.source
    begin = source.starts[min(first_line, len(source.starts) - 1)]
    builder = _Builder(md, env, context, [_Frame("document", source.at(begin), {}, source.at(len(source.text)))])
    for token in tokens:
        kind = token.type
        if kind == "inline":
            _inline(builder, token)
        elif kind in LEAVES:
            _leaf(builder, token, LEAVES[kind])
        elif kind in SKIPPED:
            continue
        elif token.nesting == 1:
            _open(builder, token, KINDS[kind])
        else:
            _close(builder, token)
    return _node(builder, builder.stack.pop())


def _open(builder: _Builder, token: Token, kind: str) -> None:
    """Begin a node."""
    start = builder.context.source.at(token.meta["at"]) if "at" in token.meta else builder.stack[-1].start
    frame = _Frame(kind, start, {}, token=token)
    if "end" in token.meta:
        frame.end = builder.context.source.at(token.meta["end"])
    if kind in OPENERS:
        OPENERS[kind](builder, token, frame)
    elif kind == "paragraph" and token.hidden and len(builder.stack) > 1:
        builder.stack[-2].attrs.setdefault("tight", "1")
    builder.stack.append(frame)


def _open_list(_: _Builder, token: Token, frame: _Frame) -> None:
    if token.type == "ordered_list_open":
        frame.attrs["ordered"] = "1"
        if "start" in token.attrs:
            frame.attrs["start"] = str(token.attrs["start"])


def _open_cell(_: _Builder, token: Token, frame: _Frame) -> None:
    if align := ALIGNMENTS.get(str(token.attrs.get("style", ""))):
        frame.attrs["align"] = align


def _open_heading(builder: _Builder, token: Token, frame: _Frame) -> None:
    frame.attrs["level"] = token.tag[1:]
    if token.map:
        frame.end = _line_end(builder, token.map[1] - 1)


def _open_footnote(_: _Builder, token: Token, frame: _Frame) -> None:
    frame.attrs["label"] = str(token.meta.get("label", ""))


def _open_row(builder: _Builder, token: Token, frame: _Frame) -> None:
    table = builder.stack[-1]
    if not table.children:
        frame.attrs["header"] = "1"
        table.attrs["columns"] = str(token.meta["cells"])
    elif str(token.meta["cells"]) != table.attrs["columns"]:
        frame.attrs["cells"] = str(token.meta["cells"])


def _open_directive(builder: _Builder, token: Token, frame: _Frame) -> None:
    """Begin a directive: check it, and note its attributes."""
    context = builder.context
    items: tuple[Attribute, ...] = token.meta["items"]
    frame.kind = token.info
    around = next((f.kind for f in reversed(builder.stack) if f.token is not None and f.token.type == "directive_open"), "")
    frame.spliced = not check_directive(context, token.info, items, token.meta["fence"], around)
    for item in items:
        if item.key and item.key != "class":
            frame.attrs.setdefault(item.key, item.value)
    if token.info == "question":
        context.in_question = True
        if token.meta["broken"]:
            frame.attrs["broken"] = "1"


OPENERS: Mapping[str, Callable[[_Builder, Token, _Frame], None]] = {
    "list": _open_list,
    "row": _open_row,
    "cell": _open_cell,
    "heading": _open_heading,
    "footnote": _open_footnote,
    "directive": _open_directive,
}


def _close(builder: _Builder, token: Token) -> None:
    """End a node and hand it to the one it stands in."""
    frame = builder.stack.pop()
    if "end" in token.meta:
        frame.end = builder.context.source.at(token.meta["end"])
    if frame.kind == "question":
        builder.context.in_question = any(f.kind == "question" for f in builder.stack)
    if frame.kind == "table":
        del frame.attrs["columns"]
    parent = builder.stack[-1]
    if frame.spliced:
        parent.children.extend(frame.children)
    elif frame.kind == "paragraph" and not frame.children:
        return
    else:
        parent.children.append(_node(builder, frame))


def _node(builder: _Builder, frame: _Frame) -> Node:
    """Return the finished node of a frame."""
    end = frame.end
    if frame.children and end is None:
        last = frame.children[-1].span
        end = (last.end_line, last.end_column)
    if end is None:
        line, column = frame.start
        source = builder.context.source
        end = (line, max(column, len(source.line(line - 1).rstrip(" \t")) + 1)) if frame.token is not None else (line, column)
    return Node(
        frame.kind, Span(builder.context.source.path, *frame.start, *end), "", frame.attrs or NO_ATTRS, tuple(frame.children)
    )


def _line_end(builder: _Builder, line: int) -> tuple[int, int]:
    return line + 1, len(builder.context.source.line(line).rstrip(" \t")) + 1


def _leaf(builder: _Builder, token: Token, kind: str) -> None:
    """Add a block without children."""
    source = builder.context.source
    span = source.span(token.meta["at"], token.meta["end"])
    attrs: Mapping[str, str] = NO_ATTRS
    text = token.content
    if kind == "code_block" and token.info.strip():
        attrs = {"info": token.info.strip()}
    elif kind == "math_block":
        text = text.strip()
    elif kind == "rule":
        text = ""
    builder.stack[-1].children.append(Node(kind, span, text, attrs))


def _inline(builder: _Builder, token: Token) -> None:
    """Add the inlines of a paragraph, heading, cell or term, and see what its beginning and end say of its block."""
    content: str = token.content
    places: ContentMap = token.meta["map"]
    frame = builder.stack[-1]
    above = builder.stack[-2] if len(builder.stack) > 1 else frame
    if frame.kind == "paragraph" and content.startswith("[") and not above.children:
        content, places = _beginning(builder, above, content, places)
    if content.endswith("}"):
        if frame.kind in {"heading", "term"}:
            content = _anchor(builder, frame, content, places)
        elif above.kind == "item" and builder.context.in_question and len(above.children) == 0:
            content = _pin(above, content)
    if content:
        frame.children.extend(inline_nodes(content, places, builder.md, builder.env, builder.context))
    if frame.kind == "paragraph" and frame.children:
        first = frame.children[0].span
        frame.start = (first.line, first.column)


def _beginning(builder: _Builder, above: _Frame, content: str, places: ContentMap) -> tuple[str, ContentMap]:
    """Take the box of a task, or the mark of an alert, from the beginning of a paragraph."""
    if above.kind == "item" and (task := TASK.match(content)):
        above.attrs["task"] = task[1].lower()
        return content[task.end() :], places.cut(task.end())
    if above.kind == "quote" and (alert := ALERT.match(content)):
        word = alert[1].lower()
        known = (*ALERTS, *QUESTION_ALERTS) if builder.context.in_question else ALERTS
        if word in known:
            above.kind = "alert"
            above.attrs["kind"] = word
            return content[alert.end() :], places.cut(alert.end())
        near = () if word in QUESTION_ALERTS else closest(alert[1], [name.upper() for name in known])
        mark = places.span(0, alert.end(1) + 1)
        if word in QUESTION_ALERTS:
            mend = "Move it into a question, or make it one of " + ", ".join(f"[!{name.upper()}]" for name in ALERTS)
        else:
            mend = did_you_mean(alert[1], [f"{name.upper()}" for name in known]) or "Use one of " + ", ".join(
                f"[!{name.upper()}]" for name in known
            )
        builder.context.findings.append(
            UNKNOWN_DIRECTIVE.at(
                mark,
                f"`[!{alert[1]}]` is no alert {'here' if word in QUESTION_ALERTS else 'of ours'}",
                mend,
                fix=meant(mark, f"[!{near[0]}]") if near else None,
            )
        )
    return content, places


def _anchor(builder: _Builder, frame: _Frame, content: str, places: ContentMap) -> str:
    """Take the anchor from the end of a heading or term."""
    start = content.rfind("{")
    read = read_attributes(content, start, len(content)) if start >= 0 else None
    if read is None or read.end != len(content) or not any(item.key for item in read.items):
        return content
    for item in read.items:
        if item.key == "id":
            frame.attrs.setdefault("id", item.value)
    check_items(builder.context, [item for item in read.items if item.key != "id"], places, f"a {frame.kind}", ("#id",))
    whole = places.span(0, len(content))
    frame.end = (whole.end_line, whole.end_column) if frame.kind == "term" else frame.end
    return content[:start].rstrip(" \t")


def _pin(item: _Frame, content: str) -> str:
    """Take the letter that is pinned to an answer from the end of its text."""
    start = content.rfind("{#")
    pin = content[start + 2 : -1]
    if start < 0 or not pin or any(character in "{}" or character.isspace() for character in pin):
        return content
    item.attrs["id"] = pin
    return content[:start].rstrip(" \t\n")
