"""A finding: one fault of a course or a bundle, with its place and its mend."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from karmakit_schemas.spans import Span


class Severity(IntEnum):
    """How much a finding weighs; a higher value is worse."""

    info = 1
    warning = 2
    error = 3
    fatal = 4


class Kind(IntEnum):
    """What a rule says: `fail` is proved, `needs_human` is what a machine cannot decide."""

    fail = 1
    needs_human = 2


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding together; `safe` ones never change what a course means."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `code` and `name` of its rule, what is wrong (`message`), where, and the mend (`help`)."""

    code: str
    name: str
    message: str
    span: Span
    severity: Severity = Severity.error
    help: str = ""
    gate: bool = False
    kind: Kind = Kind.fail
    fix: Fix | None = None
    related: tuple[Span, ...] = field(default=())

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the key findings are sorted by: place first, then code."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the object that `--format json` documents."""
        data: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "severity": self.severity.name,
            "kind": self.kind.name.replace("_", "-"),
            "gate": self.gate,
            "message": self.message,
            "help": self.help,
            "path": self.span.path,
            "line": self.span.line,
            "column": self.span.column,
            "end_line": self.span.end_line,
            "end_column": self.span.end_column,
        }
        if self.fix:
            data["fix"] = {
                "title": self.fix.title,
                "safe": self.fix.safe,
                "edits": [
                    {
                        "path": e.span.path,
                        "line": e.span.line,
                        "column": e.span.column,
                        "end_line": e.span.end_line,
                        "end_column": e.span.end_column,
                        "text": e.text,
                    }
                    for e in self.fix.edits
                ],
            }
        return data


def in_order(findings: "list[Finding] | tuple[Finding, ...]") -> tuple[Finding, ...]:
    """Return the findings sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: f.order))
