"""Make inlines of our dialect of what other makers wrote; what has no place there is told, and something stands in its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from karmakit_build.importing.addresses import WEB, completed, scheme_of
from karmakit_build.importing.draft import NOTHING, Counts, missing_picture
from karmakit_build.importing.markdown.addresses import media, where, without_liquid
from karmakit_build.importing.markdown.book import Page
from karmakit_build.importing.markdown.tags import ACTIVE, COMMENT, KEPT, PAIRED, TAG, closing, tag_attributes
from karmakit_schemas.nodes import Node

UNSEEN = "\u200b"
"""A sign that nobody sees: before it, a tag at the beginning of a line is one of the line, and begins no block."""
LABEL = re.compile(r"[^\w-]+")
"""What cannot stand in the label of a footnote."""


def inlines(page: Page, nodes: Sequence[Node]) -> list[Node]:  # noqa: C901 - one case for each kind of inline
    """Return inlines as they are in our dialect."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if (own := page.own.get(node.kind)) and (found := own(page, node)) is not None:
            made += found
        elif node.kind == "html_inline":
            at, more = _tag(page, nodes, at)
            made += more
        elif node.kind == "link":
            made += _link(page, node)
        elif node.kind == "image":
            made.append(image(page, node))
        elif node.kind in {"emphasis", "strong", "strike"}:
            made.append(replace(node, children=tuple(inlines(page, node.children))))
        elif node.kind == "footnote_ref":
            made.append(replace(node, attrs={"label": LABEL.sub("-", node.attrs["label"])}))
        elif node.kind == "text" and node.attrs.get("overgrown"):
            page.once(node.span.line, "more signs than any text has; they stand as they are written", "Look at the paragraph")
            made.append(replace(node, attrs={}))
        elif node.kind == "text":
            made.append(replace(node, text=node.text.replace(UNSEEN, "")) if UNSEEN in node.text else node)
        elif node.kind == "mark":
            made.append(replace(node, kind="text", text=f"[[{node.text}]]"))
        elif node.kind == "liquid":
            page.once(node.span.line, f"a tag of the site's maker, `{node.text[:50]}`")
        else:
            made.append(node)
    return made


def _tag(page: Page, nodes: Sequence[Node], at: int) -> tuple[int, list[Node]]:  # noqa: PLR0911 - one case for each tag
    """Return what a tag at `at - 1` becomes, and where to go on."""
    node = nodes[at - 1]
    line = node.span.line
    name = found[1].lower() if (found := TAG.match(node.text)) else ""
    if not name:
        without_comments(page, node.text, line)
        return at, []
    attrs = tag_attributes(node.text)
    if name == "img":
        return at, [
            image(
                page,
                replace(
                    node,
                    kind="image",
                    text="",
                    attrs={"src": attrs.get("src", ""), "alt": attrs.get("alt", ""), "title": attrs.get("title", "")},
                ),
            )
        ]
    if name in ACTIVE:
        return at, _active(page, node, name, attrs)
    if name == "br":
        return at, [Node("line_break", node.span)]
    closes = node.text.startswith("</")
    close = closing(nodes, at, name)
    if not closes and close is not None:
        inner = inlines(page, nodes[at:close])
        if name in KEPT:
            return close + 1, [
                Node("html_inline", node.span, f"<{name}>"),
                *inner,
                Node("html_inline", node.span, f"</{name}>"),
            ]
        if name == "a":
            href = attrs.get("href", "")
            made = Node("link", node.span, "", {"href": href}, tuple(nodes[at:close]))
            return close + 1, _link(page, made) if href else inner
        if name in PAIRED:
            kind = PAIRED[name]
            plain = "".join(each.plain() for each in inner)
            return close + 1, [Node("code", node.span, plain) if kind == "code" else Node(kind, node.span, "", {}, tuple(inner))]
    if not closes:
        page.once(line, f"an element of HTML, `<{name}>`; what it holds stands without it")
    return at, []


def _active(page: Page, node: Node, name: str, attrs: Mapping[str, str]) -> list[Node]:
    address = attrs.get("src") or attrs.get("data") or ""
    if node.text.startswith("</") or not address:
        return []
    return elsewhere(page, node, f"a `{name}`", address, attrs.get("title", ""))


def elsewhere(  # noqa: PLR0913, PLR0917 - what is told of it, and what stands in its place
    page: Page, node: Node, what: str, address: str, words: str = "", counts: Counts = NOTHING
) -> list[Node]:
    """Tell of something that would be loaded from elsewhere; return the link that stands in its place."""
    page.lose(node.span.line, f"{what}, {address[:120]}", "Put it into media/, or leave the link that stands in its place", counts)
    said = Node("text", node.span, words or address)
    if scheme_of(address) in WEB:
        return [Node("link", node.span, "", {"href": address}, (said,))]
    return [said]


def _link(page: Page, node: Node) -> list[Node]:
    inner = inlines(page, node.children)
    address = completed(without_liquid(node.attrs["href"].strip()))
    if scheme_of(address) in WEB | {"mailto"}:
        return [
            replace(
                node,
                attrs={"href": address, **({"title": node.attrs["title"]} if node.attrs.get("title") else {})},
                children=tuple(inner),
            )
        ]
    if place := where(page, address):
        if not inner:
            inner = [Node("text", node.span, place.partition(".md")[0])]
        return [replace(node, attrs={"href": place}, children=tuple(inner))]
    said = " ".join(node.plain().split())[:60]
    page.lose(node.span.line, f'the link of "{said}" to {address[:80]}', "Link it again where it should lead")
    return inner


def image(page: Page, node: Node) -> Node:
    """Return a picture of the folder, with the caption that its maker gave it; what stands in its place where it is lost."""
    source, alt = without_liquid(node.attrs["src"].strip()), node.attrs.get("alt", "")
    if scheme_of(source) in WEB or source.startswith("//"):
        words = " ".join(f"{alt} {node.attrs.get('caption', '')}".split())
        found = elsewhere(page, node, "a picture that lies elsewhere", source, words, Counts(pictures=1))
        return found[0]
    place = media(page, source)
    if place is None:
        page.lose(node.span.line, *missing_picture(source))
        return Node("text", node.span, " ".join(filter(None, (alt, node.attrs.get("caption", "")))))
    more = {key: node.attrs[key] for key in ("title", "caption") if node.attrs.get(key)}
    return replace(node, attrs={"src": place, "alt": alt, **more})


def without_comments(page: Page, text: str, line: int) -> str:
    """Return HTML without its comments, which are told."""
    if COMMENT.search(text):
        page.once(line, "a comment in HTML, which nobody saw")
    return COMMENT.sub("", text)
