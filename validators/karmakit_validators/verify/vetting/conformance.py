"""Whether a bundle keeps the rules: the report that lies in it, the quality form, and what `verify` itself has found."""

from collections import Counter
from collections.abc import Iterable, Iterator

from karmakit_schemas.errors import UsageError
from karmakit_schemas.evidence import REPORT, Report
from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.quality import QualityFramework, quality_framework
from karmakit_schemas.vetting import Policy
from karmakit_validators.verify.vetting.evidence import AGAIN
from karmakit_validators.verify.vetting.proof import Part
from karmakit_validators.verify.vetting.rules import are_installed, check_rules
from karmakit_validators.vetting.judge import Standing
from karmakit_validators.vetting.publishing import errors, form, form_flaw
from karmakit_validators.vetting.records import Flaw

CODE = "PKG019"


def conformance(report: Report, policy: Policy, standings: tuple[Standing, ...], findings: Iterable[Finding]) -> Part:
    """Return whether nothing is left that the rules forbid; `findings` are those of `verify` on the bundle as it is.

    A report is believed as far as a builder signed it. What can be worked out from it again, by rules that are installed here too,
    is worked out.
    """
    framework = _framework(policy)
    flaws = (
        *_unusable(report, policy, framework),
        *check_rules(report, framework),
        *_left(report, standings),
        *_of_the_bundle(findings),
        *_form(report, policy, framework, standings),
    )
    score = form(report, framework, standings).score if framework else None
    counted = None
    scored = ""
    if framework and score:
        counted = {"framework": framework.id, "points": score.points, "most": score.most, "threshold": policy.threshold}
        scored = f"; {framework.id}: {score.points} of {score.most} points, {policy.threshold} per cent are asked for"
    facts = {
        "tool": report.tool,
        "ruleset": f"sha256:{report.ruleset}",
        "same_rules": are_installed(report),
        "asked": len(report.asked),
        "findings": dict(sorted(Counter(one.severity for one in report.findings).items())),
        "form": counted,
    }
    return Part("conformance", flaws, f"{len(report.asked)} rules of karmakit {report.tool} leave no error{scored}", facts)


def _framework(policy: Policy) -> QualityFramework | None:
    """Return the form that a policy asks for; None where it asks for none, or for one that is not known here."""
    try:
        return quality_framework(policy.framework) if policy.framework else None
    except UsageError:
        return None


def _unusable(report: Report, policy: Policy, framework: QualityFramework | None) -> Iterator[Flaw]:
    """Yield why nothing can be concluded from a report under this policy."""
    if not report.whole:
        yield Flaw(CODE, REPORT, "the report was made of a course that could not be read whole", AGAIN)
    if policy.oldest_tool and _numbers(report.tool) < _numbers(policy.oldest_tool):
        message = f"VET016 the report was made by karmakit {report.tool}; the policy asks for {policy.oldest_tool} or later"
        yield Flaw(CODE, REPORT, message, AGAIN)
    if policy.framework and framework is None:
        mend = "Verify the bundle with the karmakit that made it."
        yield Flaw(CODE, REPORT, f"VET007 the policy asks for the form {policy.framework}, which is not known here", mend)
    if policy.framework != report.framework:
        told = report.framework or "no form"
        message = f"VET007 the policy asks for {policy.framework or 'no form'}, and the report has {told}"
        yield Flaw(CODE, REPORT, message, AGAIN)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _left(report: Report, standings: tuple[Standing, ...]) -> Iterator[Flaw]:
    """Yield each rule whose errors no waiver lets pass, with the first of them."""
    left = errors(report, standings)
    for code, count in sorted(Counter(one.code for one in left).items()):
        first = next(one for one in left if one.code == code)
        more = f" (and {count - 1} more of this kind)" if count > 1 else ""
        message = f"the report has an error that is not waived: {code} {first.path}:{first.line}: {first.message}{more}"
        yield Flaw(CODE, REPORT, message, "Mend the course, and have the change vetted.")


def _of_the_bundle(findings: Iterable[Finding]) -> Iterator[Flaw]:
    codes = sorted({finding.code for finding in findings if finding.severity >= Severity.error})
    if codes:
        yield Flaw(CODE, REPORT, f"the bundle itself is not fit: {', '.join(codes)}", "Mend what the other findings say.")


def _form(report: Report, policy: Policy, framework: QualityFramework | None, standings: tuple[Standing, ...]) -> Iterator[Flaw]:
    flaw = form_flaw(policy, report, framework, standings) if framework else None
    if flaw:
        yield Flaw(CODE, REPORT, f"{flaw.code} {flaw.message}", flaw.help)
