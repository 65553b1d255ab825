"""The log read from its first record to its last: whether each signature holds, and what each decision is worth today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from karmakit_schemas.vetting import Predicate
from karmakit_validators.vetting.judge import Case, Standing, by_subject, judge, log_flaws, revoked_in, weigh
from karmakit_validators.vetting.records import Flaw, Record

BROKEN = frozenset({"VET003", "VET006", "VET013", "VET014"})
"""What is wrong with the log, the policy or a signature, whatever the quorum says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: why its signature does not hold (None: it does), and why it does not count today (None: it does)."""

    record: Record
    signature: Flaw | None
    idle: Flaw | None

    @property
    def predicate(self) -> Predicate:
        """Return what was decided."""
        return self.record.statement.predicate


@dataclass(frozen=True, slots=True)
class Audit:
    """The records in the order in which they were made, and what is wrong with the log and the policy as a whole."""

    entries: tuple[Entry, ...]
    flaws: tuple[Flaw, ...]

    @property
    def holds(self) -> bool:
        """Say whether every record, head and policy is what it claims to be; who has passed what is not asked."""
        signed = all(entry.signature is None and not (entry.idle and entry.idle.code in BROKEN) for entry in self.entries)
        return signed and not any(flaw.code in BROKEN for flaw in self.flaws)


def audit(case: Case) -> Audit:
    """Return what each record of a course is worth on the day of the case."""
    weighed = weigh(case)
    standings = {standing.content.name: standing for standing in judge(case)}
    sound = by_subject(one.record for one in weighed if one.flaw is None)
    revoked = {digest for records in sound.values() for digest in revoked_in(case, records)}
    entries = []
    for one in weighed:
        standing = standings.get(one.record.statement.predicate.scope.subject)
        unsigned = one.flaw if one.flaw and one.flaw.code == "VET003" else None
        entries.append(Entry(one.record, unsigned, one.flaw or _idle(one.record, standing, revoked)))
    return Audit(tuple(entries), log_flaws(case, weighed))


def _idle(record: Record, standing: Standing | None, revoked: Collection[str]) -> Flaw | None:
    """Return why a record whose signature holds changes nothing today; None if it does."""
    predicate = record.statement.predicate
    if standing is None:
        return _superseded(record, f"the course has no `{predicate.scope.subject}` any more")
    if record.digest in revoked:
        return _superseded(record, "it was taken back")
    told = next((flaw for flaw in (*standing.notes, *standing.flaws) if flaw.path == record.path and flaw.code != "VET012"), None)
    return told or (None if _counts(record, standing, revoked) else _superseded(record, _LATER[predicate.verdict]))


_LATER: Mapping[str, str] = {
    "approve": "a later decision stands in its place",
    "request-changes": "the same person has passed the text since",
    "waive": "it is for other content, or a later one stands in its place",
    "revoke": "it takes nothing back",
    "request": "",
}


def _counts(record: Record, standing: Standing, revoked: Collection[str]) -> bool:
    predicate = record.statement.predicate
    if predicate.verdict == "approve":
        return any(approval.record.digest == record.digest for approval in standing.approvals)
    if predicate.verdict == "request-changes":
        return any(flaw.path == record.path and flaw.code == "VET012" for flaw in standing.flaws)
    if predicate.verdict == "waive":
        return record.statement.digest == standing.content.digest and any(one.rule in standing.waived for one in predicate.waivers)
    return predicate.verdict == "request" or predicate.revokes in revoked


def _superseded(record: Record, why: str) -> Flaw:
    return Flaw("", record.path, why)
