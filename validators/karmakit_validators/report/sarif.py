"""Findings as SARIF 2.1.0, for code scanning; columns are told in code points, as ours are."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from karmakit_schemas.findings import Finding, Fix, Kind, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import by_code
from karmakit_validators.report.part import Part, by_weight

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.fatal: "error", Severity.error: "error", Severity.warning: "warning", Severity.info: "note"}


def render(parts: Sequence[Part], *, colour: bool, profile: str) -> str:  # noqa: ARG001 - every format is called alike
    """Return one SARIF log with one run, the gravest results first."""
    pairs = list(by_weight(parts))
    codes = sorted({finding.code: finding.name for _, finding in pairs}.items())
    places = {code: index for index, (code, _) in enumerate(codes)}
    run = {
        "tool": {"driver": {"name": "karmakit", "rules": [_rule(code, name) for code, name in codes]}},
        "columnKind": "unicodeCodePoints",
        "properties": {"profile": profile},
        "results": [_result(part, finding, places[finding.code]) for part, finding in pairs],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _rule(code: str, name: str) -> dict[str, Any]:
    entry = by_code().get(code)
    rule: dict[str, Any] = {"id": code, "name": name}
    if entry is None:
        return rule
    page = entry.page()
    return {
        **rule,
        "shortDescription": {"text": name.replace("-", " ")},
        "fullDescription": {"text": _section(page, "What is wrong")},
        "help": {"text": _section(page, "How to mend it"), "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[entry.rule.severity]},
        "properties": {"tags": [entry.family], "gate": entry.rule.gate},
    }


def _section(page: str, heading: str) -> str:
    """Return the first paragraph under a heading of a rule's page."""
    after = page.partition(f"## {heading}\n")[2].strip()
    return after.partition("\n\n")[0].replace("\n", " ") or heading


def _result(part: Part, finding: Finding, index: int) -> dict[str, Any]:
    text = f"{finding.message}. {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "kind": "review" if finding.kind is Kind.needs_human else "fail",
        "message": {"text": text},
        "locations": [_location(part, finding.span)],
    }
    if finding.kind is Kind.needs_human:
        result["level"] = "none"  # SARIF allows a level only where the kind is fail
    if finding.related:
        result["relatedLocations"] = [_location(part, span) for span in finding.related]
    if finding.fix:
        result["fixes"] = [_fix(part, finding.fix)]
    return result


def _location(part: Part, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(part, span)}, "region": _region(span)}}


def _fix(part: Part, fix: Fix) -> dict[str, Any]:
    changes = [
        {
            "artifactLocation": {"uri": _uri(part, edit.span)},
            "replacements": [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}],
        }
        for edit in fix.edits
    ]
    return {"description": {"text": fix.title}, "artifactChanges": changes}


def _uri(part: Part, span: Span) -> str:
    root = part.root.replace("\\", "/").rstrip("/")
    return quote(span.path if root in {"", "."} else f"{root}/{span.path}")


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": max(span.end_column, span.column) if span.end_line == span.line else span.end_column,
    }
