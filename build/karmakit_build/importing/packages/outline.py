"""What a manifest of any standard says: what the package is, and its launched parts in their order, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from karmakit_build.importing.draft import Counts, DraftQuestion, Lost
from karmakit_schemas.course import ModuleKind


@dataclass(frozen=True, kw_only=True)
class About:
    """What the metadata of a package say of the whole; `said` in the words of our `course.yml`."""

    title: str = ""
    language: str = ""
    summary: str = ""
    licence: str = ""
    provider: str = ""
    said: Mapping[str, object] = field(default_factory=dict)
    losses: tuple[Lost, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A part that learners open: its title, the titles above it, what it launches, and what the manifest asks of learners.

    `address` is as the manifest has it, `pages` are further files of the same part; `ident` is what `requires` of others name.
    `body` is Markdown that is known without a page, and stands before the page's own; `counts` says what is in it and in
    `questions`.
    """

    title: str
    place: str
    trail: tuple[str, ...] = ()
    address: str = ""
    pages: tuple[str, ...] = ()
    ident: str = ""
    requires: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    pass_mark: float | None = None
    limit: float | None = None
    attempts: int | None = None
    kind: ModuleKind | None = None
    body: str = ""
    questions: tuple[DraftQuestion, ...] = ()
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True)
class Outline:
    """A package as its manifest tells it: itself, its parts in their order, and what of the manifest has no place in a course.

    `used` are files that were read for it, `media` pictures that its questions show, by their names below `media/`.
    """

    manifest: str
    about: About
    leaves: tuple[Leaf, ...]
    losses: tuple[Lost, ...] = ()
    used: frozenset[str] = frozenset()
    media: Mapping[str, bytes] = field(default_factory=dict)
