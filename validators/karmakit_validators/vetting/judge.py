"""Whether vetting holds: each record against the policy, each subject against its quorum; a pure function of values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase

from karmakit_schemas.evidence import Report
from karmakit_schemas.vetting import COURSE, VET_NAMESPACE, Comment, Person, Policy, Predicate, Requirement, SigningKey, When
from karmakit_validators.vetting import sshsig
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.records import Flaw, Log, Record


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: a course's id and language, whether it is a translation, its subjects, the log, the policy, and the day.

    `policies` are the digests of the policy and of those it follows, the newest first; `report` is what the rules say of the course
    as it is (None: they were not asked).
    """

    course: str
    language: str
    contents: tuple[Content, ...]
    log: Log
    policy: Policy
    policies: tuple[str, ...]
    today: date
    translated: bool = False
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A decision for a subject that counts: whose, in which role, and the record."""

    person: Person
    role: str
    record: Record


@dataclass(frozen=True)
class Standing:
    """How a subject stands: who passed it, what keeps it from being vetted, and why some decisions do not count (`notes`).

    `waived` are the codes of the rules whose findings in the subject a waiver that holds lets pass.
    """

    content: Content
    approvals: tuple[Approval, ...]
    flaws: tuple[Flaw, ...]
    notes: tuple[Flaw, ...] = ()
    waived: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        """Say whether the subject is vetted."""
        return not self.flaws


def judge(case: Case) -> tuple[Standing, ...]:
    """Return how each subject of a course stands, in their order; what is wrong with the log as a whole stands with `_course`."""
    sound: list[Record] = []
    notes: list[Flaw] = []
    for record in case.log.in_order:
        flaw = _flaw(case, record)
        if flaw:
            notes.append(flaw)
        else:
            sound.append(record)
    names = {content.name for content in case.contents}
    of_log = [flaw for flaw in case.log.flaws if flaw.path.partition("/")[0] not in names - {COURSE}]
    return tuple(
        _standing(
            case,
            content,
            [record for record in sound if record.statement.predicate.scope.subject == content.name],
            of_log if content.name == COURSE else _of(case.log.flaws, content),
            _of(notes, content),
        )
        for content in case.contents
    )


def _of(flaws: Iterable[Flaw], content: Content) -> list[Flaw]:
    return [flaw for flaw in flaws if flaw.path.startswith(f"{content.name}/")]


def _flaw(case: Case, record: Record) -> Flaw | None:
    """Return why a record does not count at all; None if it does."""
    predicate = record.statement.predicate
    scope = predicate.scope
    if (scope.course, scope.language) != (case.course, case.language):
        message = f"the record was made for {scope.course} in {scope.language}, not for {case.course} in {case.language}"
        return Flaw("VET002", record.path, message, "Remove it: a decision holds for the course and the language it was made on")
    if record.statement.subject[0].name != f"{scope.course}/{scope.subject}":
        return Flaw("VET014", record.path, "the record's subject and its scope name two things", "Decide again")
    if predicate.policy not in case.policies:
        return Flaw("VET013", record.path, "the record was made under a policy that this one does not follow", "Decide again")
    person = case.policy.person(predicate.reviewer.person)
    if person is None:
        return Flaw("VET003", record.path, f"`{predicate.reviewer.person}` is not on the roster", "Ask somebody who is")
    return _signature_flaw(case, record, person)


def _signature_flaw(case: Case, record: Record, person: Person) -> Flaw | None:
    """Return what is wrong with a record's signature: none, another's, expired, revoked, for something else."""
    if not record.signature:
        return Flaw("VET003", record.path, "the record is not signed", f"{person.title} signs it with `karmakit vet sign`")
    try:
        signature = sshsig.read(record.signature)
        key = next((key for key in person.keys if sshsig.key_blob(key.key) == signature.key), None)
        if key is None:
            message = f"the key {signature.fingerprint} is not one of {person.id}"
            return Flaw("VET003", record.path, message, "Sign it with a key of the roster")
        sshsig.verify(record.data, signature, VET_NAMESPACE)
    except sshsig.BadSignatureError as error:
        return Flaw("VET003", record.path, f"the signature does not hold: {error}", "Sign the record again; it is never edited")
    return _key_flaw(case, record, key)


def _key_flaw(case: Case, record: Record, key: SigningKey) -> Flaw | None:
    closed = record.statement.predicate.closed.date()
    if key.revoked:
        return Flaw("VET003", record.path, f"the key was revoked on {key.revoked}", "Decide again with another key")
    if not key.since <= closed <= key.until:
        message = f"the key holds from {key.since} to {key.until}, and the record was closed on {closed}"
        return Flaw("VET003", record.path, message, "Decide again with a key that holds")
    if closed > case.today + timedelta(days=1):
        return Flaw(
            "VET003", record.path, f"the record was closed on {closed}, which is still to come", "Set the clock, and decide again"
        )
    return None


def _standing(case: Case, content: Content, records: list[Record], broken: list[Flaw], notes: list[Flaw]) -> Standing:
    """Return how one subject stands: `broken` is what is wrong with its records, `notes` tell why some do not count."""
    revoked = _revoked(case, records)
    living = [record for record in records if record.digest not in revoked and record.statement.predicate.verdict != "revoke"]
    approvals: list[Approval] = []
    for approval in _last_words(case, living):
        flaw = _objection(case, content, approval, _makers(content, living)) or _stale(case, content, approval.record, living)
        if flaw:
            notes = [*notes, flaw]
        else:
            approvals.append(approval)
    missing = _missing(case, content, approvals)
    flaws = [*broken, *_open(content, living)]
    if missing:
        code = "VET005" if approvals or notes else "VET001"
        flaws += [*notes, Flaw(code, content.name, f"{content.title}: {missing}", "Ask for it with `karmakit vet request`")]
    return Standing(content, tuple(approvals), tuple(flaws), tuple(notes))


def _revoked(case: Case, records: list[Record]) -> frozenset[str]:
    """Return the digests of the records that were revoked by who made them, or by an owner of the policy."""
    makers = {record.digest: record.statement.predicate.reviewer.person for record in records}
    revocations = [record.statement.predicate for record in records if record.statement.predicate.verdict == "revoke"]
    return frozenset(
        one.revokes
        for one in revocations
        if one.revokes in makers and one.reviewer.person in {makers[one.revokes], *case.policy.owners.persons}
    )


def _last_words(case: Case, living: list[Record]) -> Iterator[Approval]:
    """Yield the approvals that are their person's last word in that role."""
    last: dict[tuple[str, str], Record] = {}
    for record in living:
        predicate = record.statement.predicate
        if predicate.verdict in {"approve", "request-changes"}:
            last[predicate.reviewer.person, predicate.reviewer.role] = record
    for (name, role), record in last.items():
        person = case.policy.person(name)
        if person and record.statement.predicate.verdict == "approve":
            yield Approval(person, role, record)


def _objection(case: Case, content: Content, approval: Approval, makers: frozenset[str]) -> Flaw | None:
    """Return why this person may not pass this subject in this role."""
    person, role, record = approval.person, approval.role, approval.record
    if {person.id.casefold(), *(name.casefold() for name in person.known_as)} & makers:
        return Flaw(
            "VET004", record.path, f"{person.id} has worked on {content.title} and cannot pass it", "Ask somebody who has not"
        )
    if role not in person.roles:
        return Flaw("VET005", record.path, f"{person.id} is no {role} on the roster", f"Ask a {role}")
    if record.statement.predicate.reviewer.institution != person.institution:
        return Flaw("VET005", record.path, f"{person.id} is of {person.institution} on the roster", "Decide again")
    needed = [need for need in case.policy.quorum.roles if need.role == role and need.speaks]
    if needed and case.language not in person.languages:
        return Flaw("VET005", record.path, f"{person.id} is not listed for the language {case.language}", "Ask somebody who is")
    if not record.statement.predicate.no_conflict:
        return Flaw("VET007", record.path, "the declaration that there is no conflict of interest is missing", "Decide again")
    return None


def _stale(case: Case, content: Content, record: Record, living: list[Record]) -> Flaw | None:
    """Return why a decision no longer speaks of the content as it is: changed since, or too old."""
    predicate = record.statement.predicate
    age = (case.today - predicate.closed.date()).days
    if age > case.policy.max_age_days:
        message = f"the approval is {age} days old, and {case.policy.max_age_days} are allowed"
        return Flaw("VET002", record.path, message, "Have it looked at again")
    same = record.statement.digest == content.digest
    formatted = case.policy.carry_over == "formatting" and predicate.semantic == content.semantic
    if not same and not formatted:
        changed = ", ".join(_changed(predicate, content)) or "files were added or removed"
        message = f"{content.title} was changed after {predicate.reviewer.person} passed it: {changed}"
        return Flaw("VET002", record.path, message, "Have the change looked at: `karmakit vet request`")
    if predicate.since and not _was_approved(predicate, living):
        message = "the approval speaks of the change since a text that nobody in this role had passed"
        return Flaw("VET002", record.path, message, "Have the whole looked at")
    return None


def _was_approved(predicate: Predicate, living: Iterable[Record]) -> bool:
    """Say whether the text that a delta review starts from was passed in the same role, in whole or itself by way of deltas."""
    for record in living:
        earlier = record.statement.predicate
        same_role = (earlier.verdict, earlier.reviewer.role) == ("approve", predicate.reviewer.role)
        its_start = record.statement.digest == predicate.since and earlier.closed < predicate.closed
        if same_role and its_start and (earlier.since is None or _was_approved(earlier, living)):
            return True
    return False


def _changed(predicate: Predicate, content: Content) -> list[str]:
    paths = sorted({*predicate.files, *content.files})
    return [path for path in paths if predicate.files.get(path) != content.files.get(path)]


def _makers(content: Content, living: Iterable[Record]) -> frozenset[str]:
    """Return all who made or translated the subject: as its front-matter tells, and as requests froze what Git knew."""
    names = list(content.names)
    for record in living:
        predicate = record.statement.predicate
        names += [*predicate.authors, *predicate.translators]
    return frozenset(name.casefold() for name in names)


def _open(content: Content, living: list[Record]) -> Iterator[Flaw]:
    """Yield what is still to be answered: changes that were asked for, and blocking remarks on the text as it is."""
    last = {
        record.statement.predicate.reviewer.person: record for record in living if record.statement.predicate.verdict != "request"
    }
    for record in last.values():
        predicate = record.statement.predicate
        if predicate.verdict == "request-changes":
            asked = predicate.reason or "see the remarks"
            message = f"{predicate.reviewer.person} asked for changes to {content.title}: {asked}"
            yield Flaw("VET012", record.path, message, f"Make them, and ask {predicate.reviewer.person} again")
    for record in living:
        for comment in record.statement.predicate.comments:
            if comment.blocking and not _is_resolved(comment, record, living):
                mend = f"Answer it; {record.statement.predicate.reviewer.person}, or another in that role, resolves it"
                yield Flaw("VET012", record.path, f"a blocking remark at {comment.at} is open: {comment.text}", mend)


def _is_resolved(comment: Comment, by: Record, living: Iterable[Record]) -> bool:
    """Say whether who made a remark, or another in the same role, has resolved it."""
    who = by.statement.predicate.reviewer
    later = [record.statement.predicate for record in living]
    may = [one for one in later if one.reviewer.person == who.person or one.reviewer.role == who.role]
    return any(comment.id in answer.resolves for one in may for answer in one.comments)


def _missing(case: Case, content: Content, approvals: list[Approval]) -> str:
    """Return in words what the quorum still wants, or an empty text; a person counts once, with however many keys and roles."""
    quorum = case.policy.quorum
    roles = [need.role for need in quorum.roles if _asks(need.when, case, content) and not _is_met(need, approvals)]
    missing = [f"the approval of {_listed(roles)} is missing"] if roles else []
    persons = {approval.person.id for approval in approvals}
    if len(persons) < quorum.persons:
        missing.append(f"{len(persons)} of {quorum.persons} persons passed it")
    institutions = {approval.person.institution for approval in approvals}
    if persons and len(institutions) < quorum.institutions:
        missing.append(f"they are of {len(institutions)} of {quorum.institutions} institutions")
    return "; ".join(missing)


def _is_met(need: Requirement, approvals: Iterable[Approval]) -> bool:
    return len({approval.person.id for approval in approvals if approval.role == need.role}) >= need.persons


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _asks(when: When, case: Case, content: Content) -> bool:
    """Say whether a requirement speaks of this subject."""
    facts: Mapping[str, tuple[object, object]] = {
        "subject": (when.subject, "course" if content.name == COURSE else "module"),
        "media": (when.media, content.media),
        "test": (when.test, content.test),
        "translated": (when.translated, case.translated),
    }
    fits = all(asked is None or asked == there for asked, there in facts.values())
    return fits and (not when.courses or any(fnmatchcase(case.course, pattern) for pattern in when.courses))
