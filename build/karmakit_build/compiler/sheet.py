"""The page that is being written: where it stands, what it may point to, and what it has used so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from karmakit_build.compiler import images, links
from karmakit_build.compiler.links import Target
from karmakit_build.compiler.showing import Showing
from karmakit_schemas.course import Course
from karmakit_schemas.languages import Language
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import FillIn, Numeric, Question

Writer = Callable[[Node, "Sheet"], str]


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages of a course know: its files, modules and terms, its language, and who writes which kind of node.

    `alone`: there is one page, a module's, and no way to the others or to a cover. `lite`: it is the low-bandwidth edition.
    """

    course: Course
    language: Language
    modules: frozenset[str]
    terms: frozenset[str]
    writers: Mapping[str, Writer]
    alone: bool = False
    lite: bool = False

    @property
    def showing(self) -> Showing:
        """Return which files of the course the edition shows."""
        return Showing(self.course.sources.files, self.lite)


@dataclass(slots=True)
class Sheet:
    """One page in the making; the only thing the compiler changes, and it never leaves the page's own function.

    `file` is the source the text comes from, `root` the way to the bundle's root. `notes` gives the footnotes of the text by label,
    `cited` those met so far in their order; `questions` the questions that stand in the text, `asked` counts them,
    `gaps` those of the one that is `asking`; `media` holds the files used, `linked` the terms linked to and `ids` the ids given.
    `prefix` stands before every id, where several modules share one document.
    """

    shared: Shared
    file: str
    root: str
    notes: Mapping[str, Node] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    cited: dict[str, int] = field(default_factory=dict)
    media: dict[str, None] = field(default_factory=dict)
    linked: dict[str, None] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    asked: int = 0
    asking: FillIn | Numeric | None = None
    gaps: int = 0
    prefix: str = ""

    def say(self, key: str, **places: str | int) -> str:
        """Return a string in the course's language."""
        return self.shared.language.say(key, **places)

    def cite(self, label: str) -> tuple[int, bool]:
        """Return the number of a footnote, and whether this is the first time it is met."""
        first = label not in self.cited
        return self.cited.setdefault(label, len(self.cited) + 1), first

    def target(self, href: str) -> Target:
        """Return where a link of this page's source leads."""
        return links.target(href, self.file, self.shared.course.sources.files, self.shared.modules)

    def medium(self, source: str) -> str | None:
        """Return the course's file that a picture, film or sound is of; None if there is no such file."""
        found = self.target(source)
        return found.path if found.kind == "file" else None

    def file_address(self, path: str) -> str:
        """Return the address of a course file from this page, and note that it is used."""
        self.media[path] = None
        return f"{self.root}/{links.address(links.media_path(path))}"

    def size(self, source: str) -> images.Size | None:
        """Return the size of a picture."""
        found = self.target(source)
        return images.size(self.shared.course.sources.files[found.path]) if found.kind == "file" else None

    def page(self, module: str) -> str:
        """Return the address of a module's page from this one."""
        if self.shared.alone:
            return ""
        return f"{module}.html" if self.root == ".." else f"pages/{module}.html"

    def cover(self) -> str:
        """Return the address of the cover from this page; "" where there is none."""
        if self.shared.alone:
            return ""
        return f"{self.root}/index.html" if self.root == ".." else "index.html"

    def anchor(self, wanted: str | None, fallback: str) -> str:
        """Return an id that no other element of the page has: the one wanted, or the fallback with a number."""
        name, number = wanted or f"{fallback}-1", 1
        while name in self.ids:
            number += 1
            name = f"{wanted or fallback}-{number}"
        self.ids.add(name)
        return f"{self.prefix}{name}"
