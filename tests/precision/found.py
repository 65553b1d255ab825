"""All findings in the corpus that speak of its text, each with the place it has in the corpus."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from off import is_asked
from reading import read
from works import WORKS, Work, sources

from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

MEDIA = "media/"
PUBLISH = Settings("publish")
PREFIX = 12


@dataclass(frozen=True)
class Found:
    """One finding: the path in the corpus, and the beginning of the SHA-256 of the text it covers, as the rules read it."""

    path: str
    finding: Finding
    text: str
    language: str

    @property
    def key(self) -> tuple[str, str, int, int, str]:
        """Return what a label knows a finding by."""
        span = self.finding.span
        return self.path, self.finding.code, span.line, span.column, hashlib.sha256(self.text.encode()).hexdigest()[:PREFIX]


def everywhere(corpus: Path, works: Sequence[Work] = WORKS) -> Iterator[Found]:
    """Yield what the rules find in each work; a file that is no page is told of once, by the first work of its folder."""
    seen: set[str] = set()
    for work in works:
        yield from of_work(work, sources(corpus, work), others=work.folder not in seen)
        seen.add(work.folder)


def of_work(work: Work, given: Sources, *, others: bool) -> Iterator[Found]:
    """Yield what the rules find in one work; `others` says whether to tell of files too that are none of its pages."""
    parsed = read(work, given)
    told: set[tuple[object, ...]] = set()  # a picture lies at two places, and a rule may look at both
    for finding in check(parsed, PUBLISH):
        path = finding.span.path.removeprefix(MEDIA)
        if not is_asked(finding, work) or not (work.is_page(path) or (others and not path.endswith(".md"))):
            continue
        found = Found(f"{work.folder}/{path}", finding, _covered(parsed.sources, finding), work.language)
        if (*found.key, finding.message) not in told:
            told.add((*found.key, finding.message))
            yield found


def _covered(read_as: Sources, finding: Finding) -> str:
    """Return the text of a finding's range, as the rules read it; of a whole file nothing."""
    span = finding.span
    if span.path not in read_as.files or (span.line, span.column) == (span.end_line, span.end_column):
        return ""
    lines = read_as.canonical(span.path).decode("utf-8", "replace").split("\n")[span.line - 1 : span.end_line]
    if not lines:
        return ""
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)
