"""mdBook: `book.toml`, the order of `SUMMARY.md`, and pages that take in code from files."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.markdown.binding import Chapter, Manner, about, bind, chapter, opened_page
from karmakit_build.importing.markdown.book import Book, Page
from karmakit_build.importing.markdown.folder import Folder, joined
from karmakit_build.importing.markdown.reading import Flavour, read_markdown
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.nodes import Node

_INCLUDE = re.compile(r"\{\{\s*#(\w+)\s+([^{}]*?)\s*\}\}")
_MOST = 200


def read(path: Path) -> Draft:
    """Return a book as a course: its parts are units, its chapters modules, those below them right after."""
    root = Folder(path)
    config: dict[str, object] = {}
    if root.has("book.toml"):
        try:
            found = tomllib.loads(root.text("book.toml")).get("book", {})
            config = found if isinstance(found, dict) else {}
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise UnusableInputError(f"{path / 'book.toml'}: {error}") from None
    source = next(each for each in (str(config.get("src") or "src"), ".") if root.has(f"{each}/SUMMARY.md"))
    book = Book.of(Folder(path / source))
    title = str(config.get("title") or path.name)
    parts = _parts(book, title)
    listed = {each.path for _, chapters in parts for each in chapters} | {"SUMMARY.md"}
    if left := [page for page in book.folder.pages(".md") if page not in listed]:
        book.losses.append(Lost("SUMMARY.md", "", f"{len(left)} pages that it does not name, such as {left[0]}", "Put them on it"))
    for name in ("LICENSE", "LICENSE.md"):
        if root.has(name) and source != ".":
            book.losses.append(Lost(name, "", "the licence is a text of its own and is not read", "Say `licence` in course.yml"))
    about(book)
    authors = [str(each) for each in config["authors"]] if isinstance(config.get("authors"), list) else []  # type: ignore[attr-defined]  # it is a list
    if authors:
        parts = [(name, [replace(each, said={"authors": authors}) for each in those]) for name, those in parts]
    language = str(config.get("language") or "")
    return bind(book, MANNER, parts, title, language=language, summary=str(config.get("description") or ""))


def _parts(book: Book, title: str) -> list[tuple[str, list[Chapter]]]:
    """Read the summary: headings begin parts, links are chapters in their order."""
    parts: list[tuple[str, list[Chapter]]] = [(title, [])]
    seen: set[str] = set()
    for top in read_markdown(book.folder.text("SUMMARY.md"), "SUMMARY.md").children:
        if top.kind == "heading":
            parts.append((top.plain() or title, []))
        for link in [node for node in top.walk() if node.kind == "link"]:
            path = joined("SUMMARY.md", link.attrs["href"])
            if not book.folder.has(path):
                what = (
                    f"the chapter {link.plain()[:60]} is not there"
                    if link.attrs["href"]
                    else f"the chapter {link.plain()[:60]} is a draft"
                )
                book.losses.append(Lost("SUMMARY.md", f"line {link.span.line}", what, "Write it"))
            elif path not in seen:
                seen.add(path)
                front = opened_page(book, path, MANNER)
                minutes = front.says.get("minutes")
                known = int(minutes) if isinstance(minutes, int) and minutes > 0 else None
                parts[-1][1].append(chapter(path, front, fallback=link.plain(), minutes=known))
    return [(name, those) for name, those in parts if those]


def _code(page: Page, node: Node) -> list[Node] | None:
    """Return code with what it takes in from files of the folder."""
    info = node.attrs.get("info", "").replace(",", " ")
    text = _INCLUDE.sub(lambda found: _included(page, node, found), node.text) if "{{" in node.text else node.text
    if re.search(r"\beditable\b", info):
        page.once(node.span.line, "code that a learner could change and run in the page; it stands as code")
    language, _, rest = info.partition(" ")
    if rest.replace("editable", "").strip():
        page.once(node.span.line, "what a block of code says beside its language")
    return [Node("code_block", node.span, text.removesuffix("\n") + "\n", {"info": language} if language else {})]


def _included(page: Page, node: Node, found: re.Match[str]) -> str:
    """Return the part of a file that a page takes in: all of it, some lines (`2:5`), or what stands between two anchors."""
    kind, (path, _, part) = found[1], found[2].split()[0].partition(":")
    where = joined(page.path, path)
    if kind not in {"include", "rustdoc_include", "playground"} or not page.book.folder.has(where):
        page.lose(node.span.line, f"what it takes in from {path[:80]}, which is not in the folder", "Write it where it stood")
        return found[0]
    page.asked_files = page.asked_files + 1
    if page.asked_files > _MOST:
        page.once(node.span.line, f"more than {_MOST} files that one page takes in")
        return found[0]
    lines = page.book.folder.text(where).split("\n")
    if part and not part.replace(":", "").isdigit():
        begins = [at for at, line in enumerate(lines) if re.search(rf"ANCHOR:\s*{re.escape(part)}\s*(?:\*/|-->)?\s*$", line)]
        ends = [at for at, line in enumerate(lines) if re.search(rf"ANCHOR_END:\s*{re.escape(part)}\s*(?:\*/|-->)?\s*$", line)]
        lines = lines[begins[0] + 1 : ends[0]] if begins and ends else []
        if not lines:
            page.lose(node.span.line, f"the part `{part[:40]}` of {path[:80]}, which is not in it", "Write it where it stood")
    elif part:
        first, _, last = part.partition(":")
        begin = int(first or 1) - 1
        lines = lines[begin : int(last)] if last else (lines[begin:] if ":" in part else lines[begin : begin + 1])
    return "\n".join(line for line in lines if "ANCHOR:" not in line and "ANCHOR_END:" not in line).strip("\n")


def _tag(page: Page, node: Node) -> list[Node]:
    page.once(node.span.line, f"a tag of the book's maker, `{node.text[:50]}`", "Write what it would show")
    return []


MANNER = Manner(flavour=Flavour(liquid=True), own={"code_block": _code, "liquid": _tag})
