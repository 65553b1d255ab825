"""What a course needs besides its quorum before it is published: a report without an error, and the quality form of the policy."""

from collections.abc import Iterable, Iterator

from karmakit_schemas.evidence import FormLine, Report, Reported
from karmakit_schemas.findings import Finding, Kind, Severity
from karmakit_schemas.quality import QualityFramework
from karmakit_schemas.spans import Span
from karmakit_schemas.vetting import COURSE, Answer, Policy
from karmakit_validators.vetting.form import Form, Line, settled
from karmakit_validators.vetting.judge import Standing
from karmakit_validators.vetting.records import Flaw

CODE = "VET007"


def errors(report: Report, standings: Iterable[Standing]) -> tuple[Reported, ...]:
    """Return the errors of a report that no waiver lets pass; nothing lets a gate pass."""
    known = tuple(standings)
    return tuple(
        one for one in report.findings if one.severity == "error" and (one.gate or not is_waived(one.path, one.code, known))
    )


def is_waived(path: str, code: str, standings: Iterable[Standing]) -> bool:
    """Say whether a waiver that holds lets a rule's findings in a file pass: in each of the subjects that have the file."""
    subjects = [standing for standing in standings if path in standing.content.files]
    return bool(subjects) and all(code in standing.waived for standing in subjects)


def answers(standings: Iterable[Standing]) -> Iterator[Answer]:
    """Yield the answers that count: given with the approval of the whole course, or a no with that of any module."""
    for standing in standings:
        for approval in standing.approvals:
            for answer in approval.record.statement.predicate.answers:
                if standing.content.name == COURSE or answer.answer == "no":
                    yield answer


def form(report: Report, framework: QualityFramework, standings: Iterable[Standing]) -> Form:
    """Return the form as the report has it, with the answers of the decisions that count.

    A statement that the report does not know is open.
    """
    known = tuple(standings)
    told = {line.statement: line for line in report.form}
    lines = (
        _line(Line(statement, None, "not-asked"), told.get(statement.id), report.findings) for statement in framework.statements
    )
    return settled(framework, lines, answers(known), waived(map(finding_of, report.findings), known))


def form_flaw(policy: Policy, report: Report, framework: QualityFramework, standings: Iterable[Standing]) -> Flaw | None:
    """Return what is wrong with the quality form; None where it is complete and reaches what the policy asks for."""
    filled = form(report, framework, standings)
    score = filled.score
    if filled.unanswered:
        told = ", ".join(filled.unanswered)
        message = f"{len(filled.unanswered)} of {len(filled.lines)} statements of the quality form are open: {told}"
        return Flaw(CODE, COURSE, message, "Who passes `_course` answers them: `karmakit vet form` shows them")
    if not filled.holds(policy.threshold):
        message = f"the quality form has {score.points} of {score.most} points; the policy asks for {policy.threshold} per cent"
        return Flaw(CODE, COURSE, message, "Mend what is answered with no: `karmakit vet form` shows it")
    return None


def _line(empty: Line, told: FormLine | None, findings: Iterable[Reported]) -> Line:
    """Return a statement as the report leaves it, with the findings that its answer rests on."""
    if told is None:
        return empty
    found = tuple(finding_of(one) for one in findings if one.code in told.rules)
    return Line(empty.statement, told.answer, "" if told.answer else "person", found)


def finding_of(one: Reported) -> Finding:
    """Return a finding of a report as a finding, as far as a report tells it."""
    place = Span(one.path, one.line, one.column, one.line, one.column)
    kind = Kind.fail if one.kind == "fail" else Kind.needs_human
    return Finding(one.code, one.code, one.message, place, Severity[one.severity], gate=one.gate, kind=kind)


def waived(findings: Iterable[Finding], standings: Iterable[Standing]) -> frozenset[str]:
    """Return the codes all of whose findings a waiver lets pass."""
    found, known = tuple(findings), tuple(standings)
    left = {one.code for one in found if one.gate or not is_waived(one.span.path, one.code, known)}
    return frozenset(one.code for one in found) - left
