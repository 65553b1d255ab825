"""A lesson of the Carpentries Workbench: `config.yaml`, and episodes with boxes fenced by colons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.markdown.attributes import attributed
from karmakit_build.importing.markdown.binding import Chapter, Manner, about, bind, chapter, licence_of, opened_page, words_of
from karmakit_build.importing.markdown.blocks import blocks
from karmakit_build.importing.markdown.book import Book, Page
from karmakit_build.importing.markdown.boxes import box, hidden, tabs
from karmakit_build.importing.markdown.folder import Folder
from karmakit_schemas.nodes import Node

CALLOUTS: Mapping[str, tuple[str, str]] = {
    "questions": ("note", "Questions"),
    "keypoints": ("important", "Key points"),
    "challenge": ("tip", "Challenge"),
    "exercise": ("tip", "Exercise"),
    "discussion": ("tip", "Discussion"),
    "callout": ("note", ""),
    "testimonial": ("note", ""),
    "checklist": ("note", "Checklist"),
    "prereq": ("important", "Prerequisites"),
    "caution": ("caution", ""),
    "warning": ("warning", ""),
}
HIDDEN: Mapping[str, str] = {"solution": "Solution", "hint": "Hint", "spoiler": "More", "instructor": "For the instructor"}


def read(path: Path) -> Draft:
    """Return a lesson as a course of one unit; each episode is a module."""
    book = Book.of(Folder(path))
    folder = book.folder
    if folder.file:
        chapters = [_episode(book, folder.file)]
        return bind(book, MANNER, [(chapters[0].title, chapters)], chapters[0].title)
    config = folder.yaml("config.yaml")
    config = config if isinstance(config, dict) else {}
    listed = [f"episodes/{name}" for name in words_of(config.get("episodes"))]
    pages = [page for page in folder.pages(".md", ".rmd") if page.startswith("episodes/") and page.count("/") == 1]
    for missing in [each for each in listed if not folder.has(each)]:
        book.losses.append(Lost("config.yaml", "episodes", f"{missing} is not there", "Put the file there"))
    for left in [each for each in pages if listed and each not in listed]:
        book.losses.append(Lost("config.yaml", "episodes", f"{left} is on no list, and was left out", "Put it on the list"))
    for kind in ("learners", "instructors", "profiles"):
        if aside := [page for page in folder.pages(".md") if page.startswith(f"{kind}/")]:
            book.losses.append(
                Lost(
                    kind,
                    "",
                    f"{len(aside)} page{'s' if len(aside) > 1 else ''} beside the episodes",
                    "Bring in by hand what learners need",
                )
            )
    chapters = [_episode(book, page) for page in (listed or pages) if folder.has(page)]
    title = str(config.get("title") or path.name)
    about(book)
    keywords = [word.strip() for word in str(config.get("keywords") or "").split(",") if word.strip()]
    said = {"keywords": keywords} if keywords else {}
    language = str(config.get("lang") or "")
    return bind(book, MANNER, [(title, chapters)], title, licence=licence_of(config.get("license")), said=said, language=language)


def _episode(book: Book, path: str) -> Chapter:
    front = opened_page(book, path, MANNER)
    times = [front.says.get(key) for key in ("teaching", "exercises")]
    minutes = sum(int(each) for each in times if isinstance(each, int | float) and each > 0)
    return chapter(path, front, minutes=minutes or None)


def _fence(page: Page, node: Node) -> list[Node] | None:
    name = node.attrs["says"].strip("{}.# ").split()[0].strip("{}.") if node.attrs["says"].strip("{}.# ") else ""
    if not node.attrs["closed"]:
        page.lose(node.span.line, f"the box `{name}` is never closed; it ends with the page", "Look where it should end")
    if name == "objectives":
        return _objectives(page, node)
    if name in CALLOUTS:
        kind, title = CALLOUTS[name]
        return box(page, node, node.children, title, kind)
    if name in HIDDEN:
        return hidden(page, node, node.children, HIDDEN[name])
    if name in {"tab", "group-tab"}:
        return _tabs(page, node)
    return None


def _objectives(page: Page, node: Node) -> list[Node]:
    """Take the items of a list as what the module aims at; what is no list stays as it is."""
    rest: list[Node] = []
    for child in node.children:
        if child.kind == "list":
            for item in child.children:
                inner = Node("document", item.span, "", {}, tuple(blocks(page, item.children)))
                page.objectives.append(inner.plain())
        else:
            rest.append(child)
    return blocks(page, rest)


def _tabs(page: Page, node: Node) -> list[Node]:
    parts: list[tuple[str, list[Node]]] = []
    for child in node.children:
        if child.kind == "heading":
            page.book.titles += 1
            parts.append((child.plain(), []))
        elif parts:
            parts[-1][1].append(child)
        else:
            parts.append(("", [child]))
    return tabs(page, node, parts)


def _pictured(_page: Page, nodes: Sequence[Node]) -> list[Node]:
    """Return blocks in which pictures have the attributes that stand after them."""
    return [
        replace(node, children=tuple(attributed(node.children)))
        if node.kind == "paragraph" and any(child.kind == "image" for child in node.children)
        else node
        for node in nodes
    ]


MANNER = Manner(own={"fence": _fence}, before=_pictured)
