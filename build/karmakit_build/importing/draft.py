"""What a reader makes of a foreign file: texts in our Markdown, questions as values, media, and a line for all that was lost."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from operator import add
from typing import Literal

from karmakit_schemas.course import ModuleKind

QuestionKind = Literal["choice", "true-false", "matching", "ordering", "fill-in", "numeric", "scale", "reflection"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of what: counted in the source by its reader, and in the course by whoever parses it."""

    headings: int = 0
    pictures: int = 0
    tables: int = 0
    questions: int = 0
    right_answers: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return how much there is in both."""
        return Counts(*map(add, astuple(self), astuple(other)))

    def __mul__(self, times: int) -> "Counts":
        """Return how much it is where it is there several times."""
        return Counts(*(number * times for number in astuple(self)))


NOTHING = Counts()
"""What a line takes from the sums that tells of a manner, a link or a setting: none of what is counted."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that was not carried over, or not as it was: in which file, where in it (`slide 3`), what, and the mend.

    `counts` is how much of what is counted is missing with it: what the source has is what the course has, and what is told.
    """

    path: str
    place: str
    what: str
    mend: str = ""
    counts: Counts = NOTHING

    def __str__(self) -> str:
        """Return it as one line."""
        where = f"{self.path}, {self.place}" if self.place else self.path
        return f"{where}: {self.what}{f'. {self.mend}' if self.mend else ''}"


def missing_picture(source: str) -> tuple[str, str, Counts]:
    """Return what is told of a picture that did not come along, by its address: what, the mend, and what it takes from the sums."""
    return (
        f"a picture, {source[:80] or 'without a file'}",
        "Put the file into media/ and show it where it stood",
        Counts(pictures=1),
    )


@dataclass(frozen=True, slots=True)
class DraftOption:
    """An answer to choose, or an item to put in order; Markdown of one paragraph, with its feedback."""

    text: str
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class DraftPair:
    """A pair to match; without a left side it is a distractor."""

    left: str
    right: str
    feedback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuestion:
    """A question as our dialect knows them; `stem` is Markdown, and holds the gaps of a fill-in or number as `[[…]]`.

    `name` is what the source calls it: its id is made of that. An open question is a `reflection`: it has no answer here.
    """

    kind: QuestionKind
    stem: str
    name: str = ""
    options: tuple[DraftOption, ...] = ()
    pairs: tuple[DraftPair, ...] = ()
    heads: tuple[str, str] = ("", "")
    hints: tuple[str, ...] = ()
    right: str = ""
    wrong: str = ""
    feedback: str = ""
    points: int = 1
    case: bool = False
    shuffle: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftModule:
    """A module that is to be: `body` is Markdown of our dialect; its questions stand after it, in their order.

    Pictures are named as they lie in the course, `../media/…`; other modules as their `name` has it, `name.md`. What the source
    does not say (kind, minutes, objectives) stays open. `requires` holds names of modules; `said` what else the source says in the
    words of our front-matter.
    """

    title: str
    body: str = ""
    name: str = ""
    kind: ModuleKind | None = None
    minutes: int | None = None
    objectives: tuple[str, ...] = ()
    questions: tuple[DraftQuestion, ...] = ()
    requires: tuple[str, ...] = ()
    said: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """A unit that is to be."""

    title: str
    modules: tuple[DraftModule, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A course that is to be; `media` are files by their path below `media/`, `counts` what the reader counted in the source.

    `said` is what else the source says in the words of our `course.yml`; `glossary` the text of a `glossary.md`; `cut` says how a
    source that knows no modules was divided into them.
    """

    title: str
    units: tuple[DraftUnit, ...]
    language: str = ""
    summary: str = ""
    licence: str = ""
    provider: str = ""
    media: Mapping[str, bytes] = field(default_factory=dict)
    losses: tuple[Lost, ...] = ()
    counts: Counts = Counts()
    said: Mapping[str, object] = field(default_factory=dict)
    glossary: str = ""
    cut: str = ""
