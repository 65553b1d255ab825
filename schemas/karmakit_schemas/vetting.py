"""Vetting: who may pass content (the policy), and what a person decided about which bytes (the statement).

A statement is an in-toto Statement v1: its subject is known by digest alone, its predicate says who decided what, and on which
evidence. What is signed are its canonical bytes; a record is known by their SHA-256.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, StrictBool, StrictInt, StringConstraints
from pydantic_core import PydanticCustomError

from karmakit_schemas.course import Day, Identifier, Model, Text

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://w3id.org/karmakit/vetting/v1"
VET_NAMESPACE = "vet.v1@karmakit"
"""The namespace of signatures on statements: a key's signature for anything else is none here."""
POLICY_NAMESPACE = "policy.v1@karmakit"
BUILD_NAMESPACE = "build.v1@karmakit"
COURSE = "_course"
"""The subject that is `course.yml`, with the glossary and the pictures of the cover: pass marks stand there."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Verdict = Literal["request", "approve", "request-changes", "waive", "revoke"]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$")]
RuleCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}[0-9]{3}$")]


One = Annotated[StrictInt, Field(ge=1, le=1)]
"""The version of a form: 1, and neither true nor 1.0, which other readers would refuse."""


def _moment(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return value
    raise PydanticCustomError("moment_type", "a moment is written 2026-11-22T09:00:00+05:30, with its time zone")


_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
"""A date and time of RFC 3339, section 5.6, as every reader understands it alike."""


class SigningKey(Model):
    """A public key as `ssh-keygen` writes it, and the days on which its signatures hold: `since` and `until` are inside."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9@.-]+ [A-Za-z0-9+/]+=*( .*)?$", max_length=4096)]
    since: Day
    until: Day
    revoked: Day | None = None


class Person(Model):
    """Somebody on the roster: Git and front-matter know them by what `known_as` lists, forges by `handles`."""

    id: Identifier
    title: Text
    institution: Text
    roles: tuple[Identifier, ...] = Field(min_length=1)
    languages: tuple[Text, ...] = ()
    known_as: tuple[Text, ...] = ()
    handles: Mapping[Literal["github", "gitlab"], Text] = {}
    keys: tuple[SigningKey, ...] = ()


class When(Model):
    """Of which subjects something is asked; what is not said fits all. `courses` are patterns with `*`."""

    courses: tuple[Text, ...] = ()
    subject: Literal["course", "module"] | None = None
    media: StrictBool | None = None
    test: StrictBool | None = None
    translated: StrictBool | None = None


class Requirement(Model):
    """A role that must pass a subject, and by how many persons; `speaks` asks that they are listed for the course's language."""

    role: Identifier
    persons: StrictInt = Field(default=1, ge=1, le=10)
    when: When = When()
    speaks: StrictBool = False


class Quorum(Model):
    """Who must pass a subject together: so many persons, of so many institutions, and every role that is asked of it."""

    persons: StrictInt = Field(default=2, ge=1, le=20)
    institutions: StrictInt = Field(default=1, ge=1, le=20)
    roles: tuple[Requirement, ...] = Field(min_length=1)


class Owners(Model):
    """Who may change the policy: so many of these persons together."""

    persons: tuple[Identifier, ...] = Field(min_length=1)
    quorum: StrictInt = Field(ge=1)


class Waivers(Model):
    """Which rules' findings may be waived, by which role, for how long, and how many at a time on one subject."""

    role: Identifier | None = None
    rules: tuple[Text, ...] = ()
    days: StrictInt = Field(default=0, ge=0, le=730)
    at_most: StrictInt = Field(default=0, ge=0, le=50)


class Policy(Model):
    """The rules of vetting in a repository; a new one names the digest of the one it follows and is signed by that one's owners.

    `builders` may sign what a bundle says of its making (the owners, if nobody is named); `oldest_tool` is the oldest version
    whose reports an approval may rest on; no `framework` asks for no quality form.
    """

    version: One
    number: StrictInt = Field(ge=1)
    previous: Sha256 | None = None
    name: Text
    demonstration: StrictBool = False
    owners: Owners
    persons: tuple[Person, ...] = Field(min_length=1)
    quorum: Quorum
    max_age_days: StrictInt = Field(default=730, ge=1, le=3650)
    carry_over: Literal["exact", "formatting"] = "exact"
    builders: tuple[Identifier, ...] = ()
    oldest_tool: Version | None = None
    framework: Text | None = "igot-cfqa"
    threshold: StrictInt = Field(default=70, ge=0, le=100)
    waivers: Waivers = Waivers()

    def person(self, name: str) -> Person | None:
        """Return a person of the roster by id."""
        return next((person for person in self.persons if person.id == name), None)


class Reviewer(Model):
    """Who decided, and for which institution."""

    person: Identifier
    institution: Text
    role: Identifier


class Scope(Model):
    """What was decided on: a course, one of its subjects (a module, or `_course`), in a language."""

    course: Text
    subject: Text
    language: Text


class Answer(Model):
    """The answer to one statement of the quality form: by a rule's findings, or by the person, with the evidence and a note."""

    statement: Text
    answer: Literal["yes", "no", "not-applicable"]
    by: Literal["rule", "person"]
    evidence: tuple[RuleCode, ...] = ()
    note: str = ""


class Comment(Model):
    """A remark pinned to a stable id of the content; a blocking one must be resolved before the subject can pass."""

    id: Text
    at: Text
    text: Text
    blocking: StrictBool = False
    resolves: tuple[Text, ...] = ()


class Waiver(Model):
    """A finding that is let pass for a time, with the reason."""

    rule: RuleCode
    reason: Text
    until: Day


class Predicate(Model):
    """What was decided, by whom, on which evidence, and after which other records of the same subject.

    `files` is the manifest that the subject's digest stands for; `authors` and `translators` are frozen in a request, so that the
    separation of roles can be checked without Git; `since` is the digest that a delta review starts from. `report` is the digest of
    the report (`karmakit_schemas.evidence.Report`) that lay beside it, made of the course's `source` by the rules of `tool`.
    """

    verdict: Verdict
    reviewer: Reviewer
    scope: Scope
    files: Mapping[Text, Sha256] = Field(min_length=1)
    semantic: Sha256
    policy: Sha256
    tool: Version | None = None
    ruleset: Sha256 | None = None
    source: Sha256 | None = None
    report: Sha256 | None = None
    previous: tuple[Sha256, ...] = ()
    opened: Moment
    closed: Moment
    since: Sha256 | None = None
    thoroughness: Literal["full", "sample"] = "full"
    no_conflict: StrictBool = False
    authors: tuple[Text, ...] = ()
    translators: tuple[Text, ...] = ()
    answers: tuple[Answer, ...] = ()
    comments: tuple[Comment, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    revokes: Sha256 | None = None
    reason: str = ""


class Subject(Model):
    """A subject of a statement, by name and digest."""

    name: Text
    digest: Mapping[Literal["sha256"], Sha256] = Field(min_length=1)


class Statement(Model):
    """One decision, as in-toto has statements; it has one subject."""

    type: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: tuple[Subject] = Field()
    predicate_type: Literal["https://w3id.org/karmakit/vetting/v1"] = Field(alias="predicateType")
    predicate: Predicate

    @property
    def digest(self) -> str:
        """Return the digest of the content that was decided on."""
        return self.subject[0].digest["sha256"]


def canonical(value: Any) -> bytes:
    """Return a JSON value as the bytes that are hashed and signed: keys sorted, no spaces, UTF-8, a line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_written) + "\n").encode()


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def manifest_digest(files: Mapping[str, str]) -> str:
    """Return the digest of a manifest (path to SHA-256): that of the list which `sha256sum` prints of the files, sorted by path."""
    return sha256("".join(f"{files[path]}  {path}\n" for path in sorted(files)).encode())


def _written(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


class Head(Model):
    """The end of a course's log as a person left it: the records that nothing followed then, and how many there were in all.

    Each who decides adds one whenever they sign (`_heads/<person>-<digest>.json`), so that no two branches touch one file; a
    record that a head stands on cannot be taken away unseen.
    """

    course: Text
    language: Text
    records: StrictInt = Field(ge=1)
    tips: tuple[Sha256, ...] = Field(min_length=1)
    person: Identifier
    closed: Moment


def policy_bytes(policy: Policy) -> bytes:
    """Return a policy as it is signed: what was said of it and no defaults, so that a later version reads the same digest."""
    return canonical(policy.model_dump(mode="json", exclude_unset=True))
