"""A review: for each course what changed, and what hangs on it; and what of it comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from karmakit_schemas.findings import Finding
from karmakit_validators.review.approvals import Vetted
from karmakit_validators.review.coverage import Coverage
from karmakit_validators.review.measures import Measured
from karmakit_validators.review.news import News
from karmakit_validators.review.values import KEY, KEY_WORDING, Change, CourseChanges, Value

MARKS = frozenset({"pass_mark", "attempts", "draw", "points", "time_limit", "review"})
"""Values that decide who passes a test."""
IDENTITY = frozenset({"id", "publisher.domain"})
"""Values of `course.yml` on which every learner's record hangs."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the SCORM 1.2 bundle was and is, in bytes; `why` says why that is not known, as a key of the words."""

    before: int | None = None
    after: int | None = None
    why: Literal["", "skipped", "new", "faulty"] = ""


@dataclass(frozen=True, slots=True)
class Vetting:
    """How the subjects of the course stand; `why` says why that is not known, as a key of the words, and `line` more exactly."""

    subjects: tuple[Vetted, ...] = ()
    why: Literal["", "no-policy", "unread"] = ""
    line: str = ""


@dataclass(frozen=True)
class CourseReview:
    """One course: its folder as the reader names it, its id and title, what changed, and what hangs on it."""

    path: str
    id: str
    title: str
    language: str
    changes: CourseChanges
    findings: News
    coverage: tuple[Coverage, ...]
    measures: tuple[Measured, ...]
    sizes: Sizes
    vetting: Vetting


@dataclass(frozen=True)
class Review:
    """What changed since `base`: the courses that did, and the folders of those that did not, or are no more."""

    base: str
    courses: tuple[CourseReview, ...]
    unchanged: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class First:
    """Something that a reviewer must see first: a key, a mark, an id that is gone, an exception, an error.

    `change` is where it stands, None for `course.yml`; `parts` are the options that are meant; `value` is what is another one.
    """

    what: Literal["key", "key_wording", "mark", "gone", "renamed", "exception", "error"]
    change: Change | None = None
    parts: tuple[Change, ...] = ()
    value: Value | None = None
    finding: Finding | None = None


def first(course: CourseReview) -> Iterator[First]:
    """Yield what comes first in a course: keys, what decides who passes, ids gone, exceptions granted, new errors."""
    told = course.changes
    questions = [change for module in told.modules for change in module.questions if change.before and change.after]
    for name in (KEY, KEY_WORDING):
        yield from (First(name, change, value=value) for change in questions if (value := change.value(name)))  # type: ignore[arg-type]  # the two names
    if not told.is_new:
        yield from (First("renamed", value=value) for value in told.values if value.name in IDENTITY)
        yield from (First("mark", value=value) for value in told.values if _is_mark(value))
        for module in told.modules:
            if module.itself.before and module.itself.after:
                yield from (First("mark", module.itself, value=value) for value in module.itself.values if _is_mark(value))
        yield from (First("mark", change, value=value) for change in questions for value in change.values if _is_mark(value))
        yield from _gone(told)
    yield from (First("exception", change) for change in told.exceptions if change.after)
    yield from (First("error", finding=finding) for finding in course.findings.errors)


def _is_mark(value: Value) -> bool:
    return value.name.rpartition(".")[2] in MARKS or value.name == "final"


def _gone(told: CourseChanges) -> Iterator[First]:
    """Yield the ids on which learners' records hang and that are no more."""
    named: list[Change] = [*told.units, *(module.itself for module in told.modules)]
    for module in told.modules:
        if module.itself.how != "removed":  # that it is gone says that all in it is
            named += [*module.objectives, *module.questions]
    for change in named:
        if change.how == "removed":
            yield First("gone", change)
        elif change.is_renamed:
            yield First("renamed", change)
        if change.kind == "question" and change.before and change.after:
            removed = tuple(part for part in change.parts if part.how == "removed")
            renamed = tuple(part for part in change.parts if part.is_renamed)
            yield from (First("gone", change, removed) for _ in removed[:1])
            yield from (First("renamed", change, renamed) for _ in renamed[:1])
