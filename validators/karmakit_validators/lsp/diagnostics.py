"""Findings as an editor shows them: underlined, with the mend in the second line."""

from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location
from pygls.uris import from_fs_path
from pygls.workspace import PositionCodec

from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.lsp.desk import Course
from karmakit_validators.lsp.places import to_range

SOURCE = "karmakit"
_WEIGHTS = {
    Severity.fatal: DiagnosticSeverity.Error,
    Severity.error: DiagnosticSeverity.Error,
    Severity.warning: DiagnosticSeverity.Warning,
    Severity.info: DiagnosticSeverity.Information,
}
Say = Callable[[Finding], Finding]


def uri_of(file: Path) -> str:
    """Return a file's address as editors write it."""
    return from_fs_path(str(file)) or file.as_uri()


def of_course(course: Course, codec: PositionCodec, say: Say) -> dict[str, list[Diagnostic]]:
    """Return the diagnostics of a course by the address of the file."""
    found: dict[str, list[Diagnostic]] = {}
    for finding in course.findings:
        file = course.folder / finding.span.path
        found.setdefault(uri_of(file), []).append(_diagnostic(say(finding), course, codec))
    return found


def _diagnostic(finding: Finding, course: Course, codec: PositionCodec) -> Diagnostic:
    lines = course.lines(finding.span.path)
    return Diagnostic(
        range=to_range(finding.span, lines, codec),
        message=f"{finding.message}\n{finding.help}" if finding.help else finding.message,
        severity=_WEIGHTS[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=_related(finding, course, codec),
    )


def _related(finding: Finding, course: Course, codec: PositionCodec) -> Sequence[DiagnosticRelatedInformation] | None:
    """Return the other places of a finding; None if there are none, as older editors expect."""
    return [
        DiagnosticRelatedInformation(
            location=Location(uri_of(course.folder / span.path), to_range(span, course.lines(span.path), codec)),
            message=f"belongs to {finding.code} {finding.name}",
        )
        for span in finding.related
    ] or None
