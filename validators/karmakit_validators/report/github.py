"""Findings as annotations of a GitHub workflow; GitHub shows about ten a step, so the gravest come first."""

from collections.abc import Sequence

from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.report.part import Part, by_weight

_LEVELS = {Severity.fatal: "error", Severity.error: "error", Severity.warning: "warning", Severity.info: "notice"}


def render(parts: Sequence[Part], *, colour: bool, profile: str) -> str:  # noqa: ARG001 - every format is called alike
    """Return one workflow command a finding."""
    return "".join(_command(part, finding) for part, finding in by_weight(parts))


def _command(part: Part, finding: Finding) -> str:
    span = finding.span
    properties = {"file": part.path(finding), "line": str(span.line)}
    if span.end_line > span.line:
        properties["endLine"] = str(span.end_line)
    else:  # GitHub takes columns only where a finding stands in one line
        properties |= {"col": str(span.column), "endColumn": str(max(span.end_column, span.column))}
    properties["title"] = f"{finding.code} {finding.name}"
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{finding.message}. {finding.help}" if finding.help else finding.message
    return f"::{_LEVELS[finding.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
