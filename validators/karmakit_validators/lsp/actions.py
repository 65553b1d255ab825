"""Quick fixes: what mends a finding, what mends all that can be mended safely, and the exception with its reason."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, Range, TextEdit, WorkspaceEdit
from pygls.workspace import PositionCodec

from karmakit_schemas.findings import Edit, Finding
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.edits import Together
from karmakit_validators.lsp.desk import Course
from karmakit_validators.lsp.diagnostics import Say, of_course, uri_of
from karmakit_validators.lsp.places import is_yaml, to_range

FIX_ALL = "source.fixAll.karmakit"
_FENCE = re.compile(r"\s*:{3,}")
_TABLE = re.compile(r"\s*\|")


def actions(course: Course, path: str, wanted: Range, codec: PositionCodec, say: Say) -> list[CodeAction]:
    """Return what can be done about the findings of a file that touch a range."""
    here = [finding for finding in course.findings if finding.span.path == path]
    touched = [f for f in here if _touches(to_range(f.span, course.lines(path), codec), wanted)]
    found = [_mend(finding, course, codec, say) for finding in touched if finding.fix]
    found += [action for finding in touched for action in _allow(finding, course, codec, say)]
    safe = _together(course.parsed.sources, (finding for finding in here if finding.fix and finding.fix.safe))
    if safe:
        title = f"Mend all that can be mended safely in this file ({len(safe)})"
        found.append(CodeAction(title, FIX_ALL, edit=_edit(safe, course, codec)))
    return found


def _touches(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _mend(finding: Finding, course: Course, codec: PositionCodec, say: Say) -> CodeAction:
    """Return the action for a finding's own fix."""
    fix = finding.fix
    edits = fix.edits if fix else ()
    title = fix.title if fix else ""
    return CodeAction(
        title=f"{finding.code}: {title}",
        kind=CodeActionKind.QuickFix,
        diagnostics=[_told(finding, course, codec, say)],
        is_preferred=bool(fix and fix.safe),
        edit=_edit(edits, course, codec),
    )


def _allow(finding: Finding, course: Course, codec: PositionCodec, say: Say) -> Iterator[CodeAction]:
    """Yield the exception with its reason still to be written; a gate has none, and a row of a table no place for it."""
    lines = course.lines(finding.span.path)
    if finding.gate or not 0 < finding.span.line <= len(lines) or _TABLE.match(lines[finding.span.line - 1]):
        return
    yield CodeAction(
        title=f"{finding.code}: allow it here, with a reason",
        kind=CodeActionKind.QuickFix,
        diagnostics=[_told(finding, course, codec, say)],
        edit=_edit([_exception(finding, lines)], course, codec),
    )


def _exception(finding: Finding, lines: Sequence[str]) -> Edit:
    """Return the comment: at the end of the line, or on a line of its own before a fence, which takes none behind it."""
    number, path = finding.span.line, finding.span.path
    line = lines[number - 1]
    said = f'allow: {finding.code} reason=""'
    if is_yaml(path, lines, number):
        return _insertion(path, number, len(line) + 1, f"  # {said}")
    if _FENCE.match(line):
        indent = line[: len(line) - len(line.lstrip())]
        return _insertion(path, number, 1, f"{indent}<!-- {said} -->\n")
    return _insertion(path, number, len(line.rstrip()) + 1, f" <!-- {said} -->")


def _insertion(path: str, line: int, column: int, text: str) -> Edit:
    return Edit(Span(path, line, column, line, column), text)


def _together(sources: Sources, findings: Iterable[Finding]) -> list[Edit]:
    """Return the edits of those findings that can be mended at once: one whose edits touch another's waits."""
    together = Together(sources)
    return [edit for finding in findings if finding.fix and together.take(finding.fix.edits) for edit in finding.fix.edits]


def _edit(edits: Iterable[Edit], course: Course, codec: PositionCodec) -> WorkspaceEdit:
    changes: dict[str, list[TextEdit]] = {}
    for edit in edits:
        place = to_range(edit.span, course.lines(edit.span.path), codec)
        changes.setdefault(uri_of(course.folder / edit.span.path), []).append(TextEdit(place, edit.text))
    return WorkspaceEdit(changes=changes)


def _told(finding: Finding, course: Course, codec: PositionCodec, say: Say) -> Diagnostic:
    """Return the diagnostic that was shown for a finding."""
    one = Course(course.folder, course.parsed, (finding,))
    return next(iter(of_course(one, codec, say).values()))[0]
