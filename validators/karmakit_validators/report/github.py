"""Findings as annotations of a GitHub workflow; GitHub shows about ten errors, ten warnings and ten notices a step."""

from collections import Counter
from collections.abc import Sequence

from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part, by_weight
from karmakit_validators.report.text import in_files
from karmakit_validators.report.words import Words, words

SHOWN = 10
_LEVELS = {Severity.fatal: "error", Severity.error: "error", Severity.warning: "warning", Severity.info: "notice"}


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return one workflow command a finding, so ordered that ten kinds are seen of each level, and a notice with the totals.

    The first of a kind says how many more there are. The totals are the tenth notice at the latest; what comes after them stands
    in the log.
    """
    say = words(manner.lang)
    pairs = list(by_weight(parts))
    more = Counter(finding.code for _, finding in pairs)
    rows: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for part, finding in pairs:
        rows[_LEVELS[finding.severity]].append(_command(part, finding, more.pop(finding.code, 1) - 1, say))
    notices = rows["notice"]
    totals = [f"::notice title=karmakit::{_data(say('totals', found=in_files(parts, say)))}\n"] if pairs else []
    return "".join([*rows["error"], *rows["warning"], *notices[: SHOWN - 1], *totals, *notices[SHOWN - 1 :]])


def _command(part: Part, finding: Finding, more: int, say: Words) -> str:
    span = finding.span
    properties = {"file": part.path(finding), "line": str(span.line)}
    if span.end_line > span.line:
        properties["endLine"] = str(span.end_line)
    else:  # GitHub takes columns only where a finding stands in one line
        properties |= {"col": str(span.column), "endColumn": str(max(span.end_column, span.column))}
    properties["title"] = f"{finding.code} {finding.name}"
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = say.joined(finding.message, finding.help)
    if more:
        message = say("more-of-kind", message=message, more=say.grouped(more))
    return f"::{_LEVELS[finding.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
