"""MyST and Jupyter Book: pages of Markdown and notebooks, in the order of `_toc.yml` or `myst.yml`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.kinds.myst import BOOKS, CONTENTS
from karmakit_build.importing.markdown.binding import (
    Chapter,
    Front,
    Manner,
    about,
    bind,
    chapter,
    licence_of,
    opened_page,
    words_of,
)
from karmakit_build.importing.markdown.book import Book, Page
from karmakit_build.importing.markdown.folder import Folder
from karmakit_build.importing.markdown.inlines import inlines
from karmakit_build.importing.markdown.reading import Flavour
from karmakit_build.importing.readers.myst.directives import fenced
from karmakit_build.importing.readers.myst.notebook import notebook_text
from karmakit_schemas.nodes import Node

DEEPEST = 12


def read(path: Path) -> Draft:
    """Return a book as a course: its parts are units, its pages modules."""
    inner = next((path / book for book in BOOKS if any((path / book / name).is_file() for name in CONTENTS)), path)
    book = Book.of(Folder(inner))
    folder = book.folder
    if folder.file:
        chapters = [_page(book, folder.file)]
        return bind(book, MANNER, [(chapters[0].title, chapters)], chapters[0].title)
    config = folder.yaml("_config.yml") if folder.has("_config.yml") else {}
    project = folder.yaml("myst.yml").get("project", {}) if folder.has("myst.yml") else {}
    config = {**(config if isinstance(config, dict) else {}), **(project if isinstance(project, dict) else {})}
    title = str(config.get("title") or path.name)
    toc = folder.yaml("_toc.yml") if folder.has("_toc.yml") else {"chapters": config.get("toc") or []}
    parts = [(words or title, [chapter for entry in entries for chapter in _found(book, entry)]) for words, entries in _parts(toc)]
    if not any(chapters for _, chapters in parts):
        parts = [(title, [_page(book, page) for page in folder.pages(".md", ".ipynb")])]
        book.losses.append(Lost(inner.name, "", "no order of its pages is said; they stand in the order of their names"))
    listed = {each.path for _, chapters in parts for each in chapters}
    for left in [page for page in folder.pages(".md", ".ipynb") if page not in listed]:
        book.losses.append(Lost("_toc.yml", "", f"{left} is on no list, and was left out", "Put it on the list"))
    about(book)
    author = config.get("author")
    said = {"keywords": list(words_of(config["keywords"]))} if words_of(config.get("keywords")) else {}
    if isinstance(author, str) and author.strip():
        book.losses.append(Lost("_config.yml", "author", f"{author[:80]} wrote it", "Say `authors` in the modules"))
    language = config.get("language") or ((config.get("sphinx") or {}).get("config") or {}).get("language") or ""
    return bind(book, MANNER, parts, title, licence=licence_of(config.get("license")), said=said, language=str(language))


def _parts(toc: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a table of contents: their captions, and the pages in them, in their order."""
    if isinstance(toc, list):
        toc = {"chapters": toc}
    if not isinstance(toc, dict):
        return
    first = [str(toc["root"])] if toc.get("root") else []
    own = [page for key in ("chapters", "sections") for page in _pages(toc.get(key), 0)]
    if first or own:
        yield "", [*first, *own]
    for part in toc.get("parts") or []:
        if isinstance(part, dict):
            yield str(part.get("caption") or ""), [page for key in ("chapters", "sections") for page in _pages(part.get(key), 0)]


def _pages(entries: Any, depth: int) -> Iterator[str]:
    if depth > DEEPEST or not isinstance(entries, list):
        return
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            if entry.get("file"):
                yield str(entry["file"])
            for key in ("sections", "chapters", "children"):
                yield from _pages(entry.get(key), depth + 1)


def _found(book: Book, entry: str) -> Iterator[Chapter]:
    for each in (entry, f"{entry}.md", f"{entry}.ipynb", f"{entry}.myst"):
        if book.folder.has(each) and each.lower().endswith((".md", ".ipynb", ".myst")):
            yield _page(book, each)
            return
    book.losses.append(Lost("_toc.yml", "", f"the page {entry[:80]} is not there", "Put it there, or take it off the list"))


def _page(book: Book, path: str) -> Chapter:
    text = notebook_text(book, path) if path.lower().endswith(".ipynb") else None
    front: Front = opened_page(book, path, MANNER, text)
    return chapter(path, front)


def _role(page: Page, node: Node) -> list[Node]:
    """Return what a role becomes: a link, a formula, or its words."""
    name, text = node.attrs["name"].strip("{}"), node.text
    words, _, target = text.rstrip(">").rpartition("<") if text.endswith(">") else ("", "", text)
    if name in {"doc", "ref", "numref", "any", "download"}:
        said = words.strip() or target.strip()
        return inlines(page, [Node("link", node.span, "", {"href": target.strip()}, (Node("text", node.span, said),))])
    if name == "math":
        return [Node("math", node.span, text)]
    if name in {"sub", "sup", "kbd"}:
        return [
            Node("html_inline", node.span, f"<{name}>"),
            Node("text", node.span, text),
            Node("html_inline", node.span, f"</{name}>"),
        ]
    if name == "code":
        return [Node("code", node.span, text)]
    page.once(node.span.line, f"the role `{name}`; its words stand without it")
    return [Node("text", node.span, words.strip() or text)]


MANNER = Manner(flavour=Flavour(roles=True), own={"fence": fenced, "code_block": fenced, "role": _role})
