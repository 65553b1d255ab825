"""The foreign works of the corpus: where each lies, in which language it is, and what its site generator does with addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from karmakit_schemas.sources import Sources

LARGEST = 8 * 1024**2


@dataclass(frozen=True)
class Work:
    """One work in one language.

    `folder` is its place in the corpus, `start` the beginning of the paths that are read as its pages, `besides` beginnings that
    are no pages of it. `routed` says that a program gives its pages other addresses than their files have, so that nobody can say
    from the files alone whether a link leads somewhere.
    """

    folder: str
    language: str
    start: str = ""
    besides: tuple[str, ...] = ()
    routed: bool = False

    @property
    def name(self) -> str:
        """Return how a run calls the work."""
        return f"{self.folder}/{self.start}".rstrip("/")

    def is_page(self, path: str) -> bool:
        """Say whether a file is read as a page of this work."""
        return path.endswith((".md", ".gift")) and path.startswith(self.start) and not path.startswith(self.besides or ("\0",))


CNCF = "cncf-glossary"
SECURITY = "security-101"
OTHERS = ("hi", "ta", "bn", "mr")
PRATHAM = "pratham-books"
WORKS = (
    Work("18f-accessibility", "en", routed=True),
    Work("18f-content-guide", "en", routed=True),
    Work("carpentries/shell-novice", "en", routed=True),
    Work("carpentries/spreadsheet-ecology-lesson", "en", routed=True),
    *(Work(CNCF, language, f"content/{language}/", routed=True) for language in ("en", "hi", "bn", "ur")),
    Work("comprehensive-rust", "en", besides=("src/SUMMARY.md",)),  # its outline, as our course.yml
    Work("exercism-python", "en"),
    Work("ifi-diagnostik", "de", routed=True),
    Work("import-fixtures", "en", "gift/"),
    *(Work(PRATHAM, language, f"{language}/") for language in ("as", "gu", "kn", "ml", "or", "te")),
    Work("qa-of-code-guidance", "en", routed=True),
    Work(SECURITY, "en", besides=tuple(f"translations/{language}/" for language in OTHERS)),
    *(Work(SECURITY, language, f"translations/{language}/") for language in OTHERS),
    Work("skills", "en", routed=True),
    Work("tubaf-softwareentwicklung", "de", routed=True),
    Work("vib-training", "en"),
)


def sources(corpus: Path, work: Work) -> Sources:
    """Return all files of the folder a work lies in; larger ones than a page ever shows are left out."""
    root = corpus / work.folder
    return Sources(work.folder.replace("/", "-"), dict(_files(root)))


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.stat().st_size <= LARGEST:
            yield path.relative_to(root).as_posix(), path.read_bytes()
