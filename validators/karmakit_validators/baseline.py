"""A baseline: what an old repository is not held to yet; it hides findings that are recorded, and can only shrink."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.catalogue import by_code

VERSION = 1
MOST = 1_000_000
LENGTH = 16
MEND = "take it back from Git, or delete it and begin again with --write-baseline"
_KEYS = ("course", "file", "code", "text")


class Mark(NamedTuple):
    """What a finding is known by: its course's path, its file, its code, and a hash of the text in its range; not by its line."""

    course: str
    file: str
    code: str
    text: str


Baseline = Mapping[Mark, int]
"""How many findings of each mark are recorded."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings of a course that are not recorded, and how many of each mark are."""

    kept: tuple[Finding, ...]
    hidden: Baseline = field(default_factory=dict)


def recorded(course: str, findings: Iterable[Finding], sources: Sources) -> Baseline:
    """Return the marks of all findings of a course that a baseline may hide."""
    return Counter(_mark(course, finding, sources) for finding in findings if _may_hide(finding))


def sift(course: str, findings: Iterable[Finding], sources: Sources, baseline: Baseline) -> Sifted:
    """Part the findings of a course into those that a baseline does not hide, and those that it does."""
    hidden: Counter[Mark] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        mark = _mark(course, finding, sources) if _may_hide(finding) else None
        if mark and hidden[mark] < baseline.get(mark, 0):
            hidden[mark] += 1
        else:
            kept.append(finding)
    return Sifted(tuple(kept), {mark: number for mark, number in hidden.items() if number})


def mended(baseline: Baseline, hidden: Baseline, courses: Collection[str], codes: Collection[str]) -> dict[Mark, int]:
    """Return how many findings of each mark are no more, of those courses and rules that were looked at; of other rules, all."""
    return {
        mark: left
        for mark, number in baseline.items()
        if (mark.course in courses and (mark.code in codes or mark.code not in by_code()))
        if (left := number - hidden.get(mark, 0)) > 0
    }


def without(baseline: Baseline, gone: Baseline) -> Baseline:
    """Return a baseline less what is mended; never more than it was."""
    return {mark: left for mark, number in baseline.items() if (left := number - gone.get(mark, 0)) > 0}


def total(baseline: Baseline) -> int:
    """Return how many findings a baseline holds."""
    return sum(baseline.values())


def as_text(baseline: Baseline) -> str:
    """Return a baseline as JSON: sorted, an entry a line, so that a change of it can be read."""
    lines = [json.dumps({**mark._asdict(), "count": baseline[mark]}, ensure_ascii=False) for mark in sorted(baseline)]
    entries = ",\n".join(f"    {line}" for line in lines)
    body = f"[\n{entries}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'


def read(data: bytes, name: str) -> Baseline:
    """Return the baseline that a file holds; raise in one line where it holds none."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnusableInputError(f"{name}: this is no JSON in UTF-8; {MEND}") from None
    version = told.get("version") if isinstance(told, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise UnusableInputError(f"{name}: a later karmakit wrote it (version {version}); use that one")
    entries = told.get("findings") if isinstance(told, dict) and version == VERSION and not isinstance(version, bool) else None
    if not isinstance(entries, list) or len(entries) > MOST:
        raise UnusableInputError(f"{name}: this is no baseline; {MEND}")
    marks: Counter[Mark] = Counter()
    for number, entry in enumerate(entries, 1):
        count = entry.get("count") if _is_entry(entry) else None
        if type(count) is not int or not 0 < count <= MOST:
            raise UnusableInputError(f"{name}: entry {number} is not as karmakit writes it; {MEND}")
        marks[Mark(*(entry[key] for key in _KEYS))] += count
    return marks


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.keys() == {*_KEYS, "count"} and all(isinstance(entry[key], str) for key in _KEYS)


def _may_hide(finding: Finding) -> bool:
    """Say whether a finding may be recorded: no gate, and nothing that a change against what was published did."""
    entry = by_code().get(finding.code)
    return not finding.gate and not (entry and (entry.rule.gate or entry.rule.layer == "repository"))


def _mark(course: str, finding: Finding, sources: Sources) -> Mark:
    words = " ".join(_covered(finding, sources).split())
    return Mark(course, finding.span.path, finding.code, hashlib.sha256(words.encode()).hexdigest()[:LENGTH])


def _covered(finding: Finding, sources: Sources) -> str:
    """Return the text in a finding's range; none where its file is no text or not there."""
    span = finding.span
    if span.path not in sources.files:
        return ""
    lines = sources.canonical(span.path).decode("utf-8", "replace").split("\n")[span.line - 1 : span.end_line]
    if not lines:
        return ""
    if span.line == span.end_line:
        return lines[0][span.column - 1 : span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:-1], lines[-1][: span.end_column - 1]])
