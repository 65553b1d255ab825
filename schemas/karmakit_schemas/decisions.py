"""The file that a review pack saves: what a person decided on which content, before it becomes signed records."""

from typing import Literal

from pydantic import Field, StrictBool

from karmakit_schemas.course import Identifier, Model, Text
from karmakit_schemas.vetting import Answer, Comment, Moment, One, Sha256


class Decided(Model):
    """A decision on one subject, by the digest of the content that was shown; `since` says that only the change was looked at."""

    subject: Text
    digest: Sha256
    verdict: Literal["approve", "request-changes"]
    reason: str = ""
    since: Sha256 | None = None
    comments: tuple[Comment, ...] = ()


class DecisionFile(Model):
    """What a person decided in a pack: on which subjects, and how the quality form was answered (with the decision on `_course`).

    A file that only asks a question has no decisions and is none: at least one subject is decided.
    """

    version: One
    kind: Literal["karmakit-decision"]
    course: Identifier
    language: Text
    person: Identifier
    role: Identifier
    opened: Moment
    closed: Moment
    no_conflict: StrictBool
    thoroughness: Literal["full", "sample"] = "full"
    decided: tuple[Decided, ...] = Field(min_length=1)
    answers: tuple[Answer, ...] = ()
