"""Findings as GitLab's Code Quality report: one array, shown in the merge request beside the changed lines."""

import json
from collections.abc import Sequence

from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.report.fingerprints import fingerprints
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part, by_weight
from karmakit_validators.report.words import Words, words

_LEVELS = {Severity.fatal: "blocker", Severity.error: "major", Severity.warning: "minor", Severity.info: "info"}


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return the array as indented JSON, the most important findings first; a gate is `critical`."""
    say = words(manner.lang)
    marks = {id(part): fingerprints(part) for part in parts}
    issues = [_issue(part, finding, marks[id(part)][finding], say) for part, finding in by_weight(parts)]
    return json.dumps(issues, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _issue(part: Part, finding: Finding, fingerprint: str, say: Words) -> dict[str, object]:
    gate = finding.gate and finding.severity is Severity.error
    return {
        "description": say.joined(finding.message, finding.help),
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": fingerprint,
        "severity": "critical" if gate else _LEVELS[finding.severity],
        "location": {
            "path": part.path(finding),
            "lines": {"begin": finding.span.line, "end": max(finding.span.end_line, finding.span.line)},
        },
    }
