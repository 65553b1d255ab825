"""The bundle that a proof speaks of: its files by digest, what it says of its course, and what its pages show."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.archive import Archive, read_archive
from karmakit_validators.verify.course import COURSE, PROVENANCE, read_json
from karmakit_validators.verify.folder import Folder
from karmakit_validators.verify.html import LONGEST_PAGE, Page, markup, read_page

FILMS = ("video", "audio")
VIDEO = ("video", "source")
MEDIA, OUTSIDE = "media/", "media/_/"
_KIT_MODULES, _KIT_PAGE = "modules/", "index.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of the course as the bundle shows it: where it lies there, its path among the sources, and its SHA-256."""

    at: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What learners get: the media, of each module whose page can be read whether it plays a video or sound, and which videos."""

    shown: tuple[Shown, ...] = ()
    films: Mapping[str, bool] = field(default_factory=dict)
    played: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Payload:
    """A bundle's files: their paths, and how one is read (None where it is not there, or too large to be).

    They are hashed, and what learners get is looked at, when that is asked for. It is `whole` if every file of it could be read.
    """

    name: str
    paths: Collection[str]
    read: Callable[[str], bytes | None]
    hashed: Callable[[], Mapping[str, str]] = dict
    look: "Callable[[Payload], Seen]" = lambda _: Seen()
    whole: bool = True

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Return the SHA-256 of each file by its path."""
        return self.hashed()

    @cached_property
    def seen(self) -> Seen:
        """Return what learners get."""
        return self.look(self)

    @cached_property
    def course(self) -> Mapping[str, Any]:
        """Return what the bundle says of its course; nothing where that cannot be read."""
        return _mapping(read_json(self.read(COURSE)))

    @cached_property
    def provenance(self) -> Mapping[str, Any]:
        """Return what the bundle says of its making; nothing where that cannot be read."""
        return _mapping(read_json(self.read(PROVENANCE)))

    @property
    def modules(self) -> Mapping[str, Mapping[str, Any]]:
        """Return what the bundle says of each module, by id."""
        listed = self.course.get("modules")
        rows = [_mapping(one) for one in listed] if isinstance(listed, list) else []
        return {str(row.get("id", "")): row for row in rows}


def of_archive(archive: Archive, pages: Mapping[str, Page]) -> Payload:
    """Return the payload of a zip whose pages were read."""

    def look(payload: Payload) -> Seen:
        there = {name: str(row.get("page", "")) for name, row in payload.modules.items()}
        films = {name: _plays(pages[path]) for name, path in there.items() if path in pages}
        return Seen(tuple(_shown(archive.digests)), films, frozenset(_played(pages.values())))

    # a line feed in a name would let one file stand for two in the list that the digest is made of
    whole = all(name in archive.files and "\n" not in name for name, _ in archive.records if not name.endswith("/"))
    return Payload(archive.name, archive.files, archive.files.get, lambda: archive.digests, look, whole)


def of_folder(folder: Folder) -> Payload:
    """Return the payload of a kit: what learners get lies in its packages, one a module."""

    def look(_: Payload) -> Seen:
        shown: list[Shown] = []
        films: dict[str, bool] = {}
        for path in sorted(folder.sizes):
            if path.startswith(_KIT_MODULES) and path.endswith(".zip"):
                archive = _package(folder, path)
                shown += _shown(archive.digests, f"{path}/")
                page = _page(archive)
                if page:
                    films[path.removeprefix(_KIT_MODULES).removesuffix(".zip")] = _plays(page)
        return Seen(tuple(shown), films)

    return Payload(folder.name, folder.digests, folder.read, lambda: folder.digests, look)


def _package(folder: Folder, path: str) -> Archive:
    try:
        return read_archive(folder.read(path) or b"", path)[0]
    except UnusableInputError:  # who reads the kit says that it is no zip
        return Archive(path)


def _page(archive: Archive) -> Page | None:
    text = markup(archive.files.get(_KIT_PAGE, b""))
    return read_page(_KIT_PAGE, text) if 0 < len(text) <= LONGEST_PAGE else None


def _plays(page: Page) -> bool:
    return any(True for _ in page.root.iter(*FILMS))


def _played(pages: Iterable[Page]) -> Iterator[str]:
    """Yield the paths in the bundle of the videos that pages play."""
    for page in pages:
        for reference in page.references:
            if reference.node.tag in VIDEO and reference.attribute == "src" and reference.to.path:
                yield reference.to.path


def _shown(digests: Mapping[str, str], prefix: str = "") -> Iterator[Shown]:
    """Yield the course's own files in a bundle: those of its `media` folder by their paths, all others below `media/_/`."""
    for path, digest in digests.items():
        if path.startswith(MEDIA):
            yield Shown(prefix + path, path.removeprefix(OUTSIDE) if path.startswith(OUTSIDE) else path, digest)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
