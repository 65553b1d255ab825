"""Whether a log goes on from that of the edition before: what once stood in it may not be missing now."""

from collections.abc import Iterator

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.vetting import evidence
from karmakit_validators.verify.vetting.evidence import Evidence
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.proof import Earlier
from karmakit_validators.vetting.policies import Chain, chain
from karmakit_validators.vetting.records import Flaw, Log

_LOG, _POLICY = "VET014", "VET013"
_ASK = "Ask who made the bundle for the log as it was"


def earlier(payload: Payload) -> Earlier:
    """Return the edition before as its bundle tells; raises `UnusableInputError` where that carries no proof that can be read."""
    carried = evidence.read(payload)
    policies = chain(carried.policies) if isinstance(carried, Evidence) else None
    if not isinstance(carried, Evidence) or policies is None or policies.policy is None:
        raise UnusableInputError(f"{payload.name}: this bundle carries no proof of vetting to compare with; give a vetted edition")
    built = carried.built
    return Earlier(payload.name, built.course, built.language, policies.policy.number, policies.digests[0], carried.log)


def since(before: Earlier | None, log: Log, policies: Chain) -> Iterator[Flaw]:
    """Yield what was taken out of the log since the edition before, and whether its policy gave way to an older one."""
    if before is None:
        return
    gone = sorted(before.log.records.keys() - log.records.keys())
    for digest in gone:
        record = before.log.records[digest]
        yield Flaw(_LOG, record.path, f"{record.path} is in {before.name} and was taken out since", _ASK)
    there = {head.path for heads in log.heads.values() for head in heads}
    for head in sorted((head for heads in before.log.heads.values() for head in heads), key=lambda one: one.path):
        if head.path not in there:
            yield Flaw(_LOG, head.path, f"a head of {head.head.person} is in {before.name} and was taken out since", _ASK)
    if policies.policy and policies.policy.number < before.number:
        message = f"policy {policies.policy.number} is older than policy {before.number} of {before.name}"
        yield Flaw(_POLICY, "policy.json", message, "The policy in force is the newest one: build under it")
    elif before.policy not in policies.digests:
        message = f"the policy does not follow that of {before.name}"
        yield Flaw(_POLICY, "policy.json", message, "The policy in force is the newest one: build under it")
