"""Reduce a question's words to plain text, as iGOT's templates hold it, and say what that would lose."""

import re

from karmakit_schemas.nodes import Node

BLANK = "<blank>"
_BREAKS = frozenset({"paragraph", "soft_break", "line_break", "quote", "heading", "alert"})
_LOST = {
    "image": "a picture",
    "figure": "a picture",
    "video": "a film",
    "audio": "a sound",
    "math": "a formula",
    "math_block": "a formula",
    "table": "a table",
    "strike": "words struck out",
    "code_block": "lines of code",
}
_RAISED = re.compile(r"<(su[bp])\b", re.IGNORECASE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def lost(node: Node | None) -> str | None:
    """Return what of a text plain words cannot say, or None where they say it all."""
    for each in node.walk() if node else ():
        if each.kind == "image" and each.attrs.get("decorative") == "true":
            continue
        if each.kind in _LOST:
            return _LOST[each.kind]
        if each.kind == "html_inline" and _RAISED.match(each.text):
            return "raised or lowered signs"
    return None


def words(node: Node | None, *, blanks: bool = False) -> str:
    """Return a text on one line; with `blanks` its gaps as iGOT writes them.

    The portal takes line breaks out without putting a space, and shows the text as HTML: what reads as a tag there is written out.
    """
    parts: list[str] = []
    if node is not None:
        _gather(node, parts, blanks=blanks)
    return " ".join("".join(parts).split())


def safe(text: str) -> str:
    """Return text in which nothing reads as a tag where it is shown as HTML."""
    return _TAG.sub("&lt;", text)


def _gather(node: Node, parts: list[str], *, blanks: bool) -> None:
    if node.kind in {"text", "code"}:
        parts.append(safe(node.text))
    elif node.kind == "blank":
        parts.append(f" {BLANK} " if blanks else " … ")
    elif node.kind in {"comment", "footnote_ref", "html_inline"}:
        parts.append(" " if node.text.lower().startswith("<br") else "")
    elif node.kind == "list":
        _listed(node, parts, blanks=blanks)
    else:
        if node.kind in _BREAKS:
            parts.append(" ")
        for child in node.children:
            _gather(child, parts, blanks=blanks)
        if node.kind in _BREAKS:
            parts.append(" ")


def _listed(node: Node, parts: list[str], *, blanks: bool) -> None:
    ordered = node.attrs.get("ordered") == "1"
    first = int(start) if (start := node.attrs.get("start", "1")).isdecimal() else 1
    for number, item in enumerate(node.children, first):
        parts.append(f" ({number}) " if ordered else " • ")
        for child in item.children:
            _gather(child, parts, blanks=blanks)
    parts.append(" ")
