"""Whether a report can have come from the rules that it names: worked out again where these are installed here.

Only a bundle that is judged by a root key is asked this: to read any other loads no rule.
"""

from collections.abc import Iterator

from karmakit_schemas.evidence import REPORT, FormLine, Report
from karmakit_schemas.findings import Severity
from karmakit_schemas.quality import PARTS, QualityFramework
from karmakit_schemas.spans import Span
from karmakit_validators.verify.vetting.evidence import AGAIN
from karmakit_validators.vetting.form import Excepted, Line
from karmakit_validators.vetting.publishing import finding_of
from karmakit_validators.vetting.records import Flaw

CODE = "PKG019"


def are_installed(report: Report) -> bool:
    """Say whether a report names the rules that are installed here."""
    from karmakit_validators.vetting.reports import ruleset, tool  # noqa: PLC0415 - loads every rule

    return (report.tool, report.ruleset) == (tool(), ruleset())


def check_rules(report: Report, framework: QualityFramework | None) -> Iterator[Flaw]:
    """Yield what a report cannot say if the rules made it that it names; of the rules of another version nothing is known here."""
    from karmakit_validators.vetting.reports import tool  # noqa: PLC0415 - loads every rule

    if report.tool == tool():
        why = _fabricated(report, framework)
        if why:
            yield Flaw(CODE, REPORT, f"VET017 the report is none of karmakit {report.tool}: {why}", AGAIN)


def _fabricated(report: Report, framework: QualityFramework | None) -> str:
    """Return how a report gives itself away; an empty text if it does not."""
    from karmakit_validators.catalogue import by_code  # noqa: PLC0415 - loads every rule
    from karmakit_validators.check import chosen_codes  # noqa: PLC0415 - loads every rule
    from karmakit_validators.vetting.reports import SETTINGS, ruleset  # noqa: PLC0415 - loads every rule

    if report.ruleset != ruleset():
        return "it names other rules than that version has"
    if set(report.asked) != chosen_codes(SETTINGS):
        return "it did not ask all rules"
    for one in report.findings:
        entry = by_code().get(one.code)
        if entry is None or (one.gate, one.severity) != (entry.rule.gate, _weight(entry.rule.severity)):
            return f"it weighs {one.code} otherwise than the rule"
    if framework and report.framework == framework.id and _lines(report, framework) != report.form:
        return "its findings do not give the answers of its form"
    return ""


def _weight(severity: Severity) -> str:
    return "error" if severity is Severity.fatal else severity.name


def _lines(report: Report, framework: QualityFramework) -> tuple[FormLine, ...]:
    """Return the form as the rules leave it, by what the report says that they found and asked."""
    from karmakit_validators.vetting.prefilling import Seen, prefilled  # noqa: PLC0415 - loads every rule

    seen = Seen(
        tuple(map(finding_of, report.findings)),
        frozenset(report.asked),
        tuple(Excepted(one.code, Span(one.path, one.line), one.reason) for one in report.excepted),
        {part: report.there[part] for part in PARTS if part in report.there},
        report.whole,
    )
    return tuple(map(_as_reported, prefilled(framework, seen)))


def _as_reported(line: Line) -> FormLine:
    rules = tuple(sorted({finding.code for finding in line.findings}))
    return FormLine(statement=line.statement.id, answer=line.answer, why=line.why, rules=rules)
