"""Findings as SARIF 2.1.0, for code scanning; columns are told in code points, as ours are."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from karmakit_schemas.findings import Finding, Fix, Kind, Severity
from karmakit_schemas.spans import Span
from karmakit_validators import speaking
from karmakit_validators.catalogue import Entry, by_code
from karmakit_validators.report.fingerprints import fingerprints
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part, by_weight
from karmakit_validators.report.words import Words, words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""How many results GitHub takes of a run; a log with more is refused as a whole. It shows the first 5,000."""
_LEVELS = {Severity.fatal: "error", Severity.error: "error", Severity.warning: "warning", Severity.info: "note"}


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return one SARIF log with one run, the most important results first; beyond what platforms take, the rest is left out."""
    say = words(manner.lang)
    everything = list(by_weight(parts))
    pairs = everything[:MOST]
    codes = sorted({finding.code: finding.name for _, finding in pairs}.items())
    places = {code: index for index, (code, _) in enumerate(codes)}
    marks = {id(part): fingerprints(part) for part in parts}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "karmakit", "rules": [_rule(code, name, manner.lang) for code, name in codes]}},
        "language": manner.lang,
        "columnKind": "unicodeCodePoints",
        "properties": {"profile": manner.profile},
        "results": [_result(part, finding, places[finding.code], marks[id(part)][finding], say) for part, finding in pairs],
    }
    notes = [*manner.errors, *_left_out(len(everything), say)]
    if notes:
        told = [{"level": "warning", "message": {"text": note}} for note in notes]
        run["invocations"] = [{"executionSuccessful": not manner.errors, "toolExecutionNotifications": told}]
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _left_out(number: int, say: Words) -> list[str]:
    return [say("cut", kept=say.grouped(MOST), all=say.grouped(number))] if number > MOST else []


def _rule(code: str, name: str, lang: str) -> dict[str, Any]:
    entry = by_code().get(code)
    rule: dict[str, Any] = {"id": code, "name": name}
    if entry is None:
        return rule
    tags = [entry.family, *(["gate"] if entry.rule.gate else [])]
    return {
        **rule,
        "shortDescription": {"text": speaking.title(entry, lang)},
        "fullDescription": {"text": _first_paragraph(entry, "What is wrong")},
        "help": {"text": _first_paragraph(entry, "How to mend it"), "markdown": entry.page()},
        "defaultConfiguration": {"level": _LEVELS[entry.rule.severity]},
        "properties": {"tags": tags, "gate": entry.rule.gate},
    }


def _first_paragraph(entry: Entry, heading: str) -> str:
    """Return the first paragraph under a heading of a rule's page."""
    return entry.section(heading).strip().partition("\n\n")[0].replace("\n", " ") or heading


def _result(part: Part, finding: Finding, index: int, fingerprint: str, say: Words) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "kind": "review" if finding.kind is Kind.needs_human else "fail",
        "message": {"text": say.joined(finding.message, finding.help)},
        "locations": [_location(part, finding.span)],
        "partialFingerprints": {"karmakit/v1": fingerprint},
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
    return quote(part.named(span.path))


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": max(span.end_column, span.column) if span.end_line == span.line else span.end_column,
    }
