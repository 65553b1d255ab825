"""The records and heads of a course: what lies in its `.vetting` folder, read as something that a stranger may have written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from karmakit_schemas.vetting import Head, Statement, canonical, sha256

SUFFIX, SIGNATURE = ".json", ".json.sig"
HEADS = "_heads/"
LARGEST = 1024**2
MOST = 20_000
BAD = "VET014"


@dataclass(frozen=True, slots=True)
class Record:
    """One decision as it lies in the folder: its path, its digest, what it says, and the signature beside it ('' if none)."""

    path: str
    digest: str
    data: bytes
    statement: Statement
    signature: str


@dataclass(frozen=True, slots=True)
class SignedHead:
    """One of a person's heads as it lies in the folder: path, bytes, what it says, and the signature beside it ('' if none)."""

    path: str
    data: bytes
    head: Head
    signature: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with vetting: the code of the rule, where, what, and the mend."""

    code: str
    path: str
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """All records that could be read, by digest, each person's heads, and the flaws of those that could not."""

    records: Mapping[str, Record]
    flaws: tuple[Flaw, ...] = ()
    heads: Mapping[str, tuple[SignedHead, ...]] = field(default_factory=dict)

    @property
    def in_order(self) -> list[Record]:
        """Return the records in the order in which they were made: by their clocks, and within a second by what follows what."""
        depths: dict[str, int] = {}
        for record in sorted(self.records.values(), key=lambda record: record.statement.predicate.closed):
            _measure(record, self.records, depths)
        return sorted(self.records.values(), key=lambda one: (one.statement.predicate.closed, depths[one.digest], one.digest))

    @property
    def tips(self) -> tuple[str, ...]:
        """Return the digests of the records that nothing follows, sorted: what the next record follows."""
        return tips(self.records)

    def reachable(self, tips: Iterable[str]) -> frozenset[str]:
        """Return the digests of all that these tips follow, themselves included; what is not there is left out."""
        found: set[str] = set()
        waiting = [digest for digest in tips if digest in self.records]
        while waiting:
            digest = waiting.pop()
            if digest not in found:
                found.add(digest)
                previous = self.records[digest].statement.predicate.previous
                waiting += [earlier for earlier in previous if earlier in self.records]
        return frozenset(found)


def _measure(record: Record, known: Mapping[str, Record], depths: dict[str, int]) -> None:
    """Note how many records each one follows, one after another; no record can follow itself, since it names digests."""
    waiting = [record]
    while waiting:
        before = [known[digest] for digest in waiting[-1].statement.predicate.previous if digest in known]
        unmeasured = [one for one in before if one.digest not in depths]
        if unmeasured:
            waiting.extend(unmeasured)
        else:
            depths[waiting.pop().digest] = 1 + max((depths[one.digest] for one in before), default=0)


def name_of(digest: str) -> str:
    """Return the name of a record's file."""
    return f"{digest[:16]}{SUFFIX}"


def tips(records: Mapping[str, Record]) -> tuple[str, ...]:
    """Return the digests of those of some records that none of them follows, sorted."""
    followed = {digest for record in records.values() for digest in record.statement.predicate.previous}
    return tuple(sorted(records.keys() - followed))


def head_path(person: str, data: bytes) -> str:
    """Return the path of a person's head, by its bytes: a head is only ever added, so that no two branches touch one file."""
    return f"{HEADS}{person}-{name_of(sha256(data))}"


def read(files: Mapping[str, bytes]) -> Log:
    """Return the records and heads among the files of a `.vetting` folder (path from that folder to bytes)."""
    paths = sorted(path for path in files if path.endswith(SUFFIX) and "/" in path)
    if len(paths) > MOST:
        return Log({}, (Flaw(BAD, "", f"more than {MOST} records", "Divide the course"),))
    records: dict[str, Record] = {}
    heads: dict[str, tuple[SignedHead, ...]] = {}
    flaws: list[Flaw] = []
    for path in paths:
        reader = _head if path.startswith(HEADS) else _record
        one = reader(path, files[path], files.get(f"{path}.sig", b"").decode("ascii", "replace"))
        if isinstance(one, Flaw):
            flaws.append(one)
        elif isinstance(one, SignedHead):
            heads[one.head.person] = (*heads.get(one.head.person, ()), one)
        else:
            records[one.digest] = one
    return Log(records, (*flaws, *_broken_chain(records.values(), records)), heads)


def _record(path: str, data: bytes, signature: str) -> Record | Flaw:
    if len(data) > LARGEST:
        return Flaw(BAD, path, "the record is larger than any record can be", "Remove the file")
    try:
        value = strict_json(data)
        statement = Statement.model_validate(value)
    except (ValueError, RecursionError, ValidationError) as error:
        return Flaw(BAD, path, f"this is no record of a decision: {said(error)}", "Restore the file from Git, or remove it")
    digest = sha256(data)
    if canonical(value) != data:
        return Flaw(BAD, path, "the record was written again by another program", "Restore the file from Git")
    subject = statement.predicate.scope.subject
    if path != f"{subject}/{name_of(digest)}":
        message = f"the record speaks of `{subject}` and is called {name_of(digest)}, and does not lie there"
        return Flaw(BAD, path, message, "Restore the file from Git: a record is never edited, moved or renamed")
    return Record(path, digest, data, statement, signature)


def _head(path: str, data: bytes, signature: str) -> SignedHead | Flaw:
    renew = "Restore the file from Git, or remove it: who it is of makes a new one with `karmakit vet sign`"
    if len(data) > LARGEST:
        return Flaw(BAD, path, "the head is larger than any head can be", renew)
    try:
        value = strict_json(data)
        head = Head.model_validate(value)
    except (ValueError, RecursionError, ValidationError) as error:
        return Flaw(BAD, path, f"this is no head of a log: {said(error)}", renew)
    if canonical(value) != data:
        return Flaw(BAD, path, "the head was written again by another program", renew)
    if path != head_path(head.person, data):
        return Flaw(BAD, path, f"the head is one of {head.person}, and does not bear that name", renew)
    return SignedHead(path, data, head, signature)


def strict_json(data: bytes) -> object:
    """Return what JSON says; raises `ValueError` where two readers could read two things: a key that stands there twice, NaN."""
    return json.loads(data, object_pairs_hook=_once, parse_constant=_refused)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _refused(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def said(error: Exception) -> str:
    """Return why a text could not be read, in one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return " ".join(str(error).split()) or type(error).__name__


def _broken_chain(records: Iterable[Record], known: Mapping[str, Record]) -> list[Flaw]:
    """Return a flaw for each record that follows one that is not there, or that is older than what it follows."""
    flaws = []
    for record in records:
        predicate = record.statement.predicate
        for earlier in predicate.previous:
            if earlier not in known:
                message = f"the record follows {earlier[:16]}, which is not there"
                flaws.append(Flaw(BAD, record.path, message, "Restore the missing record from Git"))
            elif known[earlier].statement.predicate.closed > predicate.closed:
                message = f"the record says that it is older than {earlier[:16]}, which it follows"
                flaws.append(Flaw(BAD, record.path, message, "Decide again: the clock of the signer was wrong"))
    return flaws
