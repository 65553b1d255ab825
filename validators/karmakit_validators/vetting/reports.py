"""The report that goes with a decision and a bundle: what the rules say of a course, whatever a repository's configuration says."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from karmakit_schemas.evidence import Exempted, FormLine, Report, Reported
from karmakit_schemas.findings import Finding, Kind
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.quality import QualityFramework
from karmakit_schemas.version import VERSION
from karmakit_schemas.vetting import canonical, sha256
from karmakit_validators.catalogue import discover
from karmakit_validators.check import check
from karmakit_validators.settings import Settings
from karmakit_validators.vetting.prefilling import prefilled, seen

SETTINGS = Settings(profile="publish")
"""Without a day and without a configuration: a report is a function of the sources and of the ruleset."""


def report_of(parsed: Parsed, framework: QualityFramework | None = None, findings: tuple[Finding, ...] | None = None) -> Report:
    """Return the report on a course; with a framework it holds each statement of the form as the rules leave it.

    `findings` are those of a check that `finds_the_same`, where there was one.
    """
    found = seen(parsed, check(parsed, SETTINGS) if findings is None else findings, SETTINGS)
    lines = prefilled(framework, found) if framework else ()
    tests = frozenset(module.path for module in parsed.modules if module.test)
    return Report(
        tool=tool(),
        ruleset=ruleset(),
        source=parsed.sources.digest,
        whole=found.whole,
        asked=tuple(sorted(found.asked)),
        findings=tuple(_reported(finding, tests) for finding in found.findings),
        excepted=tuple(
            Exempted(code=one.code, path=one.span.path, line=one.span.line, reason=one.reason) for one in found.excepted
        ),
        there=dict(sorted(found.there.items())),
        framework=framework.id if framework else None,
        form=tuple(
            FormLine(statement=line.statement.id, answer=line.answer, why=line.why, rules=_rules(line.findings)) for line in lines
        ),
    )


def finds_the_same(settings: Settings) -> bool:
    """Say whether a check under these settings finds what a report holds: nothing is configured, and nothing weighed as a draft."""
    return settings.profile != "draft" and replace(settings, profile="publish") == SETTINGS


def report_bytes(report: Report) -> bytes:
    """Return a report as it lies in a bundle and as its digest is taken."""
    return canonical(report.model_dump(mode="json"))


def digest_of(report: Report) -> str:
    """Return the digest by which decisions and builds name a report."""
    return sha256(report_bytes(report))


def tool() -> str:
    """Return the version of karmakit whose rules are asked."""
    return VERSION


@cache
def ruleset() -> str:
    """Return the digest of the rules: of this version's codes, names, weights and gates."""
    rules = [[entry.code, entry.name, int(entry.rule.severity), entry.rule.gate] for entry in discover()]
    return sha256(canonical({"tool": tool(), "rules": sorted(rules)}))


def _reported(finding: Finding, tests: frozenset[str]) -> Reported:
    severity = "error" if finding.severity.name == "fatal" else finding.severity.name
    told: dict[str, str | int] = {
        "code": finding.code,
        "severity": severity,
        "kind": "fail" if finding.kind is Kind.fail else "needs-human",
        "gate": finding.gate,
        "path": finding.span.path,
    }
    if finding.span.path not in tests or severity == "error":
        told |= {"line": finding.span.line, "column": finding.span.column, "message": finding.message}
    return Reported.model_validate(told)


def _rules(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.code for finding in findings}))
