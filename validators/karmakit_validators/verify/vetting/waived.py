"""What a waiver lets pass in the finished bundle: the same rules speak of the sources and of what was built."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.vetting import COURSE
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.vetting.judge import Standing


def lighter(findings: Sequence[Finding], payload: Payload, standings: Sequence[Standing]) -> tuple[Finding, ...]:
    """Return the findings, as warnings those that a waiver of their subject lets pass; a gate is never let pass."""
    waived = {standing.content.name: standing.waived for standing in standings}
    if not any(waived.values()):
        return tuple(findings)
    pages = {str(row.get("page", "")): name for name, row in payload.modules.items()}
    return tuple(_lighter(finding, waived, pages) for finding in findings)


def _lighter(finding: Finding, waived: Mapping[str, frozenset[str]], pages: Mapping[str, str]) -> Finding:
    subject = pages.get(finding.span.path, COURSE)
    if finding.gate or finding.severity is not Severity.error or finding.code not in waived.get(subject, ()):
        return finding
    return replace(finding, severity=Severity.warning)
