"""The findings of one course, and the order in which reports that may be cut off tell them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.sources import Sources


@dataclass(frozen=True, slots=True)
class Part:
    """One course: `root` is its folder as the reader of the report names it; the paths of findings count from there."""

    root: str
    findings: tuple[Finding, ...]
    sources: Sources

    def path(self, finding: Finding) -> str:
        """Return the path of a finding's file as the reader names it."""
        root = self.root.replace("\\", "/").rstrip("/")
        return finding.span.path if root in {"", "."} else f"{root}/{finding.span.path}"

    def lines(self, path: str) -> tuple[str, ...]:
        """Return the lines of a text file; none if it is not there."""
        if path not in self.sources.files:
            return ()
        return tuple(self.sources.canonical(path).decode("utf-8", "replace").split("\n"))


def by_weight(parts: Sequence[Part]) -> Iterator[tuple[Part, Finding]]:
    """Yield all findings, the gravest first: where a platform shows ten, these are the ten."""
    pairs = [(part, finding) for part in parts for finding in part.findings]
    yield from sorted(pairs, key=lambda pair: (-pair[1].severity, not pair[1].gate, pair[0].root, pair[1].order))


def counts(parts: Sequence[Part]) -> dict[str, int]:
    """Return how many findings there are of each severity, the gravest first."""
    total = {severity.name: 0 for severity in sorted(Severity, reverse=True)}
    for part in parts:
        for finding in part.findings:
            total[finding.severity.name] += 1
    return total
