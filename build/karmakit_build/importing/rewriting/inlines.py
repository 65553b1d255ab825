"""Write inlines as Markdown of our dialect, so that reading it gives the same inlines again.

Signs of a text are escaped; where signs of emphasis cannot stand as they should (in the middle of a word, beside a full stop), the
emphasis is given up rather than misread.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from karmakit_authoring.dialect import read_document
from karmakit_authoring.source_text import SourceText
from karmakit_build.importing.wording import escaped, opened
from karmakit_schemas.nodes import Node

MARKS = (("*", "**"), ("_", "**"), ("*", "__"), ("", ""))
"""The signs of emphasis and strong emphasis that are tried in turn; the last pair gives them up."""

_TICKS = re.compile(r"`+")


def inline(nodes: Sequence[Node], *, cell: bool = False) -> str:
    """Return inlines as Markdown of one paragraph, or of a cell of a table."""
    return written(nodes, one_line=cell).replace("\n", " ")


def written(nodes: Sequence[Node], *, one_line: bool = False, paragraph: bool = False) -> str:
    """Return inlines as they are read again; signs of emphasis that would be misread are given up."""
    nodes = _trimmed(joined(nodes))
    for em, strong in MARKS:
        text = _line(nodes, one_line=one_line, marks=(em, strong)).strip()
        done = opened(text) if paragraph else text
        if "emphasis" not in (kinds := {inner.kind for node in nodes for inner in node.walk()}) and not kinds & {
            "strong",
            "strike",
        }:
            return done
        if _skeleton(nodes) == _skeleton(_read(opened(text))):
            return done
    return done


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
    there = {len(run) for run in _TICKS.findall(text)}
    ticks = "`" * next(size for size in count(1) if size not in there)
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
