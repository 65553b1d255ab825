"""A file's bytes as text, or the finding that says why not."""

import re

from karmakit_authoring.faults import MERGE_CONFLICT, NOT_UTF8, TOO_LARGE
from karmakit_authoring.source_text import NotUtf8Error, SourceText
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span

MAX_BYTES = 1024**2
CODE_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
BEGINS, ENDS = "<<<<<<<", ">>>>>>>"


def read_text(path: str, data: bytes, findings: list[Finding]) -> SourceText | None:
    """Return the text of a file; None, and a finding, if it is no text that can be read."""
    if len(data) > MAX_BYTES:
        message = f"{len(data) / 1024**2:.1f} MB of text in one file"
        findings.append(TOO_LARGE.at(Span(path), message, "Keep it under 1 MB: split it into several modules"))
        return None
    try:
        source = SourceText.decode(path, data)
    except NotUtf8Error as error:
        mend = "Save the file as UTF-8; in most editors: Save with encoding"
        message = f"the file is not UTF-8: byte 0x{error.byte:02X} here is no part of a character"
        findings.append(NOT_UTF8.at(error.span, message, mend))
        return None
    conflicts = _conflicts(source)
    findings.extend(conflicts)
    return None if conflicts else source


def _conflicts(source: SourceText) -> list[Finding]:
    """Return a finding for each merge that Git left to be decided; code that shows such marks is none."""
    if BEGINS not in source.text and ENDS not in source.text:
        return []
    found: list[Finding] = []
    fence = ""
    inside = False
    for number in range(len(source.starts)):
        line = source.line(number)
        if mark := CODE_FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif not fence and line.startswith((BEGINS, ENDS)) and line[7:8] in {"", " "}:
            if line.startswith(BEGINS) or not inside:
                message = "Git left a merge here that is not decided"
                mend = "Keep one of the two versions, and remove the lines <<<<<<<, ======= and >>>>>>>"
                found.append(MERGE_CONFLICT.at(source.line_span(number), message, mend))
            inside = line.startswith(BEGINS)
    return found
