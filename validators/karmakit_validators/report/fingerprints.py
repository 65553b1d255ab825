"""What makes a finding the same one in the next run, wherever its lines have moved to."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from karmakit_schemas.findings import Finding
from karmakit_validators.report.part import Part


def fingerprints(part: Part) -> Mapping[Finding, str]:
    """Return 32 hex digits for each finding: of its rule, its file, the marked text, and which of several alike it is.

    Neither the number of the line nor the words of the message are in it: a file that grew, or a report in Hindi, has the same.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    lines: dict[str, tuple[str, ...]] = {}
    found: dict[Finding, str] = {}
    for finding in sorted(part.findings, key=lambda finding: finding.order[:4]):
        path = finding.span.path
        if path not in lines:
            lines[path] = part.lines(path)
        key = (finding.code, part.named(path), _marked(finding, lines[path]))
        text = "\0".join([*key, str(seen[key])])
        seen[key] += 1
        found[finding] = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
    return found


def _marked(finding: Finding, lines: tuple[str, ...]) -> str:
    """Return the text that a finding marks, with single spaces; where it marks none, its line."""
    span = finding.span
    if not 0 < span.line <= len(lines):
        return ""
    rows = list(lines[span.line - 1 : max(span.end_line, span.line)])
    if (span.end_line, span.end_column) > (span.line, span.column) and span.end_line <= len(lines):
        rows[-1] = rows[-1][: span.end_column - 1]
        rows[0] = rows[0][span.column - 1 :]
    return " ".join(" ".join(rows).split())
