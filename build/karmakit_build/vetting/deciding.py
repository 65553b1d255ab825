"""Write a decision down: the statement with the digests of the content as it is, after all that was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from karmakit_build.vetting.reading import Vetting
from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import did_you_mean
from karmakit_schemas.vetting import PREDICATE_TYPE, STATEMENT_TYPE, Person, Policy, Statement, Verdict, canonical, sha256
from karmakit_validators.vetting.records import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decides on a subject; `more` are further keys of the predicate."""

    person: str
    role: str
    verdict: Verdict
    subject: str
    opened: datetime
    closed: datetime
    no_conflict: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


def record_of(vetting: Vetting, decision: Decision, previous: Sequence[str]) -> tuple[str, bytes]:
    """Return the name of a record in the course's `.vetting` folder, and its bytes; raises `UsageError` where it cannot be.

    `previous` are the digests of the records that it follows.
    """
    person, policy_digest = _person(vetting, decision)
    content = vetting.content(decision.subject)
    meta = vetting.parsed.part.meta
    report = vetting.report
    predicate = {
        "verdict": decision.verdict,
        "reviewer": {"person": person.id, "institution": person.institution, "role": decision.role},
        "scope": {"course": meta.id, "subject": content.name, "language": meta.language},
        "files": dict(content.files),
        "semantic": content.semantic,
        "policy": policy_digest,
        "tool": report.tool,
        "ruleset": report.ruleset,
        "source": report.source,
        "report": vetting.report_digest,
        "previous": list(previous),
        "opened": decision.opened.isoformat(),
        "closed": decision.closed.isoformat(),
        "no_conflict": decision.no_conflict,
        **decision.more,
    }
    statement = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": f"{meta.id}/{content.name}", "digest": {"sha256": content.digest}}],
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
    Statement.model_validate(statement)
    data = canonical(statement)
    return f"{content.name}/{name_of(sha256(data))}", data


def _person(vetting: Vetting, decision: Decision) -> tuple[Person, str]:
    """Return who decides, and the digest of the policy in force."""
    policy = vetting.chain.policy
    if policy is None:
        raise UsageError("; ".join(flaw.message for flaw in vetting.chain.flaws) + "; make a policy with `karmakit vet init`")
    person = policy.person(decision.person)
    if person is None:
        meant = did_you_mean(decision.person, [one.id for one in policy.persons])
        raise UsageError(f"`{decision.person}` is not on the roster of the policy; {meant or _roster(policy)}")
    if decision.role not in person.roles:
        raise UsageError(f"{person.id} is no {decision.role} on the roster, but {', '.join(person.roles)}")
    return person, vetting.chain.digests[0]


def _roster(policy: Policy) -> str:
    return f"it names {', '.join(one.id for one in policy.persons)}"
