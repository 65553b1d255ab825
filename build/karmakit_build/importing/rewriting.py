"""Write nodes as Markdown of our dialect, so that reading it gives the same nodes again.

Beside the kinds of `Node` it takes `raw`, whose text is Markdown of ours already. Signs of a text are escaped; where signs of
emphasis cannot stand as they should (in the middle of a word, beside a full stop), it is given up rather than misread.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from karmakit_authoring.dialect import read_document
from karmakit_authoring.source_text import SourceText
from karmakit_build.importing.wording import escaped, indented, opened, quoted
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.nodes import Node

MARKS = (("*", "**"), ("_", "**"), ("*", "__"), ("", ""))
"""The signs of emphasis and strong emphasis that are tried in turn; the last pair gives them up."""

DEEPEST = 7
"""How many quotations, lists and directives may lie in each other; the dialect reads no deeper than 24 of its own levels."""

_BRACE = "&#125;"
_TICKS = re.compile(r"`+")
_COLONS = re.compile(r"^ *(:{3,}) *[a-z]", re.MULTILINE)
_RULES = {"thematic": "---", "inner": "___"}


def markdown(nodes: Sequence[Node]) -> str:
    """Return blocks as Markdown that ends with its last line."""
    return _blocks(nodes, 0)


def inline(nodes: Sequence[Node], *, cell: bool = False) -> str:
    """Return inlines as Markdown of one paragraph, or of a cell of a table."""
    return _inlines(nodes, one_line=cell).replace("\n", " ")


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
            return _inlines(node.children, paragraph=True)
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
    text = _inlines(node.children, one_line=True).replace("\n", " ").strip()
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
    rows = [[_inlines(cell.children, one_line=True).replace("\n", " ").strip() for cell in row.children] for row in node.children]
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
            text = _inlines(child.children, one_line=True).replace("\n", " ").strip()
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


def _inlines(nodes: Sequence[Node], *, one_line: bool = False, paragraph: bool = False) -> str:
    """Return inlines as they are read again; signs of emphasis that would be misread are given up."""
    nodes = _trimmed(joined(nodes))
    for em, strong in MARKS:
        text = _line(nodes, one_line=one_line, marks=(em, strong)).strip()
        written = opened(text) if paragraph else text
        if "emphasis" not in (kinds := {inner.kind for node in nodes for inner in node.walk()}) and not kinds & {
            "strong",
            "strike",
        }:
            return written
        if _skeleton(nodes) == _skeleton(_read(opened(text))):
            return written
    return written


def _trimmed(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return inlines without the breaks at their ends, which break nothing."""
    there = [at for at, node in enumerate(nodes) if node.kind not in {"soft_break", "line_break"}]
    return nodes[there[0] : there[-1] + 1] if there else ()


def joined(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return inlines in which neighbours of one kind are one, and no emphasis lies in its like."""
    made: list[Node] = []
    for node in nodes:
        each = node
        if each.kind in {"emphasis", "strong", "strike", "link"}:
            each = replace(each, children=joined(_without(each.children, each.kind)))
            if not each.children:
                continue
        if made and made[-1].kind == each.kind in {"text", "emphasis", "strong", "strike"}:
            last = made.pop()
            if each.kind == "text":
                each = replace(last, text=last.text + each.text)
            else:
                each = replace(last, children=joined((*last.children, *each.children)))
        made.append(each)
    return tuple(made)


def _without(nodes: Sequence[Node], kind: str) -> tuple[Node, ...]:
    """Return inlines in which none of a kind is left: what it held stands in its place."""
    made: list[Node] = []
    for node in nodes:
        inner = _without(node.children, kind)
        made += inner if node.kind == kind else [replace(node, children=inner)]
    return tuple(made)


def _read(text: str) -> tuple[Node, ...]:
    document = read_document(SourceText.of("", text)).node
    return joined(document.children[0].children) if len(document.children) == 1 else ()


def _skeleton(nodes: Sequence[Node]) -> str:
    """Return which text is emphasised how, whatever else there is; spaces apart, which may move in or out of it."""
    parts: list[str] = []
    for node in nodes:
        if node.kind in {"emphasis", "strong", "strike"}:
            parts += [f"<{node.kind}", _skeleton(node.children), ">"]
        elif node.kind not in {"soft_break", "line_break", "html_inline", "footnote_ref", "comment"}:
            parts += ["".join(node.text.split()), _skeleton(node.children)]
    return "".join(parts)


def _line(nodes: Sequence[Node], *, one_line: bool, marks: tuple[str, str]) -> str:
    out: list[str] = []
    for node in nodes:
        if node.kind in {"emphasis", "strong", "strike"}:
            mark = {"emphasis": marks[0], "strong": marks[1], "strike": "~~" if marks[1] else ""}[node.kind]
            piece = _around(_line(node.children, one_line=one_line, marks=marks), mark)
        elif node.kind == "link":
            piece = _link(node, _line(node.children, one_line=one_line, marks=marks))
        elif node.kind in {"soft_break", "line_break"} and one_line:
            piece = "<br>" if node.kind == "line_break" else " "
        else:
            piece = WRITERS[node.kind](node) if node.kind in WRITERS else escaped(node.text)
        if piece and out:
            out[-1:] = _beside(out[-1], piece, node.kind)
        elif piece:
            out.append(piece)
    return "".join(out)


def _beside(out: str, piece: str, kind: str) -> list[str]:
    """Return the piece before and a piece, written so that neither changes what the other means."""
    if piece[0] == "[" and out[-1] == "!":
        out = out[:-1] + "\\!"
    elif (piece[0] == "{" and out[-1] == ")") or (piece[0] == ":" and out[-1] == "]"):
        piece = "\\" + piece
    elif _runs_together(out[-1], piece[0], kind):
        piece = " " + piece
    if kind == "soft_break":
        out = out.rstrip(" ")
    elif out[-1] == "\n":
        piece = piece.lstrip(" ")
    return [each for each in (out, piece) if each]


def _runs_together(last: str, first: str, kind: str) -> bool:
    """Say whether a formula beside a digit, or code beside code, would be read as something else."""
    if kind == "math":
        return last.isdigit() or last == "$"
    return (last == "$" and first.isdigit()) or (kind == "code" and last == "`")


def _around(inner: str, mark: str) -> str:
    """Return a text between marks that stand right at its words: spaces go outside."""
    core = inner.strip()
    if not core:
        return inner
    return f"{' ' if inner[:1].isspace() else ''}{mark}{core}{mark}{' ' if inner[-1:].isspace() else ''}"


def _link(node: Node, inner: str) -> str:
    text = " ".join(inner.split())
    return f"[{text}]({_address(node.attrs['href'])}{_title(node)})" if text else ""


def _image(node: Node) -> str:
    told = [".decorative"] if node.attrs.get("decorative") else []
    told += [f"{key}={node.attrs[key]}" for key in ("width",) if node.attrs.get(key)]
    braces = f"{{{' '.join(told)}}}" if told else ""
    return f"![{escaped(' '.join(node.attrs.get('alt', '').split()))}]({_address(node.attrs['src'])}{_title(node)}){braces}"


def _address(address: str) -> str:
    address = "".join(address.split("\n"))
    if re.search(r"[ ()<>\\*_`\[\]&]", address) or not address:
        return "<" + re.sub(r"([<>\\])", r"\\\1", address).replace("&", "&amp;") + ">"
    return address


def _title(node: Node) -> str:
    title = " ".join(node.attrs.get("title", "").split())
    return f' "{escaped(title).replace(chr(34), chr(92) + chr(34))}"' if title else ""


def _code(node: Node) -> str:
    text = node.text.replace("\n", " ")
    if not text:
        return ""
    ticks = "`" * next(size for size in range(1, len(text) + 2) if size not in {len(run) for run in _TICKS.findall(text)})
    pad = " " if text[0] == "`" or text[-1] == "`" or (text[0] == text[-1] == " " and text.strip()) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _math(node: Node) -> str:
    text = " ".join(node.text.split())
    return f"${text}$" if text and not text.endswith("\\") else ""


WRITERS: Mapping[str, Callable[[Node], str]] = {
    "text": lambda node: escaped(node.text),
    "code": _code,
    "math": _math,
    "image": _image,
    "soft_break": lambda _: "\n",
    "line_break": lambda _: "\\\n",
    "html_inline": lambda node: node.text,
    "raw": lambda node: node.text,
    "footnote_ref": lambda node: f"[^{node.attrs['label']}]",
    "blank": lambda node: f"[[{node.text}]]",
    "comment": lambda node: f"<!-- {node.text} -->",
}
