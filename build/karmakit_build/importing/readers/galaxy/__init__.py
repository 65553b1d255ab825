"""Tutorials of the Galaxy Training Network: Markdown of kramdown and Liquid, with boxes in quotations."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.markdown.binding import Chapter, Manner, about, bind, chapter, licence_of, opened_page, words_of
from karmakit_build.importing.markdown.blocks import blocks
from karmakit_build.importing.markdown.book import Book, Page
from karmakit_build.importing.markdown.folder import Folder
from karmakit_build.importing.markdown.inlines import image, inlines
from karmakit_build.importing.markdown.reading import Flavour
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.nodes import Node

KINDS: Mapping[str, tuple[str, str]] = {
    "hands-on": ("tip", "Hands-on"),
    "hands_on": ("tip", "Hands-on"),
    "question": ("tip", "Question"),
    "comment": ("note", ""),
    "tip": ("tip", ""),
    "details": ("details", "Details"),
    "solution": ("details", "Solution"),
    "warning": ("warning", ""),
    "agenda": ("note", "Agenda"),
    "overview": ("note", "Overview"),
    "key-points": ("important", "Key points"),
    "key_points": ("important", "Key points"),
    "code-in": ("note", "Input"),
    "code-out": ("note", "Output"),
}
_TITLE = re.compile(r"<([a-z_-]+)-title>")
_CLASS = re.compile(r"\{:\s*([^{}]*)\}")
_TIME = re.compile(r"(?:(\d+)\s*[hH])?\s*(?:(\d+)\s*[mM])?")


def read(path: Path) -> Draft:
    """Return tutorials as modules of one unit."""
    book = Book.of(Folder(path))
    folder = book.folder
    pages = [folder.file] if folder.file else [page for page in folder.pages(".md") if page.rpartition("/")[2] == "tutorial.md"]
    if not pages:
        raise UnusableInputError(f"{path}: there is no tutorial.md in it")
    chapters = [_tutorial(book, page) for page in pages]
    about(book)
    title = chapters[0].title if len(chapters) == 1 else path.resolve().name
    return bind(book, MANNER, [(title, chapters)], title, licence=_licence(book, pages))


def _licence(book: Book, pages: Sequence[str]) -> str:
    named = {licence_of(opened_page(book, page, MANNER).says.get("license")) for page in pages}
    return named.pop() if len(named) == 1 else ""


def _tutorial(book: Book, path: str) -> Chapter:
    front = opened_page(book, path, MANNER)
    says = front.says
    authors = list(words_of(says.get("contributors")))
    lists = [("Questions", "note", words_of(says.get("questions"))), ("Key points", "important", words_of(says.get("key_points")))]
    nodes = list(front.nodes)
    for title, kind, words in lists:
        if words:
            made = Node("x_list", nodes[0].span, "\n".join(words), {"kind": kind, "title": title}) if nodes else None
            nodes = [made, *nodes] if title == "Questions" and made else [*nodes, made] if made else nodes
    for key in ("zenodo_link", "requirements", "follow_up_training", "subtopic", "tags"):
        if says.get(key):
            book.losses.append(Lost(path, "front-matter", f"`{key}`, {str(says[key])[:80]}"))
    return chapter(
        path,
        replace(front, nodes=tuple(nodes)),
        objectives=words_of(says.get("objectives")),
        minutes=_minutes(says.get("time_estimation")),
        said={"authors": authors} if authors else {},
    )


def _minutes(says: object) -> int | None:
    found = _TIME.fullmatch(says.strip()) if isinstance(says, str) else None
    return int(found[1] or 0) * 60 + int(found[2] or 0) or None if found else None


def _listed(_page: Page, node: Node) -> list[Node]:
    items = tuple(
        Node("item", node.span, "", {}, (Node("paragraph", node.span, "", {}, (Node("text", node.span, word),)),))
        for word in node.text.split("\n")
    )
    return [Node("callout", node.span, "", dict(node.attrs.items()), (Node("list", node.span, "", {}, items),))]


def _quote(page: Page, node: Node) -> list[Node] | None:
    """Return a box: a quotation that says its kind by a title in a tag, an icon in a heading, or a class after it."""
    children = list(node.children)
    kind, title = "", ""
    first = children[0] if children else None
    if first and first.kind == "heading":
        icon = next((each.text for each in first.children if each.kind == "liquid" and each.text.startswith("icon")), "")
        kind = icon.removeprefix("icon").split()[0] if icon.removeprefix("icon").split() else _class(node)
        title = Node(
            "x", first.span, "", {}, tuple(each for each in first.children if each.kind not in {"liquid", "html_inline"})
        ).plain()
        title = _CLASS.sub("", title).strip(" :")
        if kind.replace("_", "-") in KINDS:
            page.book.titles += 1
            children = children[1:]
    elif first and first.kind in {"paragraph", "html"}:
        inner = "".join(each.text for each in first.children) if first.kind == "paragraph" else first.text
        if found := _TITLE.search(inner):
            kind = found[1]
            title = re.sub(r"<[^>]*>", "", inner.split(f"</{kind}-title>")[0]).strip()
            rest = [each for at, each in enumerate(first.children) if at > _end_of_title(first)]
            children = ([replace(first, children=tuple(rest))] if rest else []) + children[1:]
    kind = kind or _class(node)
    known = KINDS.get(kind) or KINDS.get(kind.replace("_", "-"))
    if not known:
        return None
    held = blocks(page, children)
    shown = title or known[1]
    if known[0] == "details":
        return [Node("details", node.span, "", {"title": shown or "More"}, tuple(held))] if held else []
    return [Node("callout", node.span, "", {"kind": known[0], **({"title": shown} if shown else {})}, tuple(held))] if held else []


def _end_of_title(first: Node) -> int:
    return next(
        (at for at, each in enumerate(first.children) if each.text.startswith("</") and each.text.endswith("-title>")),
        len(first.children),
    )


def _class(node: Node) -> str:
    for each in reversed(list(node.walk())):
        if each.kind == "text" and (found := _CLASS.search(each.text)):
            return found[1].strip(" .").split()[0] if found[1].strip(" .") else ""
    return ""


def _text(page: Page, node: Node) -> list[Node] | None:
    """Return a text without the attributes that kramdown reads in braces."""
    if "{:" not in node.text:
        return None
    page.once(node.span.line, "attributes in braces, such as `{: .class}`")
    text = _CLASS.sub("", node.text)
    return [replace(node, text=text)] if text.strip() else []


def _liquid(page: Page, node: Node) -> list[Node]:
    words = node.text.split()
    first = words[0] if words else ""
    if first == "icon":
        page.once(node.span.line, "a small picture of the site's own")
        return []
    if first in {"raw", "endraw"}:
        return []
    if first in {"cite", "tool"}:
        page.once(node.span.line, f"a tag `{first}`; its words stand in its place")
        return [Node("text", node.span, " ".join(words[1:]).strip("[]"))]
    page.lose(node.span.line, f"a tag of the site's maker, `{node.text[:80]}`", "Write what it would show")
    return []


def _link(page: Page, node: Node) -> list[Node] | None:
    """Return a link whose address Liquid makes as one to the page that it names."""
    address = node.attrs["href"]
    if "{" not in address:
        return None
    bare = re.sub(r"\{\{\s*[\w.]+\s*\}\}|\{%\s*link\s+|\s*%\}", "", address).strip()
    for each in (
        bare,
        bare.lstrip("/"),
        *(f"{bare.lstrip('/').split('/', drop)[-1]}" for drop in (1, 2) if bare.count("/") >= drop),
    ):
        if each in page.book.targets:
            return [replace(node, attrs={"href": f"{page.book.targets[each]}.md"}, children=tuple(inlines(page, node.children)))]
    page.lose(node.span.line, f'the link of "{node.plain()[:60]}" to {address[:80]}', "Link it again where it should lead")
    return inlines(page, node.children)


def _picture(page: Page, node: Node) -> list[Node]:
    """Return a picture whose title is its caption, as the network has it."""
    caption = node.attrs.get("title", "")
    same = caption.strip().lower() == node.attrs.get("alt", "").strip().lower()
    return [image(page, replace(node, attrs={**node.attrs, "title": "", "caption": "" if same else caption}))]


MANNER = Manner(
    flavour=Flavour(liquid=True),
    own={"quote": _quote, "text": _text, "liquid": _liquid, "link": _link, "image": _picture, "x_list": _listed},
)
