"""Whether those who may have passed the content: the policy back to the root, the records and heads, each subject's quorum."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from karmakit_schemas.evidence import BUILD, POLICIES, RECORDS
from karmakit_validators.verify.vetting.earlier import since
from karmakit_validators.verify.vetting.evidence import Evidence
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.proof import Earlier, Part, Trust
from karmakit_validators.verify.vetting.subjects import check_subjects
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Case, Standing, judge
from karmakit_validators.vetting.policies import Chain
from karmakit_validators.vetting.records import Flaw

CODE = "PKG019"


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer, and how each subject stands."""

    part: Part
    standings: tuple[Standing, ...]


def quorum(payload: Payload, evidence: Evidence, chain: Chain, trust: Trust) -> Judged:
    """Return whether every subject of a bundle is vetted on a day, by a policy that hangs on the reader's root keys."""
    built = evidence.built
    contents = tuple(
        Content(one.name, one.title, one.files, one.semantic, one.names, one.media, one.test) for one in built.subjects
    )
    log = replace(evidence.log, flaws=(*evidence.log.flaws, *chain.flaws))
    if chain.policy is None:
        return Judged(Part("quorum", tuple(_of_the_log(flaw, evidence) for flaw in chain.flaws), ""), ())
    standings = judge(
        Case(
            built.course,
            built.language,
            contents,
            log,
            chain.policy,
            chain.digests,
            trust.today,
            built.translated,
            evidence.report,
        )
    )
    flaws = (
        *check_subjects(payload, built),
        *(_unvetted(standing, evidence) for standing in standings if not standing.holds),
        *_against(trust.before, evidence, chain),
    )
    return Judged(Part("quorum", flaws, _told(standings), _facts(chain, standings)), standings)


def _against(before: Earlier | None, evidence: Evidence, chain: Chain) -> Iterator[Flaw]:
    """Yield what is missing since the edition before; that has to be one of the same course."""
    if before and (before.course, before.language) != (evidence.built.course, evidence.built.language):
        message = f"{before.name} is no edition of this course, but of {before.course} in {before.language}"
        yield Flaw(CODE, BUILD, message, "Give the edition before of the same course.")
    else:
        yield from (_of_the_log(flaw, evidence) for flaw in since(before, evidence.log, chain))


def _unvetted(standing: Standing, evidence: Evidence) -> Flaw:
    """Return why a subject is not vetted, in one flaw: the first reason, and how many there are besides."""
    first, *more = standing.flaws
    others = sorted({flaw.code for flaw in more})
    besides = f" (and {len(more)} more: {', '.join(others)})" if more else ""
    message = f"`{standing.content.name}` is not vetted: {first.code} {first.message}{besides}"
    return Flaw(CODE, _place(first, evidence), message, first.help)


def _of_the_log(flaw: Flaw, evidence: Evidence) -> Flaw:
    return Flaw(CODE, _place(flaw, evidence), f"the log of decisions does not hold: {flaw.code} {flaw.message}", flaw.help)


def _place(flaw: Flaw, evidence: Evidence) -> str:
    """Return where a file of a `.vetting` folder lies in the bundle; the build statement where the flaw speaks of none."""
    if flaw.path in evidence.records:
        return f"{RECORDS}{flaw.path}"
    return f"{POLICIES}{flaw.path}" if flaw.path in evidence.policies else BUILD


def _told(standings: tuple[Standing, ...]) -> str:
    approvals = [approval for standing in standings for approval in standing.approvals]
    names = sorted({approval.person.id for approval in approvals})
    last = max((approval.record.statement.predicate.closed.date() for approval in approvals), default=None)
    subjects = "1 subject" if len(standings) == 1 else f"{len(standings)} subjects"
    return f"{subjects}, passed by {', '.join(names)}, the last on {last}" if names else f"{subjects}, passed by nobody"


def _facts(chain: Chain, standings: tuple[Standing, ...]) -> dict[str, object]:
    policy = chain.policy
    return {
        "policy": {
            "name": policy.name if policy else "",
            "number": policy.number if policy else 0,
            "digest": f"sha256:{chain.digests[0]}" if chain.digests else "",
        },
        "subjects": [_subject(standing) for standing in standings],
    }


def _subject(standing: Standing) -> dict[str, object]:
    return {
        "subject": standing.content.name,
        "title": standing.content.title,
        "digest": f"sha256:{standing.content.digest}",
        "vetted": standing.holds,
        "approvals": [
            {
                "person": approval.person.id,
                "institution": approval.person.institution,
                "role": approval.role,
                "closed": approval.record.statement.predicate.closed.isoformat(),
                "record": f"sha256:{approval.record.digest}",
            }
            for approval in standing.approvals
        ],
        "waived": sorted(standing.waived),
        "flaws": [{"code": flaw.code, "path": flaw.path, "message": flaw.message, "help": flaw.help} for flaw in standing.flaws],
    }
