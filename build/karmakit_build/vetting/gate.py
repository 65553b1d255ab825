"""The gate before publishing: what keeps a course out of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from karmakit_build.vetting.reading import Vetting
from karmakit_schemas.evidence import Reported
from karmakit_schemas.findings import Finding
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import by_code
from karmakit_validators.vetting.judge import Standing
from karmakit_validators.vetting.publishing import errors, finding_of, form_flaw, is_waived
from karmakit_validators.vetting.records import Flaw
from karmakit_validators.vetting.subject import COURSE_FILE

_UNWAIVED = "Mend it; for publishing neither a baseline nor karmakit.toml lets it pass"


def obstacles(vetting: Vetting, standings: Iterable[Standing]) -> Iterator[Finding]:
    """Yield what keeps a course from being published, given how its subjects stand.

    That is each flaw of a subject, each error of the report that no waiver lets pass, and the quality form that is not complete or
    does not reach what the policy asks for. Without a policy it is that there is none.
    """
    policy, known = vetting.chain.policy, tuple(standings)
    if policy is None:
        yield from (_found(flaw, COURSE_FILE) for flaw in _without_policy(vetting))
        return
    places = {module.id: module.path for module in vetting.parsed.part.modules}
    for standing in known:
        path = places.get(standing.content.name, COURSE_FILE)
        yield from (_found(flaw, path) for flaw in standing.flaws)
    yield from map(_reported, errors(vetting.report, known))
    if policy.framework and (flaw := form_flaw(policy, vetting.report, quality_framework(policy.framework), known)):
        yield _found(flaw, COURSE_FILE)


def left(findings: Iterable[Finding], standings: Iterable[Standing]) -> tuple[Finding, ...]:
    """Return the findings that no waiver lets pass; nothing lets a gate pass."""
    known = tuple(standings)
    return tuple(one for one in findings if one.gate or not is_waived(one.span.path, one.code, known))


def last_day(vetting: Vetting, today: date) -> date:
    """Return the day of the last decision; none is in the future, whatever a clock said."""
    return min([today, *sorted(record.statement.predicate.closed.date() for record in vetting.log.records.values())[-1:]])


def _without_policy(vetting: Vetting) -> Iterator[Flaw]:
    """Yield what is wrong with the policy that lies there, or that none does."""
    message = f"{vetting.parsed.part.meta.title}: there is no policy to judge it by"
    yield Flaw("VET001", COURSE_FILE, message, "Make one with `karmakit vet init`")
    if vetting.policies:
        yield from vetting.chain.flaws


def _found(flaw: Flaw, path: str) -> Finding:
    """Return a flaw of vetting as a finding in the file of its subject, with the record that it speaks of."""
    entry = by_code()[flaw.code]
    message = f"{flaw.message} (.vetting/{flaw.path})" if "/" in flaw.path else flaw.message
    return Finding(entry.code, entry.name, message, Span(path), entry.rule.severity, flaw.help, entry.rule.gate)


def _reported(one: Reported) -> Finding:
    """Return an error of the report as a finding."""
    return replace(finding_of(one), name=by_code()[one.code].name, help=_UNWAIVED)
