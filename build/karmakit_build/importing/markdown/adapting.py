"""Make nodes of our dialect of what other makers wrote; what has no place there is told, and something stands in its place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import SplitResult, urlsplit

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.draft import Lost
from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.markdown.folder import Folder, joined
from karmakit_build.importing.markdown.reading import PLAIN, Flavour, read_markdown
from karmakit_build.importing.rewriting import DEEPEST
from karmakit_build.importing.shelf import Shelf
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.nodes import Node

DEEPEST_CALL = 90
KEPT = frozenset({"br", "sub", "sup", "kbd", "mark", "small"})
LAYOUT = frozenset(
    {"div", "section", "article", "center", "main", "header", "footer", "aside", "span", "font", "p", "u"}
    | {"figure", "nav", "picture", "lia-keep"}
)
ACTIVE = frozenset({"iframe", "video", "audio", "embed", "object", "source"})
PAIRED = {"b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "s": "strike", "del": "strike", "code": "code"}
INLINE = frozenset({"a", "img", *KEPT, *ACTIVE, *PAIRED})
ALERTS = ("note", "tip", "important", "warning", "caution")
_ALERT = re.compile(r"\[!([A-Za-z]+)\]\s*$")
_TASK = re.compile(r"\[([ xX])\](?:\s+|$)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
_WORD = re.compile(r"[A-Za-z0-9+#_.-]+")
_NOTHING = "\u200b"
_LABEL = re.compile(r"[^\w-]+")


@dataclass(slots=True)
class Book:
    """A course that is being brought in: its folder, its pictures, where its pages go, and what was lost so far."""

    folder: Folder
    shelf: Shelf
    losses: list[Lost] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    """Which module a page becomes, by its path."""
    anchors: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Which module, and which anchor in it, a place in a page becomes."""
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The same for labels that hold for the whole course."""
    titles: int = 0
    """How many headings became the title of a box."""

    @classmethod
    def of(cls, folder: Folder) -> "Book":
        """Return a book of which nothing is read yet."""
        return cls(folder, Shelf(folder.picture))


Own = Callable[["Page", Node], "list[Node] | None"]


@dataclass(slots=True)
class Page:
    """One page being made: its path in the folder, its flavour, and what its maker's own kinds of blocks and inlines become."""

    book: Book
    path: str
    flavour: Flavour = PLAIN
    own: Mapping[str, Own] = field(default_factory=dict)
    before: Callable[["Page", Sequence[Node]], Sequence[Node]] | None = None
    """What the maker's own way makes of neighbouring blocks before each is looked at."""
    module: str = ""
    title: str = ""
    objectives: list[str] = field(default_factory=list)
    minutes: int | None = None
    asked: int = 0
    asked_files: int = 0
    nested: int = 0
    shift: int = 0
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], int] = field(default_factory=dict)

    def lose(self, line: int, what: str, mend: str = "") -> None:
        """Tell of something that was lost in a line."""
        self.book.losses.append(Lost(self.path, f"line {line}", what, mend))

    def once(self, line: int, what: str, mend: str = "") -> None:
        """Tell of something that may stand often in a page: once, with how often it does."""
        self.told[what, mend] += 1
        self.first.setdefault((what, mend), line)

    def tell(self) -> None:
        """Write down what was told once."""
        for (what, mend), times in self.told.items():
            often = f" ({times} times)" if times > 1 else ""
            self.lose(self.first[what, mend], what + often, mend)
        self.told.clear()

    def read(self, text: str, first: int = 0) -> Node:
        """Return a text of this page as foreign nodes."""
        return read_markdown(text, self.path, self.flavour, first)

    def question_id(self) -> str:
        """Return an id for the next question of the module."""
        self.asked += 1
        return f"{self.module[:56].rstrip('-')}-q{self.asked}"

    def blocks(self, nodes: Sequence[Node], depth: int = 0) -> list[Node]:
        """Return blocks as they are in our dialect; what is nested deeper than any text is, is left out and told."""
        if self.nested > DEEPEST_CALL and nodes:
            self.once(nodes[0].span.line, "what is nested deeper than any text is; it was left out")
            return []
        self.nested += 1
        try:
            return self._made(nodes, depth)
        finally:
            self.nested -= 1

    def _made(self, nodes: Sequence[Node], depth: int) -> list[Node]:
        nodes = _details(nodes)
        if self.before:
            nodes = self.before(self, nodes)
        made: list[Node] = []
        for node in nodes:
            made += self._block(node, depth)
        return made

    def _block(self, node: Node, depth: int) -> list[Node]:  # noqa: C901, PLR0911, PLR0912 - one case for each kind of block
        if (own := self.own.get(node.kind)) and (found := own(self, node)) is not None:
            return found
        line = node.span.line
        holds = node.kind in {"quote", "list", "alert", "definition_list"} or node.kind in DIRECTIVES
        if holds and depth >= DEEPEST:
            self.once(line, "quotations, lists or boxes that lie deeper in each other than a course may hold; they stand flat")
            inner = [
                each for child in node.children for each in (child.children if child.kind in {"item", "definition"} else [child])
            ]
            return self.blocks([each for each in inner if each.kind != "term"], depth)
        match node.kind:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                inner = self.inlines(node.children)
                attrs = {"level": str(min(6, max(2, int(node.attrs["level"]) + self.shift)))}
                if anchor := self.book.anchors.get((self.path, str(line))):
                    attrs["id"] = anchor[1]
                return [replace(node, attrs=attrs, children=tuple(inner))] if inner else []
            case "quote":
                return [self._quote(node, depth)]
            case "list":
                items = [self._item(item, depth) for item in node.children]
                return [replace(node, children=tuple(items))]
            case "table":
                rows = [
                    replace(row, children=tuple(replace(c, children=tuple(self.inlines(c.children))) for c in row.children))
                    for row in node.children
                ]
                return [replace(node, children=tuple(rows))]
            case "definition_list":
                return [replace(node, children=tuple(self._defined(child, depth) for child in node.children))]
            case "code_block":
                return [self._code(node)]
            case "footnote":
                return [
                    replace(
                        node,
                        attrs={"label": _LABEL.sub("-", node.attrs["label"])},
                        children=tuple(self.blocks(node.children, depth + 1)),
                    )
                ]
            case "html":
                return self.html(node, depth)
            case "fence":
                self.once(line, f"a box `{node.attrs['says'][:40]}`; what it holds stands without it")
                return self.blocks(node.children, depth)
            case _ if node.kind in DIRECTIVES or node.kind == "alert":
                return [replace(node, children=tuple(self.blocks(node.children, depth + 1)))]
            case "front_matter":
                return []
            case _:
                return [node]

    def _paragraph(self, node: Node) -> list[Node]:
        inner = self.inlines(node.children)
        blocks: list[Node] = []
        run: list[Node] = []
        for each in inner:
            if each.kind == "raw_block":
                blocks += [*_paragraphs(node, run), replace(each, kind="raw")]
                run = []
            else:
                run.append(each)
        return [*blocks, *_paragraphs(node, run)]

    def _quote(self, node: Node, depth: int) -> Node:
        first = node.children[0] if node.children else None
        if first and first.kind == "paragraph" and first.children and first.children[0].kind in {"text", "mark"}:
            found = _ALERT.match(first.children[0].text)
            if found and found[1].lower() in ALERTS and (len(first.children) == 1 or first.children[1].kind == "soft_break"):
                rest = replace(first, children=first.children[2:])
                inner = ([rest] if rest.children else []) + list(node.children[1:])
                return replace(node, kind="alert", attrs={"kind": found[1].lower()}, children=tuple(self.blocks(inner, depth + 1)))
        return replace(node, children=tuple(self.blocks(node.children, depth + 1)))

    def _item(self, item: Node, depth: int) -> Node:
        children = list(item.children)
        attrs: dict[str, str] = {}
        if children and children[0].kind == "paragraph" and children[0].children and children[0].children[0].kind == "text":
            text = children[0].children[0]
            if found := _TASK.match(text.text):
                attrs = {"task": found[1].lower()}
                rest = (replace(text, text=text.text[found.end() :]), *children[0].children[1:])
                children[0] = replace(children[0], children=rest)
        return replace(item, attrs=attrs, children=tuple(self.blocks(children, depth + 1)))

    def _defined(self, node: Node, depth: int) -> Node:
        if node.kind == "term":
            return replace(node, children=tuple(self.inlines(node.children)))
        return replace(node, children=tuple(self.blocks(node.children, depth + 1)))

    def _code(self, node: Node) -> Node:
        info = node.attrs.get("info", "")
        found = _WORD.match(info)
        if found and info[found.end() :].strip():
            self.once(
                node.span.line, f"what a block of code says beside its language, such as `{info[found.end() :].strip()[:40]}`"
            )
        elif info and not found:
            self.once(node.span.line, f"what a block of code says of itself, `{info[:40]}`")
        return replace(node, attrs={"info": found[0]} if found else {})

    def html(self, node: Node, depth: int) -> list[Node]:
        """Return a block of HTML: layout goes, what it holds is read as Markdown; other elements are written as they read."""
        line = node.span.line
        text = self.without_comments(node.text, line)
        names = {found[1].lower() for found in _TAG.finditer(text)}
        if names <= LAYOUT | INLINE:
            if names & LAYOUT:
                self.once(line, "layout in HTML; what it holds stands without it")
            bare = _TAG.sub(lambda found: "" if found[1].lower() in LAYOUT else found[0], text).strip("\n")
            # before a sign that nobody sees a tag is one of a line, and not the beginning of a block
            bare = "\n".join(f"{_NOTHING}{each.lstrip()}" if each.lstrip().startswith("<") else each for each in bare.split("\n"))
            return self.blocks(self.read(bare, line - 1).children, depth) if bare.strip() else []
        written, lost = markdown_of(text, self.path, f"line {line}", self.media)
        self.book.losses += lost
        return [Node("raw", node.span, written)] if written else []

    def without_comments(self, text: str, line: int) -> str:
        """Return HTML without its comments, which are told."""
        if _COMMENT.search(text):
            self.once(line, "a comment in HTML, which nobody saw")
        return _COMMENT.sub("", text)

    def inlines(self, nodes: Sequence[Node]) -> list[Node]:  # noqa: C901 - one case for each kind of inline
        """Return inlines as they are in our dialect."""
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            node = nodes[at]
            at += 1
            if (own := self.own.get(node.kind)) and (found := own(self, node)) is not None:
                made += found
            elif node.kind == "html_inline":
                at, more = self._tag(nodes, at)
                made += more
            elif node.kind == "link":
                made += self._link(node)
            elif node.kind == "image":
                made.append(self._image(node))
            elif node.kind in {"emphasis", "strong", "strike"}:
                made.append(replace(node, children=tuple(self.inlines(node.children))))
            elif node.kind == "footnote_ref":
                made.append(replace(node, attrs={"label": _LABEL.sub("-", node.attrs["label"])}))
            elif node.kind == "text":
                made.append(replace(node, text=node.text.replace(_NOTHING, "")) if _NOTHING in node.text else node)
            elif node.kind == "mark":
                made.append(replace(node, kind="text", text=f"[[{node.text}]]"))
            elif node.kind == "liquid":
                self.once(node.span.line, f"a tag of the site's maker, `{node.text[:50]}`")
            else:
                made.append(node)
        return made

    def _tag(self, nodes: Sequence[Node], at: int) -> tuple[int, list[Node]]:  # noqa: PLR0911 - one case for each tag
        """Return what a tag at `at - 1` becomes, and where to go on."""
        node = nodes[at - 1]
        line = node.span.line
        name = found[1].lower() if (found := _TAG.match(node.text)) else ""
        if not name:
            self.without_comments(node.text, line)
            return at, []
        attrs = tag_attributes(node.text)
        if name == "img":
            return at, [
                self._image(
                    replace(
                        node,
                        kind="image",
                        text="",
                        attrs={"src": attrs.get("src", ""), "alt": attrs.get("alt", ""), "title": attrs.get("title", "")},
                    )
                )
            ]
        if name in ACTIVE:
            return at, self._active(node, name, attrs)
        if name == "br":
            return at, [Node("line_break", node.span)]
        closing = node.text.startswith("</")
        close = _closing(nodes, at, name)
        if not closing and close is not None:
            inner = self.inlines(nodes[at:close])
            if name in KEPT:
                return close + 1, [
                    Node("html_inline", node.span, f"<{name}>"),
                    *inner,
                    Node("html_inline", node.span, f"</{name}>"),
                ]
            if name == "a":
                href = attrs.get("href", "")
                made = Node("link", node.span, "", {"href": href}, tuple(nodes[at:close]))
                return close + 1, self._link(made) if href else inner
            if name in PAIRED:
                kind = PAIRED[name]
                plain = "".join(each.plain() for each in inner)
                return close + 1, [
                    Node("code", node.span, plain) if kind == "code" else Node(kind, node.span, "", {}, tuple(inner))
                ]
        if not closing:
            self.once(line, f"an element of HTML, `<{name}>`; what it holds stands without it")
        return at, []

    def _active(self, node: Node, name: str, attrs: Mapping[str, str]) -> list[Node]:
        address = attrs.get("src") or attrs.get("data") or ""
        if node.text.startswith("</") or not address:
            return []
        return self.elsewhere(node, f"a `{name}`", address, attrs.get("title", ""))

    def elsewhere(self, node: Node, what: str, address: str, words: str = "") -> list[Node]:
        """Tell of something that would be loaded from elsewhere; return the link that stands in its place."""
        self.lose(node.span.line, f"{what}, {address[:120]}", "Put it into media/, or leave the link that stands in its place")
        said = Node("text", node.span, words or address)
        if urlsplit_(address).scheme in {"http", "https"}:
            return [Node("link", node.span, "", {"href": address}, (said,))]
        return [said]

    def _link(self, node: Node) -> list[Node]:
        inner = self.inlines(node.children)
        address = without_liquid(node.attrs["href"].strip())
        if urlsplit_(address).scheme in {"http", "https", "mailto"}:
            return [
                replace(
                    node,
                    attrs={"href": address, **({"title": node.attrs["title"]} if node.attrs.get("title") else {})},
                    children=tuple(inner),
                )
            ]
        if where := self.where(address):
            if not inner:
                inner = [Node("text", node.span, where.partition(".md")[0])]
            return [replace(node, attrs={"href": where}, children=tuple(inner))]
        said = " ".join(node.plain().split())[:60]
        self.lose(node.span.line, f'the link of "{said}" to {address[:80]}', "Link it again where it should lead")
        return inner

    def where(self, address: str) -> str | None:
        """Return where a relative address leads in the course; None where nothing is known there."""
        path, _, fragment = address.partition("#")
        target = joined(self.path, path) if path else self.path
        for each in (target, f"{target}.md", f"{target}/index.md", f"{target}/README.md", target.removesuffix(".html") + ".md"):
            if fragment and (found := self.book.anchors.get((each, fragment.lower()))):
                return f"{found[0]}.md#{found[1]}" if found[0] != self.module else f"#{found[1]}"
            if each in self.book.targets and path:
                if fragment:
                    self.once(1, "a link to a place in another page that is not there; it leads to the page")
                return f"{self.book.targets[each]}.md"
        if found := self.book.labels.get(address.lstrip("#").lower()):
            return f"{'' if found[0] == self.module and found[1] else found[0] + '.md'}{'#' if found[1] else ''}{found[1]}"
        return None

    def _image(self, node: Node) -> Node:
        source, alt = without_liquid(node.attrs["src"].strip()), node.attrs.get("alt", "")
        if urlsplit_(source).scheme in {"http", "https"} or source.startswith("//"):
            found = self.elsewhere(node, "a picture that lies elsewhere", source, " ".join(alt.split()))
            return found[0]
        place = self.media(source, alt)
        if place is None:
            self.lose(
                node.span.line,
                f"a picture, {source[:80] or 'without a file'}",
                "Put the file into media/ and show it where it stood",
            )
            return Node("text", node.span, alt)
        return replace(node, attrs={"src": place, "alt": alt, **({"title": title} if (title := node.attrs.get("title")) else {})})

    def media(self, source: str, alt: str) -> str | None:
        """Return where a picture lies in the course now; None where the folder does not have it."""
        return self.book.shelf(joined(self.path, source), alt)


def without_liquid(address: str) -> str:
    """Return an address without what Liquid would put before it: the path that stands in its quotation marks, or the rest."""
    if "{{" not in address:
        return address
    quoted = re.search(r"""["']([^"']+)["']""", address)
    return quoted[1] if quoted else re.sub(r"\{\{[^{}]*\}\}", "", address)


def urlsplit_(address: str) -> SplitResult:
    """Return the parts of an address; of one that is none, empty ones."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def tag_attributes(text: str) -> Mapping[str, str]:
    """Return the attributes of one tag."""
    found: dict[str, str] = {}

    class _Once(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the method's own
            found.update({key: value or "" for key, value in attrs if key not in found})

    _Once(convert_charrefs=True).feed(text)
    return found


def _closing(nodes: Sequence[Node], at: int, name: str) -> int | None:
    depth = 1
    for index in range(at, min(len(nodes), at + 200)):
        found = _TAG.match(nodes[index].text) if nodes[index].kind == "html_inline" else None
        if found and found[1].lower() == name and not found[0].endswith("/>"):
            depth += -1 if found[0].startswith("</") else 1
            if not depth:
                return index
    return None


def _paragraphs(node: Node, run: Iterable[Node]) -> list[Node]:
    inner = tuple(run)
    if not any(each.kind not in {"soft_break", "line_break"} and (each.kind != "text" or each.text.strip()) for each in inner):
        return []
    return [replace(node, attrs={}, children=inner)]


def _details(nodes: Sequence[Node]) -> list[Node]:
    """Return blocks in which what stands between `<details>` and `</details>` is a directive."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if node.kind != "html" or not re.match(r"\s*<details\b", node.text, re.IGNORECASE):
            made.append(node)
            continue
        depth, end = 0, at
        for index in range(at - 1, len(nodes)):
            if nodes[index].kind == "html":
                depth += len(re.findall(r"<details\b", nodes[index].text, re.IGNORECASE))
                depth -= len(re.findall(r"</details", nodes[index].text, re.IGNORECASE))
            end = index
            if depth <= 0:
                break
        inner = nodes[at:end] if end >= at else []
        opening, rest = _summary(node.text)
        last = nodes[end].text if end >= at and nodes[end].kind == "html" else ""
        tail = re.sub(r"</details\s*>", "", last, flags=re.IGNORECASE)
        pieces = [replace(node, text=rest)] if rest.strip() else []
        pieces += [*inner, *([replace(nodes[end], text=tail)] if tail.strip() else [])]
        made.append(Node("details", node.span, "", {"title": opening or "More"}, tuple(pieces)))
        at = end + 1
    return made


def _summary(text: str) -> tuple[str, str]:
    bare = re.sub(r"</?details\b[^>]*>", "", text, flags=re.IGNORECASE)
    found = re.search(r"<summary\b[^>]*>(.*?)</summary\s*>", bare, re.IGNORECASE | re.DOTALL)
    if not found:
        return "", bare
    words = " ".join(re.sub(r"<[^>]*>", "", found[1]).split())
    return words, bare[: found.start()] + bare[found.end() :]


def anchor_of(text: str) -> str:
    """Return the anchor that sites make of a heading: its words, small, parted by hyphens."""
    return re.sub(r"[^\w -]", "", text.lower()).strip().replace(" ", "-")


def id_for(text: str, line: int) -> str:
    """Return an anchor of ours for a heading; of letters that are not ASCII, by its line."""
    return id_of(text) or f"line-{line}"
