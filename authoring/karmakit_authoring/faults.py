"""The faults that reading a course can find, and how they become findings."""

from typing import NamedTuple

from karmakit_schemas.findings import Edit, Finding, Fix, Severity
from karmakit_schemas.spans import Span


class Fault(NamedTuple):
    """Code, name and severity of what reading can find; all are gates, since what could not be read cannot be built."""

    code: str
    name: str
    severity: Severity = Severity.error

    def at(self, span: Span, message: str, mend: str, related: tuple[Span, ...] = (), *, fix: Fix | None = None) -> Finding:
        """Return the finding of this fault at `span`."""
        return Finding(self.code, self.name, message, span, self.severity, mend, gate=True, fix=fix, related=related)


def meant(span: Span, word: str) -> Fix:
    """Return the fix that writes the word which was probably meant; a person must look whether it was."""
    return Fix(f"write `{word}`", (Edit(span, word),))


def quoted(span: Span) -> Fix:
    """Return the fix that puts a YAML value between double quotes; it must hold neither quotes nor backslashes."""
    ends = Span(span.path, span.line, span.column, span.line, span.column), Span(span.path, *span[3:], *span[3:])
    return Fix("put it in quotes", tuple(Edit(end, '"') for end in ends))


FRONT_MATTER_MISSING = Fault("STR001", "front-matter-missing")
INVALID_YAML = Fault("STR002", "front-matter-invalid-yaml", Severity.fatal)
SCHEMA = Fault("STR003", "front-matter-schema")
UNKNOWN_DIRECTIVE = Fault("STR010", "unknown-directive")
UNBALANCED_DIRECTIVE = Fault("STR011", "unbalanced-directive")
OUTLINE_MISSING_FILE = Fault("STR021", "outline-missing-file")
MERGE_CONFLICT = Fault("STR025", "merge-conflict-marker", Severity.fatal)
NOT_UTF8 = Fault("STR028", "text-not-utf8", Severity.fatal)
TOO_LARGE = Fault("STR029", "file-too-large", Severity.fatal)
COURSE_EMPTY = Fault("STR031", "course-empty", Severity.fatal)
TOO_DEEP = Fault("STR032", "nesting-too-deep")
GLOSSARY_SHAPE = Fault("STR033", "glossary-shape-unclear")
QUESTION_SHAPE = Fault("ITM041", "question-shape-unclear")
YAML_BOMB = Fault("SEC012", "yaml-bomb", Severity.fatal)
