"""The text of a module as a tree of nodes, each with its place in the source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from karmakit_schemas.spans import Span

SEPARATED = frozenset({"soft_break", "line_break", "paragraph", "item", "cell", "term", "definition", "heading"})
NO_ATTRS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the text.

    `kind` is one of the kinds below; `text` holds the characters of a leaf; `attrs` holds what the kind says.

    An entity, and a character after a backslash, is a text node of its own; so a text node that is as long as its span is what
    stands there, character by character (but for an escaped pipe in a table). Addresses stay as they are written.

    Blocks
      document, paragraph, quote, rule (---), code_block (attrs: info), math_block (text: TeX source),
      heading (attrs: level "1".."6", id if given), list (attrs: ordered "1" if so, start; tight "1" if so),
      item (attrs: task "x" or " " if a task; in questions id if a letter is pinned), table (children: row),
      row (attrs: header "1" if so; cells: how many are written, if other than in the header),
      cell (attrs: align), definition_list (attrs: tight; children: term (attrs: id), definition),
      alert (attrs: kind: note tip important warning caution; in questions hint right wrong feedback too), footnote (attrs: label),
      comment (text), html (text)
      and every directive under its own name (callout, scenario, figure, ..., question; attrs: as written, `id` for #id).
    Inlines
      text, emphasis, strong, strike, code, math, link (attrs: href, title), image (attrs: src, alt, title, decorative "true",
      width), line_break (hard), soft_break, html_inline (text: one tag), footnote_ref (attrs: label),
      blank (only in questions; text: what stands between [[ and ]]), comment
    """

    kind: str
    span: Span
    text: str = ""
    attrs: Mapping[str, str] = field(default_factory=lambda: NO_ATTRS)
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it, in the order of the source."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def plain(self) -> str:
        """Return the text a reader would hear: without markup, pictures by their alternative text, breaks as a space."""
        parts: list[str] = []
        stack = [self]
        while stack:  # not walk(): rules ask thousands of times
            node = stack.pop()
            kind = node.kind
            if kind in {"text", "code", "math", "code_block", "math_block"}:
                parts.append(node.text)
            elif kind == "image":
                parts.append(node.attrs.get("alt", ""))
            elif kind in SEPARATED:
                parts.append(" ")
            if node.children:
                stack.extend(reversed(node.children))
        return " ".join("".join(parts).split())
