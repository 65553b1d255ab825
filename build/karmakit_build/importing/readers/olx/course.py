"""The tree of a course of Open edX: chapters, their sequences, and the units of these; each in its own file or in its parent's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname
from urllib.parse import unquote

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.xml import inside, local, root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

_TREE = frozenset({"chapter", "sequential", "vertical"})
_POLICIES = frozenset({"wiki", "wiki_slug", "textbook", "pdf_textbook", "discussion_topic", "advanced_modules"})
MOST_OPENED = 20_000
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Placed:
    """An element with the file that it stands in."""

    element: Element
    path: str

    @property
    def title(self) -> str:
        """Return what learners read above it."""
        said = (self.element.get(key, "").split() for key in ("display_name", "url_name"))
        return " ".join(next(filter(None, said), [local(self.element)]))


@dataclass(frozen=True, slots=True)
class Subsection:
    """A sequence: its title, with that of its chapter where that has several; its units, and whether it is graded."""

    title: str
    verticals: tuple[Placed, ...]
    graded: bool


@dataclass
class Course:
    """A course that is being read; it keeps what was lost on the way, and which films and other files nothing takes along."""

    name: str
    files: Mapping[str, bytes]
    base: str
    title: str = ""
    language: str = ""
    organisation: str = ""
    subsections: tuple[Subsection, ...] = ()
    losses: list[Lost] = field(default_factory=list)
    opened: int = 0

    def picture(self, source: str) -> bytes | None:
        """Return a picture by the address that a text gives, `/static/desk.png`."""
        name = unquote(source.partition("?")[0]).removeprefix("/")
        return self.files.get(f"{self.base}{name}") if name.startswith("static/") else None

    def left(self) -> Iterator[Lost]:
        """Yield what lies beside the tree: pages, handouts, and what the course says of itself."""
        for path in sorted(self.files):
            place = path.removeprefix(self.base)
            if place.startswith(("tabs/", "info/", "about/")) and place.endswith(".html") and self.files[path].strip():
                yield Lost(self.name, place, "a page beside the course", "Bring it in by itself")

    def resolved(self, element: Element, path: str) -> Placed:
        """Return an element, from its own file where it stands there alone with a `url_name`; raises where that has no end."""
        name = element.get("url_name")
        if name is None or len(element) or (element.text or "").strip():
            return Placed(element, path)
        place = f"{local(element)}/{name.replace(':', '/')}.xml"
        data = self.files.get(f"{self.base}{place}")
        if data is None:
            return Placed(element, path)
        self.opened += 1
        if self.opened > MOST_OPENED:
            raise UnusableInputError(f"{self.name}: its files name one another without end; export the course anew")
        root = root_of(data, f"{self.name}, {place}")
        for key in ("display_name", "url_name"):
            if root.get(key) is None and element.get(key) is not None:
                root.set(key, element.get(key, ""))
        return Placed(root, place)


def course_in(path: Path, files: Mapping[str, bytes]) -> Course:
    """Return the course that files hold; raises `UnusableInputError` where there is none."""
    tops = sorted((name for name in files if name.rpartition("/")[2] == "course.xml"), key=lambda name: (name.count("/"), name))
    if not tops:
        raise UnusableInputError(f"{path}: there is no course.xml in it; export the course from Studio")
    base = f"{dirname(tops[0])}/" if dirname(tops[0]) else ""
    course = Course(path.name, files, base)
    top = root_of(files[tops[0]], f"{path}, {tops[0]}")
    organisation, run = top.get("org", ""), course.resolved(top, "course.xml")
    if local(run.element) != "course":
        raise UnusableInputError(f"{path}: course.xml holds no `course`; export the course from Studio")
    course.organisation = organisation or run.element.get("org", "")
    language = run.element.get("language", "").replace("_", "-")
    course.language = language if _TAG.fullmatch(language) else ""
    course.title = " ".join((run.element.get("display_name") or top.get("course") or "").split()) or path.stem
    course.subsections = tuple(_subsections(course, run))
    return course


def _subsections(course: Course, run: Placed) -> Iterator[Subsection]:
    for each in inside(run.element):
        if local(each) != "chapter":
            if local(each) not in _POLICIES:
                course.losses.append(Lost(course.name, f"{run.path}, line {each.sourceline}", f"a `{local(each)}` of the course"))
            continue
        chapter = course.resolved(each, run.path)
        sequences = [course.resolved(inner, chapter.path) for inner in inside(chapter.element)]
        for sequence in sequences:
            if local(sequence.element) != "sequential":
                what = f"a `{local(sequence.element)}` in a chapter"
                course.losses.append(Lost(course.name, f"{sequence.path}, line {sequence.element.sourceline}", what))
                continue
            title = chapter.title if len(sequences) == 1 else f"{chapter.title}: {sequence.title}"
            verticals = tuple(course.resolved(inner, sequence.path) for inner in inside(sequence.element))
            yield Subsection(title, verticals, sequence.element.get("graded", "").lower() == "true")
