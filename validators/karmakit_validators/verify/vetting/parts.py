"""The parts of the answer about a bundle that carries a proof, and what does not hold as findings."""

from collections.abc import Iterator

from karmakit_schemas.evidence import BUILD
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.vetting import evidence
from karmakit_validators.verify.vetting.integrity import integrity
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.proof import Asked, Part, Proof
from karmakit_validators.vetting.policies import chain
from karmakit_validators.vetting.records import Flaw

_BROKEN = "SEC014"
_JOINERS = "\u200c\u200d"
"""What joins or parts letters of Indian scripts; all else that shows nothing is written as its number."""
_LONGEST = 600


def judged(payload: Payload, asked: Asked, findings: tuple[Finding, ...]) -> tuple[Proof, tuple[Finding, ...]]:
    """Return the proof of a bundle that carries one, and the findings: those given, and what of the proof does not hold."""
    rooted = asked.trust is not None
    carried = evidence.read(payload)
    if isinstance(carried, tuple):
        part = Part("integrity", carried, "")
        return Proof(rooted, (part,)), (*findings, *_told(part))
    policies = chain(carried.policies, asked.trust.roots if asked.trust else ())
    whole = payload.whole and not any(finding.code == _BROKEN for finding in findings)
    parts = [integrity(payload, carried, policies, asked, whole=whole)]
    if asked.trust:
        from karmakit_validators.verify.vetting.vetted import by_root  # noqa: PLC0415 - loads every rule, and this alone wants them

        more, findings = by_root(payload, carried, policies, asked.trust, findings)
        parts += more
    demonstration = policies.policy is not None and policies.policy.demonstration
    return Proof(rooted, tuple(parts), demonstration), (*findings, *(one for part in parts for one in _told(part)))


def _told(part: Part) -> Iterator[Finding]:
    return few(_finding(flaw) for flaw in part.flaws)


def _finding(flaw: Flaw) -> Finding:
    return found(flaw.code, plain(flaw.message), Span(plain(flaw.path or BUILD)), plain(flaw.help))


def plain(text: str) -> str:
    """Return a stranger's words so that a terminal and a page show all of them, and no more than that."""
    shown = "".join(one if one.isprintable() or one in _JOINERS else f"\\u{ord(one):04x}" for one in text[:_LONGEST])
    return shown if len(text) <= _LONGEST else f"{shown}…"
