"""The findings of one course, and the order in which reports that may be cut off tell them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.sources import Sources

COURSE = "course.yml"


@dataclass(frozen=True, slots=True)
class Part:
    """One course: `root` is its folder as the reader of the report names it; the paths of findings count from there.

    `before` are its files as they were published, if the run knows them: then reports tell first what stands on changed lines.
    """

    root: str
    findings: tuple[Finding, ...]
    sources: Sources
    before: Sources | None = None

    def path(self, finding: Finding) -> str:
        """Return the path of a finding's file as the reader names it."""
        return self.named(finding.span.path)

    def named(self, path: str) -> str:
        """Return a path of the course as the reader names it, with forward slashes."""
        root = self.root.replace("\\", "/").rstrip("/").removeprefix("./")
        return path if root in {"", "."} else f"{root}/{path}"

    def lines(self, path: str) -> tuple[str, ...]:
        """Return the lines of a text file; none if it is not there."""
        return _lines(self.sources, path)

    @property
    def language(self) -> str:
        """Return the language tag that `course.yml` names; an empty text if it names none in one plain word."""
        return self._key("language", r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

    @property
    def title(self) -> str:
        """Return the title as it stands in one line of `course.yml`; else the folder."""
        return self._key("title", r"[^|>\s&*!{\[#][^#]*?") or self.root.replace("\\", "/")

    def _key(self, key: str, value: str) -> str:
        pattern = re.compile(rf"{key}:[ \t]+(?P<quote>[\"']?)(?P<value>{value})(?P=quote)[ \t]*(?:#.*)?")
        found = (pattern.fullmatch(line) for line in self.lines(COURSE))
        return next((match["value"] for match in found if match), "")


def by_weight(parts: Sequence[Part]) -> Iterator[tuple[Part, Finding]]:
    """Yield all findings, the most important first: where a platform shows ten, these are the ten.

    On changed lines before others, gates before others, the grave before the light; and among equals one of each rule, then a
    second of each, so that a list that is cut shows many kinds instead of many of one.
    """
    pairs = [(part, finding, is_new) for part in parts for finding, is_new in _with_news(part)]
    seen: Counter[tuple[bool, str]] = Counter()
    ranked = []
    for part, finding, is_new in sorted(pairs, key=lambda row: (row[0].root, row[1].order)):
        rank = (not is_new, not finding.gate, -finding.severity, seen[is_new, finding.code])
        ranked.append((rank, part, finding))
        seen[is_new, finding.code] += 1
    for _, part, finding in sorted(ranked, key=lambda row: row[0]):
        yield part, finding


def counts(parts: Sequence[Part]) -> dict[str, int]:
    """Return how many findings there are of each severity, the gravest first."""
    total = {severity.name: 0 for severity in sorted(Severity, reverse=True)}
    for part in parts:
        for finding in part.findings:
            total[finding.severity.name] += 1
    return total


def _lines(sources: Sources, path: str) -> tuple[str, ...]:
    if path not in sources.files:
        return ()
    return tuple(sources.canonical(path).decode("utf-8", "replace").split("\n"))


def _with_news(part: Part) -> Iterator[tuple[Finding, bool]]:
    """Yield each finding, and whether it stands on a line that the published file does not have; a line that moved is not new."""
    known: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    for finding in part.findings:
        path, span = finding.span.path, finding.span
        if part.before and path not in known:
            known[path] = part.lines(path), frozenset(_lines(part.before, path))
        now, before = known.get(path, ((), frozenset()))
        yield finding, any(line not in before for line in now[span.line - 1 : max(span.end_line, span.line)])
