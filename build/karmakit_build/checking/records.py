"""Findings as JSON and back, for the cache: what is not exactly what was written is nothing."""

from typing import Any

from karmakit_schemas.findings import Edit, Finding, Fix, Kind, Severity
from karmakit_schemas.spans import Span

Json = Any


def packed(finding: Finding) -> list[Json]:
    """Return a finding as a list that JSON can hold."""
    fix = finding.fix
    return [
        [finding.code, finding.name, finding.message, finding.help, "gate" if finding.gate else ""],
        [int(finding.severity), int(finding.kind)],
        list(finding.span),
        [list(span) for span in finding.related],
        [fix.title, fix.safe, [[list(edit.span), edit.text] for edit in fix.edits]] if fix else None,
    ]


def unpacked(data: Json) -> Finding:
    """Return the finding of such a list; raise `ValueError`, `TypeError` or the like if it is none."""
    texts, (severity, kind), span, related, fix = data
    code, name, message, mend, gate = map(_text, texts)
    return Finding(
        code=code,
        name=name,
        message=message,
        span=_span(span),
        severity=Severity(severity),
        help=mend,
        gate=gate == "gate",
        kind=Kind(kind),
        fix=_fix(*fix) if fix else None,
        related=tuple(map(_span, related)),
    )


def _fix(title: Json, safe: Json, edits: Json) -> Fix:
    return Fix(_text(title), tuple(Edit(_span(span), _text(text)) for span, text in edits), safe is True)


def _span(data: Json) -> Span:
    path, *places = data
    if any(type(place) is not int for place in places):
        raise TypeError(places)
    return Span(_text(path), *places)


def _text(data: Json) -> str:
    if not isinstance(data, str):
        raise TypeError(data)
    return data
