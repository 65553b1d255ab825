"""A course in Markdown that is being brought in: what its pages share, and the page that is being made."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from karmakit_build.importing.draft import NOTHING, Counts, Lost
from karmakit_build.importing.markdown.folder import Folder
from karmakit_build.importing.markdown.reading import PLAIN, Flavour, read_markdown
from karmakit_build.importing.shelf import Shelf
from karmakit_schemas.nodes import Node


@dataclass(slots=True)
class Book:
    """A course that is being brought in: its folder, its pictures, where its pages go, and what was lost so far."""

    folder: Folder
    shelf: Shelf
    losses: list[Lost] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    """Which module a page becomes, by its path."""
    anchors: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Which module, and which anchor in it, a place in a page becomes."""
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The same for labels that hold for the whole course."""
    titles: int = 0
    """How many headings became the title of a box."""

    @classmethod
    def of(cls, folder: Folder) -> "Book":
        """Return a book of which nothing is read yet."""
        return cls(folder, Shelf())


Own = Callable[["Page", Node], "list[Node] | None"]


@dataclass(slots=True)
class Page:
    """One page being made: its path in the folder, its flavour, and what its maker's own kinds of blocks and inlines become."""

    book: Book
    path: str
    flavour: Flavour = PLAIN
    own: Mapping[str, Own] = field(default_factory=dict)
    before: Callable[["Page", Sequence[Node]], Sequence[Node]] | None = None
    """What the maker's own way makes of neighbouring blocks before each is looked at."""
    module: str = ""
    title: str = ""
    objectives: list[str] = field(default_factory=list)
    minutes: int | None = None
    asked: int = 0
    asked_files: int = 0
    nested: int = 0
    shift: int = 0
    told: Counter[tuple[str, str, Counts]] = field(default_factory=Counter)
    first: dict[tuple[str, str, Counts], int] = field(default_factory=dict)

    def lose(self, line: int, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        """Tell of something that was lost in a line."""
        self.book.losses.append(Lost(self.path, f"line {line}", what, mend, counts))

    def once(self, line: int, what: str, mend: str = "", counts: Counts = NOTHING) -> None:
        """Tell of something that may stand often in a page: once, with how often it does."""
        self.told[what, mend, counts] += 1
        self.first.setdefault((what, mend, counts), line)

    def tell(self) -> None:
        """Write down what was told once."""
        for (what, mend, each), times in self.told.items():
            often = f" ({times} times)" if times > 1 else ""
            self.lose(self.first[what, mend, each], what + often, mend, each * times)
        self.told.clear()

    def read(self, text: str, first: int = 0) -> Node:
        """Return a text of this page as foreign nodes."""
        return read_markdown(text, self.path, self.flavour, first)

    def question_id(self) -> str:
        """Return an id for the next question of the module."""
        self.asked += 1
        return f"{self.module[:56].rstrip('-')}-q{self.asked}"
