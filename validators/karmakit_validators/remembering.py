"""What the rules found page by page, for the next run over the same course: only a page that can read otherwise is asked again.

A page is asked again when its own file is another; when anything of the course but its modules is; when its rules looked into other
modules; and when a word list means other phrases to the course. What rules look at is seen by the context that they are given,
so a new rule needs to declare nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from karmakit_schemas.course import Course
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.check import Looked
from karmakit_validators.context import Context
from karmakit_validators.page import Page
from karmakit_validators.settings import Settings

FOLDER, SUFFIX = "modules/", ".md"


Look = Callable[[Page], Looked]


class _Around(NamedTuple):
    """All that decides what is found, but the text of the modules."""

    settings: Settings
    name: str
    names: frozenset[str]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page as it was looked at: its module and its bytes, what was found, and what its rules asked of the course."""

    page: Page
    data: bytes
    looked: Looked
    others: bool
    said: Mapping[str, tuple[str, ...]]


class Memory:
    """The pages of one course as the last run met them; not to be used by two runs at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._around: _Around | None = None
        self._kept: dict[str, _Kept] = {}

    def look(self, context: Context, look: Look) -> list[Looked]:
        """Return what `look` finds on each page of a run, asking it only where that is not known; a run has its pages from here."""
        around = _around(context)
        known = self._kept if context.before is None and around == self._around else {}
        pages = tuple(_page(page, self._kept.get(page.path)).again(context) for page in context.pages)
        context.__dict__["pages"] = pages  # where the property keeps them
        kept = {page.path: _known(page, known.get(page.path), context) or _look(page, context, look) for page in context.pages}
        last = {path: replace(one, page=one.page.again(context)) for path, one in kept.items()}  # no earlier run is held
        context.__dict__["pages"] = tuple(one.page for one in last.values())
        context.__dict__.pop("_by_path", None)
        self._around, self._kept = (around if context.before is None else None), last
        return [one.looked for one in last.values()]


def _around(context: Context) -> _Around:
    files = context.parsed.sources.files
    others = {path: data for path, data in files.items() if not _is_module(path)}
    return _Around(context.settings, context.parsed.sources.name, frozenset(files), others)


def _is_module(path: str) -> bool:
    return path.startswith(FOLDER) and path.endswith(SUFFIX)


def _page(page: Page, kept: _Kept | None) -> Page:
    """Return the page of a run, with what was worked out of its text before, if that is the same."""
    return kept.page if kept and page.module and kept.page.module is page.module else page


def _known(page: Page, kept: _Kept | None, context: Context) -> _Kept | None:
    """Return what is known of a page, if its rules could not find anything else today."""
    if kept is None or kept.others or kept.data != context.parsed.sources.files[page.path]:
        return None
    return kept if all(context.said(name) == phrases for name, phrases in kept.said.items()) else None


def _look(page: Page, context: Context, look: Look) -> _Kept:
    notes = _Notes(page.path)
    notes.page = page.again(_Watched(_parsed(context.parsed, notes), context.before, context.settings, course=context, notes=notes))
    looked = look(notes.page)
    return _Kept(notes.page, context.parsed.sources.files[page.path], looked, notes.others, notes.said)


@dataclass(slots=True)
class _Notes:
    """What the rules asked of the course for one page; it changes while they look at that page, and never after."""

    own: str
    page: Page | None = None
    others: bool = False
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def ask(self, path: str) -> None:
        """Note that a file was asked for: one of another module binds the page to it."""
        self.others |= path != self.own and _is_module(path)


@dataclass(frozen=True)
class _Watched(Context):
    """The course as the rules of one page see it."""

    course: Context = field(kw_only=True)
    notes: _Notes = field(kw_only=True)

    def __getattribute__(self, name: str) -> Any:
        if name in {"pages", "_by_path", "_vocabulary"}:
            self.notes.others = True
            return getattr(self.course, name)
        return super().__getattribute__(name)

    def page(self, path: str) -> Page | None:
        if path == self.notes.own:
            return self.notes.page
        self.notes.others = True
        return self.course.page(path)

    def said(self, name: str) -> tuple[str, ...]:
        return self.notes.said.setdefault(name, self.course.said(name))

    def text(self, path: str) -> str:
        self.notes.ask(path)
        return self.course.text(path)

    def lines(self, path: str) -> tuple[str, ...]:
        self.notes.ask(path)
        return self.course.lines(path)


@dataclass(frozen=True)
class _WatchedParsed(Parsed):
    notes: _Notes = field(kw_only=True)

    def __getattribute__(self, name: str) -> Any:
        if name in {"findings", "modules", "course", "complete"}:
            self.notes.others = True
        return super().__getattribute__(name)


@dataclass(frozen=True, kw_only=True)
class _WatchedCourse(Course):
    notes: _Notes

    def __getattribute__(self, name: str) -> Any:
        if name == "modules":
            self.notes.others = True
        return super().__getattribute__(name)


@dataclass(frozen=True)
class _Files(Mapping[str, bytes]):
    """The files of a course; which there are is no secret, for a change of that changes all that is around a page."""

    files: Mapping[str, bytes]
    notes: _Notes

    def __getitem__(self, path: str) -> bytes:
        self.notes.ask(path)
        return self.files[path]

    def __contains__(self, path: object) -> bool:
        return path in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


@dataclass(frozen=True)
class _Paths(AbstractSet[str]):
    """Paths of modules of which something is told: of the own one the page knows."""

    paths: frozenset[str]
    notes: _Notes

    def __contains__(self, path: object) -> bool:
        self.notes.others |= path != self.notes.own
        return path in self.paths

    def __iter__(self) -> Iterator[str]:
        self.notes.others = True
        return iter(self.paths)

    def __len__(self) -> int:
        self.notes.others = True
        return len(self.paths)


def _parsed(parsed: Parsed, notes: _Notes) -> Parsed:
    sources = Sources(parsed.sources.name, _Files(parsed.sources.files, notes))
    part = _WatchedCourse(**{**vars(parsed.part), "sources": sources}, notes=notes)
    lossy = cast("frozenset[str]", _Paths(parsed.lossy, notes))  # it can do what is asked of one, and notes it
    return _WatchedParsed(**{**vars(parsed), "sources": sources, "part": part, "lossy": lossy}, notes=notes)
