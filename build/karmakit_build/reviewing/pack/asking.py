"""Who may decide on what: the roster, and for each subject whose approval is asked, from which text on, and what is open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from karmakit_build.vetting.reading import Vetting
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.vetting import Comment, Person
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Standing, roles_asked
from karmakit_validators.vetting.records import Record
from karmakit_validators.vetting.subject import contents

OPEN = "VET012"


@dataclass(frozen=True, slots=True)
class Remark:
    """A blocking remark that nobody has resolved yet: whose it is, in which role, and what it says."""

    person: str
    role: str
    comment: Comment


@dataclass(frozen=True, slots=True)
class Passed:
    """A person who passed a subject as it is, and the role."""

    person: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A subject as a reviewer meets it.

    `roles` are those whose approval the policy asks for; `passed` counts already. `since` gives, by role, the digest of the text
    from which the change is told, where that very text was passed in the role: only then may somebody look at the change alone.
    `makers` are the persons of the roster who worked on it, and cannot pass it.
    """

    content: Content
    holds: bool = False
    is_lost: bool = False
    roles: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)
    makers: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the subject."""
        return self.content.name

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Return the roles whose approval is still missing; none where the subject is vetted."""
        done = {one.role for one in self.passed}
        return () if self.holds else tuple(role for role in self.roles if role not in done)


@dataclass(frozen=True)
class Asking:
    """Everything about who decides: the subjects in their order, the roster, and the policy's digest.

    Without a policy the roster is empty; `broken` says what is wrong with one that cannot be relied on.
    """

    subjects: tuple[Subject, ...]
    persons: tuple[Person, ...] = ()
    policy: str = ""
    broken: str = ""


def asking(vetting: Vetting, before: Parsed | None, today: date) -> Asking:
    """Return who is asked about a course as it is; `before` is the reading from which changes are told."""
    case = vetting.case(today)
    if case is None:
        broken = "; ".join(flaw.message for flaw in vetting.chain.flaws) if vetting.policies else ""
        return Asking(tuple(Subject(content=content) for content in vetting.contents), broken=broken)
    now = {standing.content.name: standing for standing in vetting.judged(today)}
    was = _earlier(vetting, before, today)
    subjects = tuple(
        _subject(content, now[content.name], was.get(content.name), roles_asked(case, content), vetting)
        for content in vetting.contents
    )
    return Asking(subjects, case.policy.persons, case.policies[0])


def _earlier(vetting: Vetting, before: Parsed | None, today: date) -> Mapping[str, Standing]:
    """Return how the subjects stood with their earlier content, by the same policy and decisions."""
    if before is None or before.course is None or not before.complete:
        return {}
    judged = replace(vetting, parsed=before, contents=contents(before)).judged(today)
    return {standing.content.name: standing for standing in judged}


def _subject(content: Content, now: Standing, was: Standing | None, roles: tuple[str, ...], vetting: Vetting) -> Subject:
    passed = tuple(Passed(approval.person.id, approval.role) for approval in now.approvals)
    earlier = was.approvals if was else ()
    is_other = was is not None and was.content.digest != content.digest
    counted = {(one.person, one.role) for one in passed}
    return Subject(
        content=content,
        holds=now.holds,
        is_lost=any((approval.person.id, approval.role) not in counted for approval in earlier),
        roles=roles,
        passed=passed,
        since={approval.role: was.content.digest for approval in earlier} if was and is_other else {},
        makers=_makers(content, vetting),
        remarks=tuple(_remarks(now, vetting.log.records.values())),
        reasons=tuple(flaw.message for flaw in now.flaws),
    )


def _makers(content: Content, vetting: Vetting) -> tuple[str, ...]:
    """Return who of the roster has worked on a subject, as the front-matter and the requests tell."""
    names = set(content.names)
    for record in vetting.log.records.values():
        predicate = record.statement.predicate
        if predicate.scope.subject == content.name:
            names |= {*predicate.authors, *predicate.translators}
    known = {name.casefold() for name in names}
    persons = vetting.chain.policy.persons if vetting.chain.policy else ()
    return tuple(one.id for one in persons if {one.id.casefold(), *(name.casefold() for name in one.known_as)} & known)


def _remarks(standing: Standing, records: Iterable[Record]) -> Iterator[Remark]:
    """Yield the blocking remarks that keep a subject from being vetted."""
    blocking = {flaw.path for flaw in standing.flaws if flaw.code == OPEN}
    records = list(records)
    resolved = {name for record in records for comment in record.statement.predicate.comments for name in comment.resolves}
    for record in records:
        if record.path in blocking:
            who = record.statement.predicate.reviewer
            for comment in record.statement.predicate.comments:
                if comment.blocking and comment.id not in resolved:
                    yield Remark(who.person, who.role, comment)
