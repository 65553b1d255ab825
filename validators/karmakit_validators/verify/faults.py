"""What `verify` can say: code, name and weight of every rule it reports.

A light table of its own, so that reading a bundle never loads the rule engine; a test holds it equal to the records in `rules/`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from karmakit_schemas.findings import Finding, Kind, Severity
from karmakit_schemas.spans import Span


class Fault(NamedTuple):
    """One rule of the bundle layer."""

    name: str
    severity: Severity = Severity.error
    gate: bool = False


ENOUGH = 50

FAULTS: dict[str, Fault] = {
    "ACC021": Fault("page-language-wrong", gate=True),
    "ACC029": Fault("html-invalid"),
    "ACC033": Fault("navigation-order"),
    "ITM033": Fault("answer-leak", gate=True),
    "LIC004": Fault("attribution-not-shown"),
    "LNK001": Fault("link-broken", gate=True),
    "MED007": Fault("page-weight"),
    "MED014": Fault("font-missing-letters"),
    "MED015": Fault("fonts-too-heavy", Severity.warning),
    "MED018": Fault("content-not-as-named"),
    "PKG001": Fault("manifest-missing", gate=True),
    "PKG002": Fault("manifest-schema"),
    "PKG003": Fault("href-unresolved", gate=True),
    "PKG004": Fault("file-not-declared", Severity.warning),
    "PKG005": Fault("identifier-syntax"),
    "PKG006": Fault("scormtype-case"),
    "PKG007": Fault("organization-empty"),
    "PKG008": Fault("mastery-inconsistent"),
    "PKG009": Fault("suspend-data-budget", gate=True),
    "PKG011": Fault("cmi5-course-structure"),
    "PKG013": Fault("xapi-profile-invalid"),
    "PKG014": Fault("interaction-limits"),
    "PKG015": Fault("zip-not-reproducible"),
    "PKG016": Fault("zip-features"),
    "PKG017": Fault("package-size"),
    "PKG018": Fault("build-not-proved", gate=True),
    "PKG019": Fault("bundle-not-vetted", gate=True),
    "PKG020": Fault("tool-record", Severity.warning),
    "PKG023": Fault("would-be-rewired", gate=True),
    "PKG024": Fault("lom-metadata", Severity.warning),
    "PKG026": Fault("digest-mismatch", gate=True),
    "PKG030": Fault("sequencing-broken", gate=True),
    "PKG031": Fault("web-manifest-invalid"),
    "PKG032": Fault("offline-list-wrong"),
    "PKG040": Fault("kit-hierarchy", gate=True),
    "PKG041": Fault("kit-plan", gate=True),
    "PKG042": Fault("kit-tables"),
    "SEC001": Fault("script", gate=True),
    "SEC002": Fault("embedded-frame", gate=True),
    "SEC003": Fault("event-handler", gate=True),
    "SEC004": Fault("remote-resource", gate=True),
    "SEC005": Fault("svg-active", gate=True),
    "SEC006": Fault("form", gate=True),
    "SEC007": Fault("dangerous-url", gate=True),
    "SEC010": Fault("executable-file", gate=True),
    "SEC014": Fault("archive-unsafe", Severity.fatal, gate=True),
    "SEC015": Fault("csp-weak"),
    "SEC016": Fault("tracker", gate=True),
    "SEC019": Fault("lrs-credential", Severity.fatal, gate=True),
}


def found(code: str, message: str, span: Span, mend: str = "", kind: Kind = Kind.fail) -> Finding:
    """Return a finding with the name and weight its code has."""
    fault = FAULTS[code]
    return Finding(code, fault.name, message, span, fault.severity, mend, fault.gate, kind)


def few(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first of what one file gives: a file that is wrong everywhere is told of in a page, and read in time."""
    return islice(findings, ENOUGH)


def lowered(findings: Iterable[Finding]) -> list[Finding]:
    """Return what only our own bundles must satisfy as information, one finding a code: the bundle was made by another tool."""
    first: dict[str, Finding] = {}
    count: dict[str, int] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
        count[finding.code] = count.get(finding.code, 0) + 1
    return [
        replace(
            finding,
            severity=Severity.info,
            gate=False,
            message=finding.message + (f" (and {count[code] - 1} more of this kind)" if count[code] > 1 else ""),
        )
        for code, finding in first.items()
    ]
