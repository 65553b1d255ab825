"""Bind the pages of a book into the draft of a course: names, anchors, titles, and what was counted."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import PurePosixPath

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.draft import Counts, Draft, DraftModule, DraftUnit, Lost
from karmakit_build.importing.markdown.addresses import anchor_of
from karmakit_build.importing.markdown.blocks import blocks
from karmakit_build.importing.markdown.book import Book, Own, Page
from karmakit_build.importing.markdown.counting import counted
from karmakit_build.importing.markdown.folder import joined, yaml_of
from karmakit_build.importing.markdown.placing import Placing, heading_text, label_of, wanted_in
from karmakit_build.importing.markdown.reading import PLAIN, Flavour, read_markdown
from karmakit_build.importing.rewriting.blocks import markdown
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.nodes import Node

LICENCES = re.compile(
    r"\b(CC0-1\.0|CC[- ]BY(?:-(?:NC|ND|SA|NC-SA|NC-ND))?[- ]\d\.\d|MIT|Apache-2\.0|GPL-3\.0|OGL-UK-3\.0|GODL-India)\b"
)


@dataclass(frozen=True, slots=True)
class Manner:
    """A maker's way of writing: its flavour, and what its own kinds become."""

    flavour: Flavour = PLAIN
    own: Mapping[str, Own] = field(default_factory=dict)
    before: Callable[[Page, Sequence[Node]], Sequence[Node]] | None = None
    count: Callable[[str], Counts] = counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A module to be: which page it stands in, its title, its foreign nodes, and what its page says of it."""

    path: str
    title: str
    nodes: tuple[Node, ...]
    text: str = ""
    minutes: int | None = None
    objectives: tuple[str, ...] = ()
    said: Mapping[str, object] = field(default_factory=dict)
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """A page that was read: its front-matter, its nodes, and its text."""

    says: Mapping[str, object]
    nodes: tuple[Node, ...]
    text: str


def opened_page(book: Book, path: str, manner: Manner, text: str | None = None) -> Front:
    """Return a page of the folder; raises `UnusableInputError` where its front-matter cannot be read."""
    text = book.folder.text(path) if text is None else text
    nodes = read_markdown(text, path, manner.flavour).children
    says: object = {}
    if nodes and nodes[0].kind == "front_matter":
        try:
            says = yaml_of(nodes[0].text, path)
        except UnusableInputError as error:
            book.losses.append(Lost(path, "line 1", f"its front-matter, {error}", "Say it by hand"))
        nodes = nodes[1:]
    return Front(says if isinstance(says, dict) else {}, nodes, text)


def chapter(path: str, front: Front, fallback: str = "", **more: object) -> Chapter:
    """Return a page as one chapter: titled by its front-matter, else by the heading it begins with."""
    said = front.says.get("title")
    title, nodes = titled(front.nodes)
    if isinstance(said, str) and said.strip():
        same = title.lower() == said.strip().lower()
        title, nodes, taken = said.strip(), (nodes if same else front.nodes), same
    else:
        taken = bool(title)
    name = fallback or PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    made = Chapter(path=path, title=title or name, nodes=tuple(nodes), text=front.text, titled=taken)
    return replace(made, **more)  # type: ignore[arg-type]  # the keys are those of a chapter


def titled(nodes: Sequence[Node]) -> tuple[str, tuple[Node, ...]]:
    """Return the heading that a page begins with, as a title, and the blocks without it; empty where it begins with none."""
    for at, node in enumerate(nodes):
        if node.kind == "heading":
            low = min((int(each.attrs["level"]) for each in nodes if each.kind == "heading"), default=1)
            if (int(node.attrs["level"]) == low and sum(each.attrs.get("level") == str(low) for each in nodes) == 1) or low == 1:
                return heading_text(node), (*nodes[:at], *nodes[at + 1 :])
            break
        if node.kind not in {"html", "rule", "front_matter"} and not label_of(node):
            break
    return "", tuple(nodes)


def bind(book: Book, manner: Manner, parts: Sequence[tuple[str, Sequence[Chapter]]], title: str, **more: object) -> Draft:
    """Return the draft of a course; each part is a unit, each chapter a module."""
    named = _named(book, parts)
    _place(book, named)
    units = tuple(
        DraftUnit(part, tuple(_module(book, manner, name, each) for name, each in chapters)) for part, chapters in named if chapters
    )
    texts = {each.path: each.text for _, chapters in parts for each in chapters}
    counts = sum((manner.count(text) for text in texts.values()), Counts())
    taken = sum(each.titled for _, chapters in parts for each in chapters) + book.titles
    counts = replace(counts, headings=max(0, counts.headings - taken))
    made = Draft(title=title, units=units, media=book.shelf.files, losses=tuple(book.losses), counts=counts)
    return replace(made, **more)  # type: ignore[arg-type]  # the keys are those of a draft


Named = list[tuple[str, list[tuple[str, Chapter]]]]


def _named(book: Book, parts: Sequence[tuple[str, Sequence[Chapter]]]) -> Named:
    """Give each chapter the name of its page, or of its title where a page makes several."""
    several = [each.path for _, chapters in parts for each in chapters]
    taken: set[str] = set()
    made: Named = []
    for part, chapters in parts:
        those: list[tuple[str, Chapter]] = []
        for each in chapters:
            page = PurePosixPath(each.path)
            stem = page.stem if page.stem.lower() not in {"index", "readme", "tutorial"} else page.parent.name or page.stem
            wanted = id_of(stem if several.count(each.path) == 1 else each.title)[:58].strip("-") or "module"
            name = next(n for n in chain([wanted], (f"{wanted}-{number}" for number in count(2))) if n not in taken)
            taken.add(name)
            book.targets.setdefault(each.path, name)
            those.append((name, each))
        made.append((part, those))
    return made


def _place(book: Book, named: Named) -> None:
    """Note where places in pages go that a link leads to."""
    there = [(name, each) for _, chapters in named for name, each in chapters]
    wanted = wanted_in(node for _, each in there for node in each.nodes)
    for name, each in there:
        book.anchors.setdefault((each.path, anchor_of(each.title)), (name, ""))
        Placing(book, each.path, name, wanted).note(each.nodes)


def _module(book: Book, manner: Manner, name: str, each: Chapter) -> DraftModule:
    page = Page(book, each.path, manner.flavour, manner.own, manner.before, module=name, title=each.title)
    page.objectives += each.objectives
    levels = [int(node.attrs["level"]) for node in each.nodes if node.kind == "heading"]
    page.shift = 2 - min(levels, default=2)
    body = markdown(blocks(page, [node for node in each.nodes if not label_of(node)]))
    page.tell()
    return DraftModule(
        title=each.title,
        body=body,
        name=name,
        minutes=each.minutes or page.minutes,
        objectives=tuple(page.objectives),
        said=each.said,
    )


def licence_of(says: object) -> str:
    """Return the licence that a line names, as SPDX writes it; empty where it names none that is known."""
    found = LICENCES.search(says) if isinstance(says, str) else None
    if not found:
        return ""
    name = found[1].replace(" ", "-")
    return f"{name}-only" if name == "GPL-3.0" else name


def about(book: Book) -> None:
    """Tell of files beside the text that say what the course may be used for; they are read by people."""
    for name in ("LICENSE", "LICENSE.md", "LICENCE", "LICENSE.txt", "COPYING"):
        if book.folder.has(name):
            book.losses.append(Lost(name, "", "the licence is a text of its own and is not read", "Say `licence` in course.yml"))


def words_of(value: object) -> tuple[str, ...]:
    """Return texts of a list, or the one text that stands in its place."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, list):
        return tuple(" ".join(str(each).split()) for each in value if isinstance(each, str | int | float) and str(each).strip())
    return ()


def beside(path: str, address: str) -> str:
    """Return the path of a file that a page names."""
    return joined(path, address)
