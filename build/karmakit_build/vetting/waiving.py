"""Let findings pass for a time: a waiver, refused at once where the policy would not let it count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from karmakit_build.vetting.deciding import Decision
from karmakit_build.vetting.reading import Vetting
from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import did_you_mean
from karmakit_schemas.vetting import Waiver
from karmakit_validators.catalogue import by_code
from karmakit_validators.vetting.waivers import not_allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person waives on a subject: the rules, by their codes, until when, and why."""

    person: str
    role: str
    subject: str
    rules: Sequence[str]
    until: date
    reason: str


def waiver_of(vetting: Vetting, asked: Asked, now: datetime) -> Decision:
    """Return the decision; raises `UsageError` for what no rule is called, and for what the policy does not allow."""
    waivers = [Waiver(rule=_known(code), reason=asked.reason, until=asked.until) for code in asked.rules]
    policy = vetting.chain.policy
    if policy:
        if asked.role != policy.waivers.role:
            may = f"a {policy.waivers.role} does" if policy.waivers.role else "its `waivers` name no role"
            raise UsageError(f"under the policy no {asked.role} waives a rule; {may}")
        for waiver in waivers:
            if refusal := not_allowed(policy, now.date(), waiver):
                raise UsageError(f"{refusal}; see `waivers` in the policy")
        if asked.until < now.date():
            raise UsageError(f"{asked.until} is over; give a day that is still to come")
    return Decision(
        person=asked.person,
        role=asked.role,
        verdict="waive",
        subject=asked.subject,
        opened=now,
        closed=now,
        more={"waivers": [waiver.model_dump(mode="json") for waiver in waivers], "reason": asked.reason},
    )


def _known(code: str) -> str:
    if code.upper() not in by_code():
        raise UsageError(f"no rule is called `{code}`. {did_you_mean(code.upper(), by_code()) or '`karmakit rules` lists them'}")
    return code.upper()
