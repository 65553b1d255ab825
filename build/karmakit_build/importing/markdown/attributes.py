"""The attributes that Pandoc takes after a picture, `{alt='…' .class width='50%'}`, and what they say of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from karmakit_schemas.nodes import Node

_PAIR = re.compile(r"""(?<![\w:-])([A-Za-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))""")
_REST = re.compile(r"(?:\s|[.#][\w:-]+)*")
_LONGEST = 40
"""Over how many inlines attributes may run: their words may hold what looks like markup."""


def attributed(nodes: Sequence[Node]) -> list[Node]:
    """Return inlines in which what stands in braces after a picture is an attribute of it.

    Where the braces name an alternative text, the words in the brackets are the caption, as Pandoc and the Workbench have it.
    """
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        found = _braces(nodes, at) if node.kind == "image" else None
        if found is None:
            made.append(node)
            continue
        says, tail, at = found
        if "alt" in says:
            node = replace(node, attrs={**node.attrs, "alt": says["alt"], "caption": node.attrs.get("alt", "")})
        made += [node, *([Node("text", node.span, tail)] if tail else [])]
    return made


def _braces(nodes: Sequence[Node], at: int) -> tuple[Mapping[str, str], str, int] | None:
    """Return the attributes that begin at a place, what is left of the inline that they end in, and where to go on."""
    start = at + 1 if at < len(nodes) and nodes[at].kind == "soft_break" else at
    text = ""
    for index in range(start, min(len(nodes), start + _LONGEST)):
        text += _words(nodes[index])
        if not text.startswith("{"):
            return None
        inner, closing, tail = text[1:].partition("}")
        if closing:
            says = {found[1].lower(): next(filter(None, found.groups()[1:]), "") for found in _PAIR.finditer(inner)}
            return (says, tail, index + 1) if _REST.fullmatch(_PAIR.sub("", inner)) else None
    return None


def _words(node: Node) -> str:
    """Return the characters of an inline, with the spaces at their ends."""
    if node.kind in {"soft_break", "line_break"}:
        return " "
    return node.text + "".join(map(_words, node.children))
