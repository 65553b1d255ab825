"""One page of a bundle as facts: what it loads, where it links, what ids it has, what could run in it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from karmakit_schemas.spans import Span
from karmakit_validators.verify.address import Address, understand
from karmakit_validators.verify.css import addresses as css_addresses
from karmakit_validators.verify.dom import Node, UnreadableError, elements, read_html

LONGEST_PAGE = 8 * 1024 * 1024

_LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("frame", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("audio", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("source", "src"),
    ("track", "src"),
    ("input", "src"),
    ("body", "background"),
    ("table", "background"),
    ("td", "background"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("feimage", "href"),
    ("feimage", "xlink:href"),
    ("a", "ping"),
    ("area", "ping"),
    ("base", "href"),
}
_LINKING = {
    ("a", "href"),
    ("a", "xlink:href"),
    ("area", "href"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
}
_ADDRESSED = {name for _, name in _LOADING | _LINKING} | {"srcset", "imagesrcset", "style", "content"}
_LOADED_RELATIONS = {
    *("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"),
    *("prerender", "preconnect", "dns-prefetch"),
}
_NO_SCRIPT = {"application/json", "application/ld+json", "text/template", "text/plain", "importmap"}
# one picture of a `srcset`: a comma ends it behind a space or its description; within the address it belongs to that
_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*(?<!,))(?:\s[^,]*)?(?:,|$)|[\s,]+$")
_EMBEDDED = re.compile(rb"(?<=;base64,)[A-Za-z0-9+/=]{64,}")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)


class Reference(NamedTuple):
    """An address in a page: `loads` is true where the browser fetches it by itself."""

    address: str
    to: Address
    loads: bool
    node: Node
    attribute: str
    lazy: bool = False


@dataclass
class Page:
    """One HTML page, read once."""

    path: str
    data: bytes
    root: Node
    references: list[Reference] = field(default_factory=list)
    ids: dict[str, list[Node]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    headings: list[Node] = field(default_factory=list)
    scripts: list[Node] = field(default_factory=list)
    frames: list[Node] = field(default_factory=list)
    handlers: list[tuple[Node, str]] = field(default_factory=list)
    policies: list[tuple[Node, str]] = field(default_factory=list)
    before_policy: Node | None = None
    titles: list[Node] = field(default_factory=list)
    charset: str = ""
    faults: Sequence[tuple[int, str]] = ()
    columns: dict[tuple[int, str], dict[Node, int]] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """Return the page as text."""
        return self.data.decode("utf-8", "replace")

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the page."""
        return self.text.split("\n")

    @cached_property
    def nodes_by_line(self) -> dict[tuple[int, str], list[Node]]:
        """Return the elements by line and tag, in document order."""
        table: dict[tuple[int, str], list[Node]] = {}
        for node in elements(self.root):
            table.setdefault((node.sourceline or 1, node.tag), []).append(node)
        return table

    @cached_property
    def targets(self) -> frozenset[str]:
        """Return every fragment that leads somewhere on this page."""
        return frozenset(self.ids) | self.names

    def refer(self, address: str, node: Node, attribute: str, *, loads: bool, lazy: bool = False) -> Reference:
        """Return a reference from this page."""
        return Reference(address, understand(address, self.path), loads, node, attribute, lazy)

    def embedded(self, identifier: str) -> Any:
        """Return the JSON of a `<script type="application/json">` by its id, or None."""
        for node in self.ids.get(identifier, ()):
            try:
                return json.loads(node.text or "")
            except (ValueError, RecursionError):
                return None
        return None

    def at(self, node: Node | None = None) -> Span:
        """Return where an element begins: its line, and the column of its tag."""
        if node is None:
            return Span(self.path)
        line = min(max(1, node.sourceline or 1), len(self.lines))
        key = (line, node.tag)
        if key not in self.columns:
            starts = re.finditer(rf"<{re.escape(node.tag)}(?![\w-])", self.lines[line - 1], re.IGNORECASE)
            pairs = zip(self.nodes_by_line.get(key, ()), starts, strict=False)
            self.columns[key] = {other: hit.start() + 1 for other, hit in pairs}
        column = self.columns[key].get(node, 1)
        return Span(self.path, line, column, line, column)


def markup(data: bytes) -> bytes:
    """Return a page; of a very large one what is left without the pictures that stand in it, which are no markup."""
    return data if len(data) <= LONGEST_PAGE else _EMBEDDED.sub(b"", data)


def read_page(path: str, data: bytes) -> Page | None:
    """Return a page, or None where there is nothing that a browser could show."""
    try:
        root, faults = read_html(data)
    except UnreadableError:
        return None
    page = Page(path, data, root, faults=faults)
    for node in elements(root):
        _visit(page, node, node.tag.lower())
    return page


def _visit(page: Page, node: Node, tag: str) -> None:  # noqa: C901, PLR0912  (one walk gathers all: pages are the bulk of a bundle)
    if tag == "script":
        page.scripts.append(node)
    elif tag == "h1":
        page.headings.append(node)
    elif tag == "title":
        parent = node.getparent()
        if parent is not None and parent.tag == "head":
            page.titles.append(node)
    elif tag in ("iframe", "frame", "object", "embed", "applet"):
        page.frames.append(node)
    elif tag == "style":
        page.references += [page.refer(one, node, "style", loads=True) for one in css_addresses(node.text or "")]
    elif tag == "meta":
        _meta(page, node)
    if tag in ("script", "style", "link") and not page.policies and page.before_policy is None:
        page.before_policy = node
    for name, value in node.items():
        if name == "id":
            page.ids.setdefault(value, []).append(node)
        elif name in _ADDRESSED or tag == "link":
            page.references += _addressed(page, node, tag, name, value)
        elif name[:2] == "on" and len(name) > len("on"):
            page.handlers.append((node, name))
        elif name == "name" and tag == "a":
            page.names.add(value)


def _meta(page: Page, node: Node) -> None:
    if node.get("charset"):
        page.charset = (node.get("charset") or "").lower()
    match (node.get("http-equiv") or "").lower():
        case "content-security-policy":
            page.policies.append((node, node.get("content") or ""))
        case "refresh":
            if hit := _REFRESH.search(node.get("content") or ""):
                page.references.append(page.refer(hit[1], node, "content", loads=True))
        case "content-type" if "charset=" in (node.get("content") or "").lower():
            page.charset = (node.get("content") or "").lower().partition("charset=")[2].strip()


def _addressed(page: Page, node: Node, tag: str, name: str, value: str) -> Iterator[Reference]:
    if name == "style":
        yield from (page.refer(one, node, name, loads=True) for one in css_addresses(value))
    elif name in ("srcset", "imagesrcset"):
        lazy = "lazy" in {node.get("loading"), _loading_of_picture(node)}
        yield from (page.refer(hit[1], node, name, loads=True, lazy=lazy) for hit in _CANDIDATE.finditer(value) if hit[1])
    elif tag == "link" and name == "href":
        loads = bool(_LOADED_RELATIONS & set((node.get("rel") or "").lower().split()))
        yield page.refer(value, node, name, loads=loads)
    elif (tag, name) in _LOADING:
        lazy = node.get("loading") == "lazy" or tag in ("audio", "video", "track") or (tag == "source" and name == "src")
        yield page.refer(value, node, name, loads=True, lazy=lazy)
    elif (tag, name) in _LINKING:
        yield page.refer(value, node, name, loads=False)


def _loading_of_picture(source: Node) -> str | None:
    """Return when a browser loads a file that may be shown in the place of an image: when it would load the image."""
    picture = picture_of(source)
    return next((image.get("loading") for image in picture.iter("img")), None) if picture is not None else None


def picture_of(node: Node) -> Node | None:
    """Return the `picture` whose image, or whose source of one, a node is; the parser puts an image into the sources before it."""
    around = node.getparent()
    while around is not None and around.tag == "source":
        around = around.getparent()
    return around if around is not None and around.tag == "picture" else None


def runs(script: Node) -> bool:
    """Return whether a script element holds or loads a program, and not data."""
    return (script.get("type") or "").strip().lower() not in _NO_SCRIPT
