"""What `verify` answers."""

from dataclasses import dataclass
from typing import Any

from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.verify.vetting.proof import Proof


@dataclass(frozen=True, slots=True)
class Facts:
    """What a bundle is, as read from the bundle itself.

    `standard` is `SCORM 1.2`, what the manifest calls itself, `cmi5`, `xAPI`, or `unknown`; `made_here` is true of karmakit's own
    bundles.
    `edition` is `lite` of a low-bandwidth edition, as the bundle says.
    `vetted` is true where a reader's root key was given and all parts of the bundle's proof of vetting hold.
    `state` is the worst case of the learner's state in characters, None where the bundle does not say what is kept.
    """

    name: str
    size: int
    sha256: str
    files: int = 0
    unpacked: int = 0
    standard: str = "unknown"
    title: str = ""
    version: str = ""
    language: str = ""
    launch: str = ""
    scos: int = 0
    made_here: bool = False
    tool: str = ""
    source_digest: str = ""
    state: int | None = None
    csp: bool = False
    edition: str = ""
    vetted: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings of a bundle, sorted, what it is, and what it proves of its vetting.

    `proof` is None where the bundle carries none, and none was asked for.
    """

    findings: tuple[Finding, ...]
    facts: Facts
    proof: Proof | None = None

    @property
    def fit(self) -> bool:
        """Return whether nothing of weight `error` or worse was found."""
        return all(finding.severity < Severity.error for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as the object that `--format json` documents."""
        facts = self.facts
        return {
            "bundle": facts.name,
            "fit": self.fit,
            "facts": {
                "size": facts.size,
                "sha256": facts.sha256,
                "files": facts.files,
                "unpacked": facts.unpacked,
                "standard": facts.standard,
                "title": facts.title,
                "version": facts.version,
                "language": facts.language,
                "launch": facts.launch,
                "scos": facts.scos,
                "made_here": facts.made_here,
                "tool": facts.tool,
                "source_digest": facts.source_digest,
                "state": facts.state,
                "csp": facts.csp,
                "edition": facts.edition,
                "vetted": facts.vetted,
            },
            "proof": self.proof.as_json() if self.proof else None,
            "findings": [finding.as_json() for finding in self.findings],
        }
