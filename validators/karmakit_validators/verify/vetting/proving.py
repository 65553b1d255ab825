"""Say what a bundle proves of its vetting, and as findings what it does not."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.course import BUILD
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.proof import Asked, Proof

REPORT, VETTING = "karmakit/report.json", "karmakit/vetting/"


class Proved(NamedTuple):
    """What a bundle proves (None: it carries nothing, and nothing was asked), and all that was found in it."""

    proof: Proof | None
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Say whether the bundle is proved to be vetted."""
        return self.proof is not None and self.proof.holds


def prove(payload: Payload, asked: Asked, findings: Sequence[Finding]) -> Proved:
    """Return what a bundle proves of its vetting, and the findings: those given, and what of the proof does not hold.

    Without a root key only the integrity of what is carried is judged.
    """
    given = tuple(findings)
    if _is_carried(payload.paths):
        from karmakit_validators.verify.vetting.parts import judged  # noqa: PLC0415 - heavy, and most bundles carry no proof

        proof, found_ = judged(payload, asked, given)
        return Proved(proof, found_)
    if asked.trust is None:
        return Proved(None, given)
    mend = "Take the bundle from whom vetted it: `karmakit build --profile publish` puts the proof into it."
    none = found("PKG019", "the bundle carries no proof that it was vetted", Span(payload.name), mend)
    return Proved(Proof(rooted=True, parts=()), (*given, none))


def _is_carried(names: Iterable[str]) -> bool:
    return any(name in {BUILD, REPORT} or name.startswith(VETTING) for name in names)
