"""Whether vetting holds: each record against the policy, each subject against its quorum; a pure function of values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import cached_property

from karmakit_schemas.evidence import Report
from karmakit_schemas.vetting import COURSE, Person, Policy, Predicate, Requirement, When
from karmakit_validators.vetting import heads, remarks, signers, waivers
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.records import Flaw, Log, Record
from karmakit_validators.vetting.reports import digest_of


@dataclass(frozen=True)
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

    @cached_property
    def report_digest(self) -> str | None:
        """Return the digest by which approvals name the report."""
        return digest_of(self.report) if self.report else None


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


@dataclass(frozen=True, slots=True)
class Weighed:
    """A record of the log, and why it does not count at all (None: its signature holds, and it is of this course)."""

    record: Record
    flaw: Flaw | None


def weigh(case: Case) -> tuple[Weighed, ...]:
    """Return the records in the order in which they were made, each with what is wrong with itself."""
    return tuple(Weighed(record, _flaw(case, record)) for record in case.log.in_order)


def log_flaws(case: Case, weighed: Iterable[Weighed]) -> tuple[Flaw, ...]:
    """Return what is wrong with the log: with files that are no records, with the order of records, and with the heads."""
    sound = [one.record for one in weighed if one.flaw is None]
    course = heads.Course(case.course, case.language)
    return (*case.log.flaws, *heads.flaws(case.log, course, case.policy, case.today, sound))


def judge(case: Case) -> tuple[Standing, ...]:
    """Return how each subject of a course stands, in their order; what is wrong with the log as a whole stands with `_course`."""
    weighed = weigh(case)
    sound = by_subject(one.record for one in weighed if one.flaw is None)
    names = {content.name for content in case.contents}
    notes, broken = (_by_place(flaws) for flaws in ([one.flaw for one in weighed if one.flaw], log_flaws(case, weighed)))
    broken[COURSE] = [flaw for place, flaws in broken.items() if place == COURSE or place not in names for flaw in flaws]
    return tuple(
        _standing(case, content, sound.get(content.name, []), broken.get(content.name, []), notes.get(content.name, []))
        for content in case.contents
    )


def by_subject(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return records by the name of their subject, each in the order given."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.statement.predicate.scope.subject, []).append(record)
    return found


def _by_place(flaws: Iterable[Flaw]) -> dict[str, list[Flaw]]:
    """Return flaws by the folder of the log in which they stand: that of a subject, or another."""
    found: dict[str, list[Flaw]] = {}
    for flaw in flaws:
        found.setdefault(flaw.path.partition("/")[0], []).append(flaw)
    return found


def roles_asked(case: Case, content: Content) -> tuple[str, ...]:
    """Return the roles whose approval the policy asks for a subject, each once, in the policy's order."""
    return tuple(dict.fromkeys(need.role for need in case.policy.quorum.roles if asks(need.when, case, content)))


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
    unsigned = signers.check(signers.Written.of(record), person, case.today)
    return Flaw("VET003", record.path, unsigned.message, unsigned.help) if unsigned else None


def _standing(case: Case, content: Content, records: list[Record], broken: list[Flaw], notes: list[Flaw]) -> Standing:
    """Return how one subject stands: `broken` is what is wrong with its records, `notes` tell why some do not count."""
    revoked = revoked_in(case, records)
    living = [record for record in records if record.digest not in revoked and record.statement.predicate.verdict != "revoke"]
    makers = _makers(content, living)
    waived = waivers.held(case.policy, content, living, makers, case.today)
    approvals: list[Approval] = []
    for approval in _last_words(case, living):
        record = approval.record
        flaw = _objection(case, content, approval, makers) or _stale(case, content, record, living) or _unproven(case, record)
        if flaw:
            notes = [*notes, flaw]
        else:
            approvals.append(approval)
    missing = _missing(case, content, approvals)
    flaws = [*broken, *waived.flaws, *remarks.still_open(content, living)]
    if missing:
        code = "VET005" if approvals or notes else "VET001"
        flaws += [*notes, Flaw(code, content.name, f"{content.title}: {missing}", "Ask for it with `karmakit vet request`")]
    return Standing(content, tuple(approvals), tuple(flaws), tuple(notes), waived.codes)


def revoked_in(case: Case, records: list[Record]) -> frozenset[str]:
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


def _unproven(case: Case, record: Record) -> Flaw | None:
    """Return why the report that an approval rests on is none: of a tool that is too old, or not what the rules say."""
    predicate = record.statement.predicate
    oldest = case.policy.oldest_tool
    if oldest and (predicate.tool is None or _number(predicate.tool) < _number(oldest)):
        by = f"by karmakit {predicate.tool}" if predicate.tool else "without a report"
        message = f"the approval was made {by}, and the policy asks for {oldest} or later"
        return Flaw("VET016", record.path, message, "Decide again with a newer karmakit")
    report = case.report
    if (
        report
        and (predicate.source, predicate.ruleset) == (report.source, report.ruleset)
        and predicate.report != case.report_digest
    ):
        message = "the approval rests on a report that the rules do not give of these sources"
        return Flaw("VET017", record.path, message, "Decide again")
    return None


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _was_approved(predicate: Predicate, living: Iterable[Record]) -> bool:
    """Say whether the text that a delta review starts from was passed in the same role, in whole or itself by way of deltas."""
    passed: dict[str, datetime] = {}
    for record in living:
        earlier = record.statement.predicate
        if (earlier.verdict, earlier.reviewer.role) == ("approve", predicate.reviewer.role) and _starts(earlier, passed):
            passed.setdefault(record.statement.digest, earlier.closed)
    return _starts(predicate, passed)


def _starts(predicate: Predicate, passed: Mapping[str, datetime]) -> bool:
    """Say whether a review looked at the whole, or started from a text that was passed before."""
    return predicate.since is None or (predicate.since in passed and passed[predicate.since] < predicate.closed)


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


def _missing(case: Case, content: Content, approvals: list[Approval]) -> str:
    """Return in words what the quorum still wants, or an empty text; a person counts once, with however many keys and roles."""
    quorum = case.policy.quorum
    roles = [need.role for need in quorum.roles if asks(need.when, case, content) and not _is_met(need, approvals)]
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


def asks(when: When, case: Case, content: Content) -> bool:
    """Say whether a requirement speaks of this subject."""
    facts: Mapping[str, tuple[object, object]] = {
        "subject": (when.subject, "course" if content.name == COURSE else "module"),
        "media": (when.media, content.media),
        "test": (when.test, content.test),
        "translated": (when.translated, case.translated),
    }
    fits = all(asked is None or asked == there for asked, there in facts.values())
    return fits and (not when.courses or any(fnmatchcase(case.course, pattern) for pattern in when.courses))
