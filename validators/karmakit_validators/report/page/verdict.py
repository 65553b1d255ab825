"""The verdict in words: fit or not fit, and why."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from karmakit_schemas.findings import Finding, Kind
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part
from karmakit_validators.report.words import Words
from karmakit_validators.settings import FAILING

State = Literal["fit", "not-fit", "unread", "nothing"]


class Verdict(NamedTuple):
    """What is said first: the state, and the sentences that say why."""

    state: State
    reasons: tuple[str, ...]


def verdict(parts: Sequence[Part], manner: Manner, say: Words) -> Verdict:
    """Return the verdict over all courses; what could not be read is never called fit."""
    findings = [finding for part in parts for finding in part.findings]
    unread = len(manner.errors)
    tail = [say.number("page.why.unread", unread)] if unread else []
    if not parts:
        return Verdict("nothing", (say("page.why.nothing"), *tail))
    if any(is_grave(finding, manner) for finding in findings):
        return Verdict("not-fit", (*_reasons(findings, manner, say), *tail))
    first = say("page.why.fit") if findings else say("page.why.clean")
    return Verdict("unread" if unread else "fit", (first, *_reasons(findings, manner, say), *tail))


def is_grave(finding: Finding, manner: Manner) -> bool:
    """Say whether a finding alone keeps a course from being fit."""
    return finding.severity >= FAILING[manner.profile]


def waits(finding: Finding) -> bool:
    """Say whether a finding is for a person to decide."""
    return finding.kind is Kind.needs_human


def _reasons(findings: Iterable[Finding], manner: Manner, say: Words) -> list[str]:
    proved, waiting = [], 0
    for finding in findings:
        if waits(finding):
            waiting += 1
        else:
            proved.append(finding)
    grave = [finding for finding in proved if is_grave(finding, manner)]
    told = {
        "page.why.not-fit": len(grave),
        "page.why.gates": sum(finding.gate for finding in grave),
        "page.why.humans": waiting,
        "page.why.lighter": len(proved) - len(grave),
    }
    return [say.number(key, n) for key, n in told.items() if n]
