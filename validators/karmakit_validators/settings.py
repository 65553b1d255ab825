"""How a run of `check` weighs and chooses: the profile, the rules, the day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from karmakit_schemas.findings import Finding, Severity

Profile = Literal["draft", "review", "publish"]

FAILING: dict[Profile, Severity] = {"draft": Severity.error, "review": Severity.error, "publish": Severity.error}
"""From which severity on a finding fails a run."""


@dataclass(frozen=True)
class Settings:
    """`select` and `ignore` hold codes, beginnings of codes or names; no `select` is all.

    `today` decides whether an exception has run out; without it none has, so that a result is a function of its inputs.
    `severities` weigh rules otherwise than their pages say, by code; a gate keeps its weight. `known` are words that the project
    spells like this on purpose, `terms` its preferred terms, each by the variant that is not to be used.
    """

    profile: Profile = "review"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    terms: Mapping[str, str] = field(default_factory=dict)


def weight(code: str, severity: Severity, settings: Settings, *, gate: bool) -> Severity:
    """Return a rule's severity under the settings: `draft` lowers everything but gates by one step."""
    if gate:
        return severity
    severity = settings.severities.get(code, severity)
    return Severity(severity - 1) if settings.profile == "draft" and severity > Severity.info else severity


def fails(findings: Iterable[Finding], profile: Profile = "review") -> bool:
    """Say whether findings fail a run: under every profile errors do, warnings do not."""
    return any(finding.severity >= FAILING[profile] for finding in findings)
