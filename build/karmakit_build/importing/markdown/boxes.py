"""Boxes of other makers as directives of ours: callouts, and what is hidden until somebody asks for it."""

from collections.abc import Sequence
from dataclasses import replace

from karmakit_build.importing.markdown.blocks import blocks
from karmakit_build.importing.markdown.book import Page
from karmakit_build.importing.markdown.inlines import inlines
from karmakit_schemas.nodes import Node


def box(page: Page, node: Node, children: Sequence[Node], title: str, kind: str = "note") -> list[Node]:
    """Return foreign blocks in a callout; a title of the source's own stands in place of ours."""
    own, rest = heading_first(page, children)
    inner = blocks(page, rest)
    return [Node("callout", node.span, "", {"kind": kind, **_titled(own or title)}, tuple(inner))] if inner else []


def hidden(page: Page, node: Node, children: Sequence[Node], title: str) -> list[Node]:
    """Return foreign blocks behind a button."""
    own, rest = heading_first(page, children)
    inner = blocks(page, rest)
    return [Node("details", node.span, "", _titled(own or title or "More"), tuple(inner))] if inner else []


def tabs(page: Page, node: Node, those: Sequence[tuple[str, Sequence[Node]]]) -> list[Node]:
    """Return titled foreign blocks as tabs."""
    made = [
        Node("tab", node.span, "", _titled(title or f"{at}"), tuple(blocks(page, inner)))
        for at, (title, inner) in enumerate(those, 1)
    ]
    return [Node("tabs", node.span, "", {}, tuple(each for each in made if each.children))] if made else []


def heading_first(page: Page, children: Sequence[Node]) -> tuple[str, Sequence[Node]]:
    """Return the heading that a box begins with, as words, and the rest of its blocks."""
    if children and children[0].kind == "heading":
        page.book.titles += 1
        words = Node("document", children[0].span, "", {}, tuple(inlines(page, children[0].children)))
        return words.plain(), children[1:]
    return "", children


def _titled(title: str) -> dict[str, str]:
    text = " ".join(title.replace('"', "'").split())
    return {"title": text} if text else {}


def moved(node: Node, kind: str) -> Node:
    """Return a node of another kind."""
    return replace(node, kind=kind)
