"""Turn the decision files that review packs save into decisions on a course as it is; what a stranger sent is checked first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from pydantic import ValidationError

from karmakit_build.vetting.deciding import Decision
from karmakit_build.vetting.reading import Vetting
from karmakit_schemas.decisions import Decided, DecisionFile
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.quality import quality_framework
from karmakit_schemas.suggest import did_you_mean
from karmakit_schemas.text import is_steering
from karmakit_schemas.vetting import COURSE, Answer, Comment, Policy, Statement
from karmakit_validators.vetting.records import LARGEST as LARGEST_RECORD
from karmakit_validators.vetting.records import said, strict_json

LARGEST = LARGEST_RECORD // 2
"""Bytes of a decision file: the list of a subject's files has to find room in the record too."""
_SHOWN = 120
_AGAIN = "save it again from the review pack"


@dataclass(frozen=True, slots=True)
class Given:
    """A decision file: where it lies, and what it says."""

    path: Path
    file: DecisionFile


@dataclass(frozen=True, slots=True)
class Recording:
    """What decision files come to: the decisions that are not recorded yet, and what is to be told of them.

    `unsigned` are the persons whose decisions are recorded already, and not signed.
    """

    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]
    unsigned: tuple[str, ...] = ()


def read_decisions(path: Path) -> Given:
    """Return what a decision file says; raises `UnusableInputError` in one line where it is none, or none that can be trusted."""
    try:
        if not path.is_file():
            raise UnusableInputError(f"{path}: there is no such file; give one that a review pack saved")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from None
    if len(data) > LARGEST:
        raise UnusableInputError(f"{path}: a decision file has at most {LARGEST // 1024} KB; shorten the remarks, and {_AGAIN}")
    try:
        value = strict_json(data)
        if any(map(_is_unprintable, _texts(value))):
            raise ValueError("it holds control characters")  # noqa: TRY301 - told with the other faults of the file
        return Given(path, DecisionFile.model_validate(value))
    except (ValueError, RecursionError, ValidationError) as error:
        raise UnusableInputError(f"{path}: this is no decision file: {_short(said(error))}; {_AGAIN}") from None


def recording_of(vetting: Vetting, given: Sequence[Given], today: date) -> Recording:
    """Return the decisions of files on a course, each checked against the policy and the content as they are on a day.

    Raises `UnusableInputError` for the first that does not fit; then nothing of any file is to be kept.
    """
    policy = vetting.chain.policy
    if policy is None:
        why = "; ".join(flaw.message for flaw in vetting.chain.flaws)
        raise UnusableInputError(f"{why}; make a policy with `karmakit vet init`")
    known = {_identity_of_record(record.statement): bool(record.signature) for record in vetting.log.records.values()}
    taken = {comment.id for record in vetting.log.records.values() for comment in record.statement.predicate.comments}
    decisions: list[Decision] = []
    notes: list[str] = []
    unsigned: list[str] = []
    for one in given:
        _check_file(vetting, policy, one, today)
        holder = _holder(one.file)
        fresh = [decided for decided in one.file.decided if _identity(one.file, decided, holder) not in known]
        if not all(known.get(_identity(one.file, decided, holder), True) for decided in one.file.decided):
            unsigned.append(one.file.person)
        free = _free_ids(one.file.person, taken)
        for decided in fresh:
            _check_decided(vetting, one, decided)
            comments = [_with_own_id(comment, taken, free) for comment in decided.comments]
            decisions.append(_decision(one.file, decided, comments, holder))
            known[_identity(one.file, decided, holder)] = True
        notes += _notes(vetting, one, fresh, holder)
    return Recording(tuple(decisions), tuple(notes), tuple(unsigned))


def _check_file(vetting: Vetting, policy: Policy, given: Given, today: date) -> None:
    """Refuse a file that speaks of another course or language, or of somebody who may not decide in that role."""
    file, meta = given.file, vetting.parsed.part.meta
    if (file.course, file.language) != (meta.id, meta.language):
        made_on = f"{file.course} in {_short(file.language)}"
        raise _refused(given, f"it was made on {made_on}, and {vetting.course} is {meta.id} in {meta.language}", "name its course")
    person = policy.person(file.person)
    if person is None:
        meant = did_you_mean(file.person, [one.id for one in policy.persons])
        raise _refused(given, f"`{file.person}` is not on the roster of the policy", meant or "ask somebody who is")
    if file.role not in person.roles:
        roles = ", ".join(person.roles)
        raise _refused(given, f"{person.id} is no {file.role} on the roster, but {roles}", "decide in such a role")
    if file.closed < file.opened:
        raise _refused(given, f"it was closed at {file.closed}, before it was opened", f"set the clock, and {_AGAIN}")
    if file.closed.date() > today + timedelta(days=1):
        raise _refused(given, f"it was closed on {file.closed.date()}, which is still to come", f"set the clock, and {_AGAIN}")
    subjects = [decided.subject for decided in file.decided]
    if twice := next((subject for subject in subjects if subjects.count(subject) > 1), None):
        raise _refused(given, f"it decides twice on `{_short(twice)}`", _AGAIN)
    _check_answers(policy, given)


def _check_answers(policy: Policy, given: Given) -> None:
    """Refuse answers that the policy's form does not ask for, or that a person did not give."""
    answers = given.file.answers
    if not answers:
        return
    if policy.framework is None:
        raise _refused(given, "it answers a quality form, and the policy asks for none", "make a new pack")
    asked = {statement.id for statement in quality_framework(policy.framework).statements}
    answered: set[str] = set()
    for answer in answers:
        name = _short(answer.statement)
        if answer.statement not in asked:
            raise _refused(given, f"`{name}` is no statement of {policy.framework}", "make a new pack")
        if answer.by != "person":
            raise _refused(given, f"`{name}` is not answered by a person", "leave to the rules what they answer")
        if answer.statement in answered:
            raise _refused(given, f"`{name}` is answered twice", _AGAIN)
        answered.add(answer.statement)


def _check_decided(vetting: Vetting, given: Given, decided: Decided) -> None:
    """Refuse a decision on what is not there, or is no longer as it was shown; and one that could not count."""
    name = _short(decided.subject)
    content = next((content for content in vetting.contents if content.name == decided.subject), None)
    if content is None:
        known = ", ".join(content.name for content in vetting.contents)
        raise _refused(given, f"{vetting.course} has no module `{name}`, but {known}", "make a new pack")
    if decided.digest != content.digest:
        mend = f"make a new pack with `karmakit review {vetting.course.as_posix()} --format html --output pack.html`"
        raise _refused(given, f"the pack showed another text of module {name}", mend)
    if decided.verdict == "approve" and not given.file.no_conflict:
        what = f"{name} is passed without the declaration that there is no conflict of interest"
        raise _refused(given, what, "declare it in the pack, or let somebody else decide")
    if decided.verdict == "request-changes" and not decided.reason.strip() and all(one.resolves for one in decided.comments):
        raise _refused(given, f"it asks for changes to {name} and does not say which", f"give the reason, and {_AGAIN}")
    earlier = [one.statement.predicate for one in vetting.log.records.values()]
    there = {comment.id for one in earlier if one.scope.subject == decided.subject for comment in one.comments}
    for resolved in (identifier for comment in decided.comments for identifier in comment.resolves):
        if resolved not in there:
            raise _refused(given, f"it resolves the remark `{_short(resolved)}`, which nobody made on {name}", "make a new pack")


def _decision(file: DecisionFile, decided: Decided, comments: Iterable[Comment], holder: str) -> Decision:
    """Return one decision of a file, with its remarks under the ids that they have on the course."""
    answers = _answers(file, decided, holder)
    more = {
        "reason": decided.reason,
        "since": decided.since,
        "thoroughness": file.thoroughness if file.thoroughness != "full" else "",
        "comments": [_as_json(comment) for comment in comments],
        "answers": [_as_json(answer) for answer in answers],
    }
    return Decision(
        person=file.person,
        role=file.role,
        verdict=decided.verdict,
        subject=decided.subject,
        opened=file.opened,
        closed=file.closed,
        no_conflict=file.no_conflict,
        more={name: value for name, value in more.items() if value},
    )


def _free_ids(person: str, taken: set[str]) -> Iterator[str]:
    """Yield ids for a person's remarks that are not taken when they are asked for."""
    return (name for number in count(1) if (name := f"{person}-{number}") not in taken)


def _with_own_id(comment: Comment, taken: set[str], free: Iterator[str]) -> Comment:
    """Return a remark with an id that no other remark on the course has: who resolves one must not resolve another by it."""
    name = comment.id if comment.id not in taken else next(free)
    taken.add(name)
    return comment.model_copy(update={"id": name})


def _holder(file: DecisionFile) -> str:
    """Return the subject with whose decision the answers to the form are kept."""
    subjects = [decided.subject for decided in file.decided]
    return COURSE if COURSE in subjects else subjects[0]


def _answers(file: DecisionFile, decided: Decided, holder: str) -> tuple[Answer, ...]:
    return file.answers if decided.subject == holder else ()


def _identity(file: DecisionFile, decided: Decided, holder: str) -> tuple[object, ...]:
    """Return what makes a decision the same wherever it is recorded; the ids of remarks may have been changed."""
    about = (file.person, file.role, decided.verdict, decided.subject, decided.digest, file.opened, file.closed, file.no_conflict)
    words = (decided.reason, decided.since, file.thoroughness, _remarks(decided.comments), _answers(file, decided, holder))
    return (*about, *words)


def _identity_of_record(statement: Statement) -> tuple[object, ...]:
    """Return the same of a record."""
    one = statement.predicate
    by = (one.reviewer.person, one.reviewer.role, one.verdict)
    about = (*by, one.scope.subject, statement.digest, one.opened, one.closed, one.no_conflict)
    return (*about, one.reason, one.since, one.thoroughness, _remarks(one.comments), one.answers)


def _remarks(comments: Iterable[Comment]) -> tuple[tuple[object, ...], ...]:
    return tuple((comment.at, comment.text, comment.blocking, comment.resolves) for comment in comments)


def _notes(vetting: Vetting, given: Given, fresh: Sequence[Decided], holder: str) -> Iterator[str]:
    """Yield what is to be told of a file: what of it is recorded already, or overtaken, and where its answers are kept."""
    file = given.file
    old = len(file.decided) - len(fresh)
    if old:
        yield f"{given.path}: {_count(old)} recorded already"
    there = [one.statement.predicate for one in vetting.log.records.values()]
    later = {one.scope.subject for one in there if one.reviewer.person == file.person and one.closed > file.closed}
    for decided in fresh:
        if decided.subject in later:
            yield f"{given.path}: {file.person} has decided on {decided.subject} again since; the later decision counts"
    if file.answers and holder != COURSE and holder in {decided.subject for decided in fresh}:
        yield (
            f"{given.path}: `{COURSE}` is not decided, so the answers to the form are kept with {holder}; "
            "there only a no counts, and the rest is asked again with a decision on the course"
        )


def _count(number: int) -> str:
    return "1 decision is" if number == 1 else f"{number} decisions are"


def _as_json(value: Comment | Answer) -> dict[str, object]:
    return value.model_dump(mode="json", exclude_defaults=True)


def _refused(given: Given, what: str, mend: str) -> UnusableInputError:
    return UnusableInputError(f"{given.path}: {what}; {mend}")


def _texts(value: object) -> Iterator[str]:
    """Yield all texts of a JSON value, the names of its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _is_unprintable(text: str) -> bool:
    """Say whether a text could command the terminal that shows it, or is no text at all."""
    return any(is_steering(sign) and sign not in "\n\r\t" for sign in text)


def _short(text: str) -> str:
    """Return the beginning of a text that a stranger wrote, for a line that tells of it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
