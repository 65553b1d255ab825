"""The two parts that hang on a root key: who passed the content, and whether it keeps the rules."""

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.vetting.conformance import conformance
from karmakit_validators.verify.vetting.evidence import Evidence
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.proof import Part, Trust
from karmakit_validators.verify.vetting.quorum import quorum
from karmakit_validators.verify.vetting.waived import lighter
from karmakit_validators.vetting.policies import Chain


def by_root(
    payload: Payload, evidence: Evidence, chain: Chain, trust: Trust, findings: tuple[Finding, ...]
) -> tuple[list[Part], tuple[Finding, ...]]:
    """Return quorum and conformance, and the findings of `verify` as waivers that hold let them pass.

    Without a policy that can be read nothing says what is to be kept: conformance is not asked then.
    """
    answer = quorum(payload, evidence, chain, trust)
    if answer.part.holds:
        findings = lighter(findings, payload, answer.standings)
    if chain.policy is None:
        return [answer.part], findings
    return [answer.part, conformance(evidence.report, chain.policy, answer.standings, findings)], findings
