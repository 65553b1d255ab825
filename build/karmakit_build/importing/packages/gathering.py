"""Find the pages of each part of a package: the one that is launched, those it leads to, and those its resource lists."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.packages.html import Page, first_heading, page_of, says, words_of
from karmakit_build.importing.packages.outline import Leaf
from karmakit_build.importing.packages.writing import is_page

MOST_PAGES = 3000
LARGEST_PAGE = 5 * 1024 * 1024
MOST_TEXT = 60 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """A module that is to be: the leaf that it belongs to, its page (None: there is none that could be read), title and name."""

    leaf: Leaf
    path: str
    page: Page | None
    title: str
    name: str
    launched: bool


@dataclass(frozen=True)
class Gathered:
    """All parts in their order; the pages on which nothing stands that could be read, and those beyond the most that are read."""

    parts: tuple[Part, ...]
    empty: tuple[str, ...]
    left: tuple[str, ...]


class _Names:
    """The names given so far."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, title: str) -> str:
        stem = id_of(title)[:56].strip("-") or "module"
        name = next(name for name in self._tries(stem) if name not in self.taken)
        self.taken.add(name)
        return name

    def _tries(self, stem: str) -> Iterator[str]:
        yield stem
        yield from (f"{stem}-{number}" for number in range(2, len(self.taken) + 3))


def gather(container: Container, leaves: Iterable[Leaf]) -> Gathered:
    """Return the parts of a package; a page belongs to the first leaf that launches it, else to the first that leads to it."""
    leaves = tuple(leaves)
    launched = {path for leaf in leaves if (path := container.find(leaf.address)) is not None}
    names, parts, empty, left = _Names(), [], [], []
    seen: dict[str, Page] = {}
    weight = 0
    for leaf in leaves:
        start = container.find(leaf.address) if leaf.address else None
        fresh = start is not None and start not in seen and is_page(start)
        page = None
        if start is not None and fresh:
            weight += len(container.files[start])
            if _fits(container, start, len(seen), weight):
                page = seen[start] = page_of(container.files[start])
            else:
                left.append(start)
        parts.append(Part(leaf, start or "", page, leaf.title, names.of(leaf.title), launched=True))
        for path in _beyond(container, leaf, start if fresh else None, seen, launched):
            weight += len(container.files[path])
            if not _fits(container, path, len(seen), weight):
                left.append(path)
                continue
            more = seen.setdefault(path, page_of(container.files[path]))
            if says(more.text):
                title = _title(more, path)
                parts.append(Part(leaf, path, more, title, names.of(title), launched=False))
            else:
                empty.append(path)
    return Gathered(tuple(parts), tuple(empty), tuple(left))


def _fits(container: Container, path: str, number: int, weight: int) -> bool:
    """Say whether a page is read, after so many others that weigh so much together with it."""
    return number < MOST_PAGES and weight <= MOST_TEXT and len(container.files[path]) <= LARGEST_PAGE


def _beyond(container: Container, leaf: Leaf, start: str | None, seen: Mapping[str, Page], launched: set[str]) -> Iterator[str]:
    """Yield the pages that a leaf's page leads to, and theirs, then those listed with it; none twice, none launched itself."""
    waiting: deque[str] = deque([start] if start else [])
    found: set[str] = set()
    while waiting:
        path = waiting.popleft()
        if path not in seen:
            return
        for address in seen[path].leads:
            to = container.find(address, path)
            if to is not None and is_page(to) and to not in seen and to not in launched and to not in found:
                found.add(to)
                yield to
                waiting.append(to)
    for path in leaf.pages:
        if is_page(path) and path in container.files and path not in seen and path not in launched and path not in found:
            found.add(path)
            yield path


def _title(page: Page, path: str) -> str:
    heading = first_heading(page.text)
    return words_of(heading) if heading is not None else page.title or path.rpartition("/")[2].rpartition(".")[0]
