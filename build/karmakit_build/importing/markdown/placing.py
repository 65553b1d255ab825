"""Find the places in pages that links lead to: headings, labels of MyST, and what an `id` in HTML names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, count

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.markdown.addresses import anchor_of, id_for
from karmakit_build.importing.markdown.book import Book
from karmakit_schemas.nodes import Node

ANCHOR = re.compile(r"\s*\{#([\w-]+)[^}]*\}\s*$")
_LABEL = re.compile(r"\(([\w:. -]+)\)=$")
_NAMED = re.compile(r"""<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([\w:.-]{1,100})""", re.IGNORECASE)
_HTML = frozenset({"html", "html_inline"})
_TEXT = frozenset({"paragraph", "list", "table", "code_block"})


def heading_text(node: Node) -> str:
    """Return what a heading says, without its anchor."""
    return ANCHOR.sub("", node.plain()).strip()


def label_of(node: Node) -> str:
    """Return the label that a paragraph is, `(name)=`, in small letters; empty where it is none."""
    found = _LABEL.match(node.plain()) if node.kind == "paragraph" else None
    return found[1].lower() if found else ""


def wanted_in(nodes: Iterable[Node]) -> frozenset[str]:
    """Return the places that links in some nodes lead to, in small letters."""
    addresses = (node.attrs.get("href", "") for top in nodes for node in top.walk() if node.kind == "link")
    return frozenset(address.partition("#")[2].lower() or address.lower() for address in addresses if address)


@dataclass(slots=True)
class Placing:
    """One module whose places are being found: the book that they are noted in, its page and name, and the wanted places."""

    book: Book
    path: str
    module: str
    wanted: frozenset[str]
    heading: Node | None = None
    label: str = ""
    pending: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def note(self, nodes: Iterable[Node]) -> None:
        """Note the places in the nodes of the module; what HTML names belongs to a heading right after it, else to the last."""
        for node in (inner for top in nodes for inner in top.walk()):
            if label := label_of(node):
                self.label = label
                self.book.labels[label] = (self.module, "")
            elif node.kind == "heading":
                self._heading(node)
            elif node.kind == "html" or (node.kind == "paragraph" and not node.plain().strip()):
                self.pending |= _named(node)
            elif node.kind in _TEXT:
                self.label = "" if node.kind != "code_block" else self.label
                self._belong(self.pending | (_named(node) if node.kind == "paragraph" else set()))
                self.pending = set()
        self._belong(self.pending)

    def _heading(self, node: Node) -> None:
        self.heading = node
        own = found[1].lower() if (found := ANCHOR.search(node.plain())) else ""
        named = (self.pending | _named(node)) & self.wanted
        slugs = ({anchor_of(heading_text(node)), own, self.label} | named) - {""}
        if slugs & self.wanted or self.label:
            place = (self.module, self._anchor(node, own or self.label))
            for slug in slugs:
                self.book.anchors.setdefault((self.path, slug), place)
            if self.label:
                self.book.labels[self.label] = place
        self.label, self.pending = "", set()

    def _belong(self, names: set[str]) -> None:
        for name in names & self.wanted:
            anchor = self._anchor(self.heading, "") if self.heading else ""
            self.book.anchors.setdefault((self.path, name), (self.module, anchor))

    def _anchor(self, node: Node, wish: str) -> str:
        """Return the anchor of a heading, which it keeps once it has one."""
        key = (self.path, str(node.span.line))
        if key not in self.book.anchors:
            base = id_of(wish or heading_text(node)) or id_for("", node.span.line)
            free = next(each for each in chain([base], (f"{base}-{n}" for n in count(2))) if each not in self.used)
            self.used.add(free)
            self.book.anchors[key] = (self.module, free)
        return self.book.anchors[key][1]


def _named(node: Node) -> set[str]:
    texts = (each.text for each in node.walk() if each.kind in _HTML)
    return {name.lower() for text in texts for name in _NAMED.findall(text)}
