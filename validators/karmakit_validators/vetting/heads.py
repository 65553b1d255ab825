"""Whether the log is whole: the heads that each person signed after deciding show what has been taken out since.

Heads are only ever added, one with each signing, so that decisions on two branches meet without a conflict; together they reach all
that their maker decided. A head of somebody who is no longer on the roster, or whose key was revoked, proves nothing any more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from karmakit_schemas.vetting import Head, Person, Policy, canonical
from karmakit_validators.vetting import signers
from karmakit_validators.vetting.records import BAD, HEADS, Flaw, Log, Record, SignedHead


@dataclass(frozen=True, slots=True)
class Course:
    """Whose log it is: the course's id and language."""

    id: str
    language: str


def head_of(log: Log, course: Course, person: str, closed: datetime) -> bytes:
    """Return the head that a person signs on a log as it is; raises `ValueError` on an empty one."""
    tips = log.tips
    head = {
        "course": course.id,
        "language": course.language,
        "records": len(log.reachable(tips)),
        "tips": list(tips),
        "person": person,
        "closed": closed.isoformat(),
    }
    Head.model_validate(head)
    return canonical(head)


def flaws(log: Log, course: Course, policy: Policy, today: date, sound: Iterable[Record]) -> Iterator[Flaw]:
    """Yield what the heads betray; `sound` are the records of this course whose signatures hold."""
    decided: dict[str, list[Record]] = {}
    for record in sound:
        decided.setdefault(record.statement.predicate.reviewer.person, []).append(record)
    for name in sorted({*decided, *log.heads}):
        person = policy.person(name)
        if person:
            yield from _of_person(log, course, person, today, decided.get(name, []))


def unreached(log: Log, course: Course, person: Person, today: date, decided: Iterable[Record]) -> list[str]:
    """Return the digests of those of a person's records that no head of theirs reaches: `vet sign` makes a new one."""
    reached = _reached(log, [one for one in log.heads.get(person.id, ()) if not _flaw(one, course, person, today)])
    return [record.digest for record in decided if record.digest not in reached]


def _of_person(log: Log, course: Course, person: Person, today: date, decided: list[Record]) -> Iterator[Flaw]:
    holding: list[SignedHead] = []
    for one in log.heads.get(person.id, ()):
        flaw = _flaw(one, course, person, today)
        if flaw is None:
            holding.append(one)
            yield from _cut(log, one)
        elif flaw.message:
            yield flaw
    reached = _reached(log, holding)
    unknown = [record.digest for record in decided if record.digest not in reached]
    if unknown:
        message = f"{person.id} decided {_named(unknown)}, which no head of theirs reaches"
        yield Flaw(BAD, HEADS, message, f"Restore it from Git, or {person.id} makes a new one with `karmakit vet sign`")
    yield from _stripped(log, person, today, reached - {record.digest for record in decided})


def _reached(log: Log, heads: Iterable[SignedHead]) -> frozenset[str]:
    return log.reachable(tip for one in heads for tip in one.head.tips)


def _flaw(one: SignedHead, course: Course, person: Person, today: date) -> Flaw | None:
    """Return why a head proves nothing, in no words where its key was revoked: another one does; None if it holds."""
    unsigned = signers.check(signers.Written.of(one), person, today)
    if unsigned:
        message = f"a head of {person.id} does not hold: {unsigned.message}" if unsigned.why != "revoked" else ""
        return _useless(one, message)
    if (one.head.course, one.head.language) != (course.id, course.language):
        made_for = f"{one.head.course} in {one.head.language}"
        return _useless(one, f"the head was made for {made_for}, not for {course.id} in {course.language}")
    return None


def _cut(log: Log, one: SignedHead) -> Iterator[Flaw]:
    """Yield what a head that holds says of records that are not there."""
    head, reached = one.head, len(log.reachable(one.head.tips))
    missing = [tip for tip in head.tips if tip not in log.records]
    mend = "Restore the missing records from Git"
    if missing:
        yield Flaw(BAD, one.path, f"a head of {head.person} stands on {_named(missing)}, which is not there", mend)
    elif reached != head.records:
        yield Flaw(BAD, one.path, f"a head of {head.person} counts {head.records} records, and {reached} are there", mend)


def _stripped(log: Log, person: Person, today: date, reached: frozenset[str]) -> Iterator[Flaw]:
    """Yield a person's own records under their heads whose signatures were taken away: an objection could be silenced so."""
    for digest in sorted(reached):
        record = log.records[digest]
        if record.statement.predicate.reviewer.person == person.id:
            unsigned = signers.check(signers.Written.of(record), person, today)
            if unsigned and unsigned.why in {"missing", "broken", "foreign"}:
                message = f"a head of {person.id} stands on {digest[:16]}, whose signature does not hold: {unsigned.message}"
                yield Flaw(BAD, record.path, message, "Restore the signature from Git; a key that was used stays on the roster")


def _useless(one: SignedHead, message: str) -> Flaw:
    return Flaw(
        BAD, one.path, message, f"Restore it from Git, or remove it: {one.head.person} makes a new one with `karmakit vet sign`"
    )


def _named(digests: list[str]) -> str:
    more = f" and {len(digests) - 1} more" if len(digests) > 1 else ""
    return f"{digests[0][:16]}{more}"
