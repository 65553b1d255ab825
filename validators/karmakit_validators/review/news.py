"""Which findings are new since a course was as it was, and which are mended: known by what they mark, not by their lines."""

from dataclasses import dataclass

from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.report.fingerprints import fingerprints
from karmakit_validators.report.part import Part


@dataclass(frozen=True, slots=True)
class News:
    """Findings that were not there before, the worst first; those that are there no more; how many stayed."""

    new: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    kept: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the new findings that fail a run."""
        return tuple(finding for finding in self.new if finding.severity >= Severity.error)


def news(before: Part | None, after: Part) -> News:
    """Return what is new and what is mended; both were checked under the same settings, and are called by the same folder."""
    was, now = (fingerprints(part) if part else {} for part in (before, after))
    earlier, later = set(was.values()), set(now.values())
    new = [finding for finding, mark in now.items() if mark not in earlier]
    mended = [finding for finding, mark in was.items() if mark not in later]
    return News(tuple(sorted(new, key=_rank)), tuple(sorted(mended, key=_rank)), len(later & earlier))


def _rank(finding: Finding) -> tuple[object, ...]:
    return (not finding.gate, -finding.severity, *finding.order)
