"""Write blocks as Markdown of our dialect, so that reading it gives the same blocks again.

Beside the kinds of `Node` it takes `raw`, whose text is Markdown of ours already.
"""

import re
from collections.abc import Sequence

from karmakit_build.importing.rewriting.inlines import written
from karmakit_build.importing.wording import indented, quoted
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.nodes import Node

DEEPEST = 7
"""How many quotations, lists and directives may lie in each other; the dialect reads no deeper than 24 of its own levels."""

_BRACE = "&#125;"
_TICKS = re.compile(r"`+")
_COLONS = re.compile(r"^ *(:{3,}) *[a-z]", re.MULTILINE)
_RULES = {"thematic": "---", "inner": "___"}


def markdown(nodes: Sequence[Node]) -> str:
    """Return blocks as Markdown that ends with its last line."""
    return _blocks(nodes, 0)


def deepest(node: Node) -> int:
    """Return how many quotations, lists and directives lie in each other below a node."""
    most, stack = 0, [(node, 0)]
    while stack:
        each, depth = stack.pop()
        depth += each.kind in {"quote", "item", "alert", "definition", "footnote"} or each.kind in DIRECTIVES
        most = max(most, depth)
        stack.extend((child, depth) for child in each.children)
    return most


def _blocks(nodes: Sequence[Node], depth: int) -> str:
    pieces: list[str] = []
    before: Node | None = None
    star = False
    for node in nodes:
        alike = (
            before is not None and before.kind == node.kind == "list" and before.attrs.get("ordered") == node.attrs.get("ordered")
        )
        star = alike and not star
        text = _list(node, depth, star=star) if node.kind == "list" else _block(node, depth)
        if not text:
            continue
        if node.kind == "footnote" or (before is not None and before.kind in {"definition_list", "footnote"}):
            text = _apart(before, node, text)
        pieces.append(text)
        before = node
    return "\n\n".join(pieces)


def _apart(before: Node | None, node: Node, text: str) -> str:
    """Return a block that cannot be taken for a part of the one before it: code would be indented text of a definition."""
    return f"<!-- -->\n\n{text}" if before and before.kind == node.kind == "definition_list" else text


def _block(node: Node, depth: int) -> str:  # noqa: C901, PLR0911, PLR0912 - one case for each kind of block
    match node.kind:
        case "paragraph":
            return written(node.children, paragraph=True)
        case "heading":
            return _heading(node)
        case "raw":
            return node.text.strip("\n")
        case "quote":
            return quoted(_blocks(node.children, depth + 1)) if node.children else ""
        case "alert":
            apart = ">\n" if node.children and node.children[0].kind != "paragraph" else ""
            return f"> [!{node.attrs['kind'].upper()}]\n{apart}{quoted(_blocks(node.children, depth + 1))}"
        case "rule":
            return _RULES["inner" if depth else "thematic"]
        case "code_block":
            return _code_block(node)
        case "math_block":
            return _formula(node.text)
        case "table":
            return _table(node)
        case "definition_list":
            return _definitions(node, depth)
        case "footnote":
            inner = _blocks(node.children, depth + 1)
            return f"[^{node.attrs['label']}]: {indented(inner, '    ')}" if inner else ""
        case "comment":
            return f"<!-- {node.text} -->" if node.text and "--" not in node.text else ""
        case _ if node.kind in DIRECTIVES:
            return _directive(node, depth)
        case _:
            return _blocks(node.children, depth)


def _heading(node: Node) -> str:
    text = written(node.children, one_line=True).replace("\n", " ").strip()
    if text.endswith("}"):
        text = text[:-1] + _BRACE
    text = re.sub(r"(#+)$", r"\\\1", text)
    anchor = f" {{#{node.attrs['id']}}}" if node.attrs.get("id") else ""
    return f"{'#' * int(node.attrs['level'])} {text}{anchor}" if text else ""


def _code_block(node: Node) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(node.text)), 3)
    info = " ".join(node.attrs.get("info", "").replace("`", "").split())
    text = node.text.removesuffix("\n")
    return f"{fence}{info}\n{text}\n{fence}" if text else f"{fence}{info}\n{fence}"


def _formula(tex: str) -> str:
    lines = "\n".join(line for line in tex.strip().split("\n") if line.strip())
    return f"$$\n{lines}\n$$" if lines else ""


def _list(node: Node, depth: int, *, star: bool) -> str:
    items: list[str] = []
    number = int(node.attrs.get("start", "1"))
    tight = all(_is_tight(item) for item in node.children)
    for item in node.children:
        if node.attrs.get("ordered"):
            mark = f"{number}{')' if star else '.'} "
            number += 1
        else:
            mark = "* " if star else "- "
        parts = [_block(item.children[0], depth + 1), _blocks(item.children[1:], depth + 1)] if item.children else []
        if item.children and item.children[0].kind == "list":
            parts = [_blocks(item.children, depth + 1)]
        box = f"[{item.attrs['task']}] " if "task" in item.attrs else ""
        body = ("\n" if tight else "\n\n").join(part for part in parts if part)
        items.append(f"{mark}{box}{indented(body, ' ' * len(mark))}".rstrip() if body else mark.rstrip())
    return ("\n" if tight else "\n\n").join(items)


def _is_tight(item: Node) -> bool:
    """Say whether an item is a line, with or without a list below it."""
    kinds = [child.kind for child in item.children]
    return kinds in (["paragraph"], []) or (kinds == ["paragraph", "list"] and item.children[1].attrs.get("start", "1") == "1")


def _table(node: Node) -> str:
    rows = [[written(cell.children, one_line=True).replace("\n", " ").strip() for cell in row.children] for row in node.children]
    if not rows:
        return ""
    wide = max(map(len, rows))
    aligned = {"left": ":---|", "right": "---:|", "center": ":---:|"}
    head = node.children[0].children
    rule = "".join(aligned.get(head[at].attrs.get("align", ""), "---|") if at < len(head) else "---|" for at in range(wide))
    lines = [
        "".join(["|", *(f" {_piped(text)} |" if text else " |" for text in (*row, *[""] * (wide - len(row))))]) for row in rows
    ]
    return "\n".join([lines[0], f"|{rule}", *lines[1:]])


def _piped(text: str) -> str:
    """Return the text of a cell; each pipe in it gets a backslash more than it has, for the table takes one away."""
    return text.replace("|", "\\|")


def _definitions(node: Node, depth: int) -> str:
    lines: list[str] = []
    for child in node.children:
        if child.kind == "term":
            text = written(child.children, one_line=True).replace("\n", " ").strip()
            text = text[:-1] + _BRACE if text.endswith("}") else text
            anchor = f" {{#{child.attrs['id']}}}" if child.attrs.get("id") else ""
            lines += ["", text + anchor] if lines else [text + anchor]
        elif text := _blocks(child.children, depth + 1):
            lines += [f": {indented(text, '  ')}"]
    return "\n".join(lines)


def _directive(node: Node, depth: int) -> str:
    body = _blocks(node.children, depth + 1)
    colons = ":" * max(3, *(len(found) + 1 for found in _COLONS.findall(body)), 3)
    told = [f"#{node.attrs['id']}"] if node.attrs.get("id") else []
    told += [f"{key}={_value(value)}" for key, value in node.attrs.items() if key != "id"]
    opening = f"{colons} {node.kind}{' {' + ' '.join(told) + '}' if told else ''}"
    end = (
        "\n"
        if node.children and node.children[-1].kind in {"list", "table", "definition_list", "quote", "alert", "raw", "footnote"}
        else ""
    )
    return f"{opening}\n{body}\n{end}{colons}" if body else f"{opening}\n{colons}"


def _value(value: str) -> str:
    plain = " ".join(value.replace('"', "'").split())
    return plain if re.fullmatch(r"[^\s}\"'=]+", plain) else f'"{plain}"'
