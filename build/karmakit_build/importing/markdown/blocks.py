"""Make blocks of our dialect of what other makers wrote; what has no place there is told, and something stands in its place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from karmakit_build.importing.from_html import markdown_of
from karmakit_build.importing.markdown.addresses import media
from karmakit_build.importing.markdown.book import Page
from karmakit_build.importing.markdown.details import details
from karmakit_build.importing.markdown.inlines import LABEL, UNSEEN, inlines, without_comments
from karmakit_build.importing.markdown.tags import INLINE, LAYOUT, TAG
from karmakit_build.importing.rewriting.blocks import DEEPEST
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.nodes import Node

DEEPEST_CALL = 90
ALERTS = ("note", "tip", "important", "warning", "caution")
_ALERT = re.compile(r"\[!([A-Za-z]+)\]\s*$")
_TASK = re.compile(r"\[([ xX])\](?:\s+|$)")
# below a line of tags these signs make a rule, or nothing; without the tags they would make a heading of the line
_UNDERLINE = re.compile(r"^([ \t]*<[^\n]*\n[ \t]*)(-+|=+)(?=[ \t]*$)", re.MULTILINE)
# what Kramdown says of the block before, over a line which makes a heading of it elsewhere
_TAGGED = re.compile(r"\{:[^{}]*\}?")
_WORD = re.compile(r"[A-Za-z0-9+#_.-]+")


def blocks(page: Page, nodes: Sequence[Node], depth: int = 0) -> list[Node]:
    """Return blocks as they are in our dialect; what is nested deeper than any text is, is left out and told."""
    if page.nested > DEEPEST_CALL and nodes:
        page.once(nodes[0].span.line, "what is nested deeper than any text is; it was left out")
        return []
    page.nested += 1
    try:
        return _made(page, nodes, depth)
    finally:
        page.nested -= 1


def _made(page: Page, nodes: Sequence[Node], depth: int) -> list[Node]:
    nodes = details(nodes)
    if page.before:
        nodes = page.before(page, nodes)
    made: list[Node] = []
    for node in nodes:
        made += _block(page, node, depth)
    return made


def _block(page: Page, node: Node, depth: int) -> list[Node]:  # noqa: C901, PLR0911, PLR0912 - one case for each kind of block
    if (own := page.own.get(node.kind)) and (found := own(page, node)) is not None:
        return found
    line = node.span.line
    holds = node.kind in {"quote", "list", "alert", "definition_list"} or node.kind in DIRECTIVES
    if holds and depth >= DEEPEST:
        page.once(line, "quotations, lists or boxes that lie deeper in each other than a course may hold; they stand flat")
        inner = [each for child in node.children for each in (child.children if child.kind in {"item", "definition"} else [child])]
        return blocks(page, [each for each in inner if each.kind != "term"], depth)
    match node.kind:
        case "paragraph":
            return _paragraph(page, node)
        case "heading":
            if _TAGGED.fullmatch(node.plain().strip()):
                page.once(line, f"a tag of the site's maker, `{node.plain().strip()[:50]}`")
                return []
            inner = inlines(page, node.children)
            attrs = {"level": str(min(6, max(2, int(node.attrs["level"]) + page.shift)))}
            if anchor := page.book.anchors.get((page.path, str(line))):
                attrs["id"] = anchor[1]
            return [replace(node, attrs=attrs, children=tuple(inner))] if inner else []
        case "quote":
            return [_quote(page, node, depth)]
        case "list":
            items = [_item(page, item, depth) for item in node.children]
            return [replace(node, children=tuple(items))]
        case "table":
            rows = [
                replace(row, children=tuple(replace(c, children=tuple(inlines(page, c.children))) for c in row.children))
                for row in node.children
            ]
            return [replace(node, children=tuple(rows))]
        case "definition_list":
            return [replace(node, children=tuple(_defined(page, child, depth) for child in node.children))]
        case "code_block":
            return [_code(page, node)]
        case "footnote":
            return [
                replace(
                    node,
                    attrs={"label": LABEL.sub("-", node.attrs["label"])},
                    children=tuple(blocks(page, node.children, depth + 1)),
                )
            ]
        case "html":
            return _html(page, node, depth)
        case "fence":
            page.once(line, f"a box `{node.attrs['says'][:40]}`; what it holds stands without it")
            return blocks(page, node.children, depth)
        case _ if node.kind in DIRECTIVES or node.kind == "alert":
            return [replace(node, children=tuple(blocks(page, node.children, depth + 1)))]
        case "front_matter":
            return []
        case _:
            return [node]


def _paragraph(page: Page, node: Node) -> list[Node]:
    inner = inlines(page, node.children)
    if figure := _figure(node, inner):
        return [figure]
    inner = [part for each in inner for part in _said(each)]
    blocks: list[Node] = []
    run: list[Node] = []
    for each in inner:
        if each.kind == "raw_block":
            blocks += [*_paragraphs(node, run), replace(each, kind="raw")]
            run = []
        else:
            run.append(each)
    return [*blocks, *_paragraphs(node, run)]


def _figure(node: Node, inner: Sequence[Node]) -> Node | None:
    """Return a picture that stands alone with its caption as a figure."""
    shown = [each for each in inner if each.kind not in {"soft_break", "line_break"} and (each.kind != "text" or each.text.strip())]
    if len(shown) != 1 or shown[0].kind != "image" or not shown[0].attrs.get("caption"):
        return None
    attrs = shown[0].attrs
    told = {"src": attrs["src"].removeprefix("../"), **({"alt": attrs["alt"]} if attrs.get("alt") else {})}
    caption = Node("paragraph", node.span, "", {}, (Node("text", node.span, attrs["caption"]),))
    return Node("figure", node.span, "", told, (caption,))


def _said(node: Node) -> list[Node]:
    """Return a picture within a text with its caption in words after it."""
    caption = node.attrs.get("caption", "") if node.kind == "image" else ""
    return [node, Node("text", node.span, f" {caption}")] if caption else [node]


def _quote(page: Page, node: Node, depth: int) -> Node:
    first = node.children[0] if node.children else None
    if first and first.kind == "paragraph" and first.children and first.children[0].kind in {"text", "mark"}:
        found = _ALERT.match(first.children[0].text)
        if found and found[1].lower() in ALERTS and (len(first.children) == 1 or first.children[1].kind == "soft_break"):
            rest = replace(first, children=first.children[2:])
            inner = ([rest] if rest.children else []) + list(node.children[1:])
            return replace(node, kind="alert", attrs={"kind": found[1].lower()}, children=tuple(blocks(page, inner, depth + 1)))
    return replace(node, children=tuple(blocks(page, node.children, depth + 1)))


def _item(page: Page, item: Node, depth: int) -> Node:
    children = list(item.children)
    attrs: dict[str, str] = {}
    if children and children[0].kind == "paragraph" and children[0].children and children[0].children[0].kind == "text":
        text = children[0].children[0]
        if found := _TASK.match(text.text):
            attrs = {"task": found[1].lower()}
            rest = (replace(text, text=text.text[found.end() :]), *children[0].children[1:])
            children[0] = replace(children[0], children=rest)
    return replace(item, attrs=attrs, children=tuple(blocks(page, children, depth + 1)))


def _defined(page: Page, node: Node, depth: int) -> Node:
    if node.kind == "term":
        return replace(node, children=tuple(inlines(page, node.children)))
    return replace(node, children=tuple(blocks(page, node.children, depth + 1)))


def _code(page: Page, node: Node) -> Node:
    info = node.attrs.get("info", "")
    found = _WORD.match(info)
    if found and info[found.end() :].strip():
        page.once(node.span.line, f"what a block of code says beside its language, such as `{info[found.end() :].strip()[:40]}`")
    elif info and not found:
        page.once(node.span.line, f"what a block of code says of itself, `{info[:40]}`")
    return replace(node, attrs={"info": found[0]} if found else {})


def _html(page: Page, node: Node, depth: int) -> list[Node]:
    """Return a block of HTML: layout goes, what it holds is read as Markdown; other elements are written as they read."""
    line = node.span.line
    text = without_comments(page, node.text, line)
    names = {found[1].lower() for found in TAG.finditer(text)}
    if names <= LAYOUT | INLINE:
        if names & LAYOUT:
            page.once(line, "layout in HTML; what it holds stands without it")
        text = _UNDERLINE.sub(lambda found: f"{found[1]}***" if found[2].startswith("---") else f"{found[1]}\\{found[2]}", text)
        bare = TAG.sub(lambda found: "" if found[1].lower() in LAYOUT else found[0], text).strip("\n")
        # before a sign that nobody sees a tag is one of a line, and not the beginning of a block
        bare = "\n".join(f"{UNSEEN}{each.lstrip()}" if each.lstrip().startswith("<") else each for each in bare.split("\n"))
        return blocks(page, page.read(bare, line - 1).children, depth) if bare.strip() else []
    written, lost = markdown_of(text, page.path, f"line {line}", lambda source, _: media(page, source))
    page.book.losses += lost
    return [Node("raw", node.span, written)] if written else []


def _paragraphs(node: Node, run: Iterable[Node]) -> list[Node]:
    inner = tuple(run)
    if not any(each.kind not in {"soft_break", "line_break"} and (each.kind != "text" or each.text.strip()) for each in inner):
        return []
    return [replace(node, attrs={}, children=inner)]
