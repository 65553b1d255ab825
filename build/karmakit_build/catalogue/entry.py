"""What a catalogue says of a course, as frozen values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import ceil
from typing import NamedTuple

from karmakit_schemas.course import Contact, Course
from karmakit_schemas.frameworks import framework
from karmakit_schemas.languages import find
from karmakit_schemas.parsed import Parsed
from karmakit_validators.review.coverage import Aim, coverage


class Status(Enum):
    """How a course stands on the day of the catalogue."""

    vetted = "vetted"
    demonstration = "demonstration"
    not_vetted = "not-vetted"


class Step(NamedTuple):
    """A module as a catalogue lists it."""

    id: str
    title: str
    kind: str
    minutes: float


class Taught(NamedTuple):
    """A competency of a course: the level's number (0: none is named), in how many modules, and how many questions ask for it."""

    area: str
    theme: str
    subtheme: str
    level: int
    modules: int
    questions: int

    @property
    def path(self) -> tuple[str, str, str]:
        """Return area, theme and sub-theme."""
        return self.area, self.theme, self.subtheme


@dataclass(frozen=True, slots=True)
class Entry:
    """A course as a catalogue shows it; `minutes` is the sum of its modules', `judged` whether a policy speaks for it at all."""

    id: str
    iri: str
    title: str
    subtitle: str
    summary: str
    outcomes: tuple[str, ...]
    language: str
    translations: tuple[tuple[str, str], ...]
    provider: str
    licence: str
    version: str
    contact: Contact
    roles: tuple[str, ...]
    keywords: tuple[str, ...]
    steps: tuple[Step, ...]
    framework: str
    competencies: tuple[Taught, ...]
    review_by: date | None
    digest: str
    status: Status = Status.not_vetted
    judged: bool = False

    @property
    def minutes(self) -> int:
        """Return how long the whole course takes."""
        return ceil(sum(step.minutes for step in self.steps))

    @property
    def direction(self) -> str:
        """Return `ltr` or `rtl`; `auto` where the language is not one we know."""
        language = find(self.language)
        return language.dir if language else "auto"

    def is_due(self, today: date) -> bool:
        """Say whether the day by which the course was to be reviewed has passed."""
        return self.review_by is not None and self.review_by < today


def entry(course: Course, parsed: Parsed, status: Status, *, judged: bool) -> Entry:
    """Return what a catalogue says of a course that was read whole; `judged` says whether a policy speaks for it."""
    meta = course.meta
    return Entry(
        id=meta.id,
        iri=f"https://{meta.publisher.domain}/{meta.id}",
        title=meta.title,
        subtitle=meta.subtitle or "",
        summary=meta.summary,
        outcomes=tuple(outcome.text for outcome in meta.outcomes),
        language=meta.language,
        translations=tuple(sorted(meta.translations.items())),
        provider=meta.provider,
        licence=meta.licence,
        version=meta.version,
        contact=meta.contact,
        roles=tuple(dict.fromkeys(meta.audience.roles)),
        keywords=tuple(dict.fromkeys(meta.keywords)),
        steps=tuple(Step(one.id, one.meta.title, one.meta.kind, one.meta.duration) for one in course.modules),
        framework=meta.framework,
        competencies=tuple(_taught(meta.framework, parsed)),
        review_by=meta.review_by,
        digest=parsed.sources.digest,
        status=status,
        judged=judged,
    )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by their titles."""
    return tuple(sorted(entries, key=lambda one: (one.title.casefold(), one.id)))


def _taught(name: str, parsed: Parsed) -> Iterator[Taught]:
    """Yield the competencies of a course; one that is written by the level's number and by its name is one."""
    found: dict[tuple[str, str, str, int], tuple[set[str], set[str]]] = {}
    for one in coverage(None, parsed):
        modules, questions = found.setdefault((*one.aim[:3], _number(name, one.aim)), (set(), set()))
        modules.update(one.after.taught)
        questions.update(one.after.assessed)
    for key, (modules, questions) in sorted(found.items()):
        yield Taught(*key, len(modules), len(questions))


def _number(name: str, aim: Aim) -> int:
    level = framework(name).level(aim.level)
    return level.number if level else 0
