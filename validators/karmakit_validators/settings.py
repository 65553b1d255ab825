"""How a run of `check` weighs and chooses: the profile, the rules, the day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from karmakit_schemas.findings import Severity

Profile = Literal["draft", "review", "publish"]

FAILING: dict[Profile, Severity] = {"draft": Severity.error, "review": Severity.error, "publish": Severity.error}
"""From which severity on a finding fails a run."""


@dataclass(frozen=True)
class Settings:
    """`select` and `ignore` hold codes, beginnings of codes or names; no `select` is all.

    `today` decides whether an exception has run out; without it none has, so that a result is a function of its inputs.
    """

    profile: Profile = "review"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date | None = None


def weight(severity: Severity, profile: Profile, *, gate: bool) -> Severity:
    """Return a rule's severity under a profile: `draft` lowers everything but gates by one step."""
    if profile == "draft" and not gate and severity > Severity.info:
        return Severity(severity - 1)
    return severity
