"""Boxes of other makers as directives of ours: callouts, and what is hidden until somebody asks for it."""

from collections.abc import Sequence
from dataclasses import replace

from karmakit_build.importing.markdown.adapting import Page
from karmakit_schemas.nodes import Node


def box(page: Page, node: Node, children: Sequence[Node], title: str, kind: str = "note") -> list[Node]:
    """Return foreign blocks in a callout; a title of the source's own stands in place of ours."""
    own, rest = heading_first(page, children)
    inner = page.blocks(rest)
    return [Node("callout", node.span, "", {"kind": kind, **_titled(own or title)}, tuple(inner))] if inner else []


def hidden(page: Page, node: Node, children: Sequence[Node], title: str) -> list[Node]:
    """Return foreign blocks behind a button."""
    own, rest = heading_first(page, children)
    inner = page.blocks(rest)
    return [Node("details", node.span, "", _titled(own or title or "More"), tuple(inner))] if inner else []


def tabs(page: Page, node: Node, those: Sequence[tuple[str, Sequence[Node]]]) -> list[Node]:
    """Return titled foreign blocks as tabs."""
    made = [
        Node("tab", node.span, "", _titled(title or f"{at}"), tuple(page.blocks(blocks)))
        for at, (title, blocks) in enumerate(those, 1)
    ]
    return [Node("tabs", node.span, "", {}, tuple(each for each in made if each.children))] if made else []


def heading_first(page: Page, children: Sequence[Node]) -> tuple[str, Sequence[Node]]:
    """Return the heading that a box begins with, as words, and the rest of its blocks."""
    if children and children[0].kind == "heading":
        page.book.titles += 1
        words = Node("document", node_span := children[0].span, "", {}, tuple(page.inlines(children[0].children))).plain()
        _ = node_span
        return words, children[1:]
    return "", children


def _titled(title: str) -> dict[str, str]:
    text = " ".join(title.replace('"', "'").split())
    return {"title": text} if text else {}


def moved(node: Node, kind: str) -> Node:
    """Return a node of another kind."""
    return replace(node, kind=kind)
