"""Check courses: what has not changed since is remembered, and several are worked on at a time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from karmakit_authoring.load import COURSE_FILE, read, survey
from karmakit_build.checking.cache import Question, recall, remember
from karmakit_build.checking.configured import Asked, Terms, terms_of
from karmakit_build.workers import paying, workers
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.report import Part

T = TypeVar("T")
MARKDOWN = ".md"


@dataclass(frozen=True, slots=True)
class How:
    """How courses are checked: what is asked of each, whether results are remembered, and how many at a time (None: as it pays)."""

    asked: Asked = field(default_factory=Asked)
    cache: bool = True
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A course that was checked, and on what terms; of the published course, `part` keeps what reports compare."""

    part: Part
    terms: Terms


def check_all(courses: Sequence[Path], how: How) -> list[Looked | str]:
    """Return the findings of each course, in the given order; where one cannot be read, the line that says why."""
    if len(courses) == 1:
        return [check_one(courses[0], how)]
    found: dict[Path, Looked | str] = {}
    weights: dict[Path, int] = {}
    for course in courses:
        known = _or_line(partial(_known, course, how))
        if isinstance(known, int):
            weights[course] = known
        else:
            found[course] = known
    with workers(paying(how.jobs, sum(weights.values())), len(weights)) as executor:
        work = partial(check_one, how=how)
        found |= zip(weights, executor.map(work, weights) if executor else map(work, weights), strict=True)
    return [found[course] for course in courses]


def check_one(course: Path, how: How) -> Looked | str:
    """Return the findings of one course, or the line that says why it cannot be read."""
    return _or_line(partial(_checked, course, how))


def _or_line(work: Callable[[], T]) -> T | str:
    try:
        return work()
    except UnusableInputError as error:
        return str(error)


def _known(course: Path, how: How) -> Looked | int:
    """Return what is known of a course that has not changed; if nothing is, how many bytes of Markdown there are to check."""
    now, seen = time.time_ns(), survey(course)
    if how.cache and not how.asked.base:
        terms = terms_of(course, partial(read, course, seen), how.asked)
        if part := _recalled(Question(course, seen, now, terms.settings, terms.before)):
            return Looked(part, replace(terms, before=None))
    return sum(one.size for name, one in seen.items() if name.endswith(MARKDOWN))


def _checked(course: Path, how: How) -> Looked:
    now, seen = time.time_ns(), survey(course)
    sources = cache(partial(read, course, seen))
    terms = terms_of(course, sources, how.asked)
    question = Question(course, seen, now, terms.settings, terms.before)
    if how.cache and (part := _recalled(question)):
        return Looked(part, replace(terms, before=None))
    from karmakit_authoring.parse import parse  # noqa: PLC0415 - heavy, and where nothing has changed nothing is read
    from karmakit_validators.check import check  # noqa: PLC0415 - the same

    parsed = parse(sources())
    if terms.before and terms.before.files == sources().files:
        before: Parsed | None = parsed  # most courses of a repository are as they were published
    else:
        before = parse(terms.before) if terms.before else None
    findings = check(parsed, terms.settings, before)
    if how.cache:
        remember(question, sources(), findings)
    shown = {name: sources().files[name] for name in _shown(question, findings)}
    return Looked(_part(question, findings, Sources.part_of(sources().name, shown, sources().digest)), replace(terms, before=None))


def _recalled(question: Question) -> Part | None:
    """Return what was found in a course that has not changed."""
    known = recall(question)
    if known is None:
        return None
    shown = read(question.course, question.seen, _shown(question, known.findings))
    return _part(question, known.findings, Sources.part_of(shown.name, shown.files, known.digest))


def _shown(question: Question, findings: tuple[Finding, ...]) -> list[str]:
    """Return the names of the files that reports show: they alone are kept, and travel between processes."""
    return sorted({COURSE_FILE, *(finding.span.path for finding in findings)} & question.seen.keys())


def _part(question: Question, findings: tuple[Finding, ...], sources: Sources) -> Part:
    before = question.before
    shown = {name: before.files[name] for name in sources.files if name in before.files} if before else {}
    return Part(question.course.as_posix(), findings, sources, Sources(before.name, shown) if before else None)
