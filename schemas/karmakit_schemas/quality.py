"""Quality frameworks: what a course is asked before it is published, who answers, and how answers are counted; data packs."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self, get_args

from pydantic import Field, StrictInt, model_validator

from karmakit_schemas.course import Identifier, Model, Text
from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import did_you_mean
from karmakit_schemas.vetting import RuleCode

FOLDER = "quality"
Answerer = Literal["machine", "evidence", "person"]
Part = Literal["self-paced", "question", "practice", "scenario", "reflection", "picture", "audio", "video"]
"""What a course may have, and a statement may speak of."""
PARTS: tuple[Part, ...] = get_args(Part)


class Said(Model):
    """One text in the languages of the form."""

    en: Text
    hi: Text

    def in_(self, lang: str) -> str:
        """Return the text in a language; in English where it is not there."""
        return self.hi if lang == "hi" else self.en


class Step(Model):
    """A step of the scale: its points, and whether it is what a yes or a no stands for."""

    id: Identifier
    title: Said
    points: StrictInt = Field(ge=0)
    means: Literal["yes", "no"] | None = None


class Grade(Model):
    """A grade: for scores `below` a per cent, or up to and with one (`to`); the last has neither."""

    title: Text
    below: StrictInt | None = None
    to: StrictInt | None = None

    def takes(self, points: int, most: int) -> bool:
        """Say whether so many points of so many have this grade, if no earlier grade takes them."""
        if self.below is not None:
            return points * 100 < self.below * most
        return self.to is None or points * 100 <= self.to * most


class Asked(Model):
    """One statement of a form: who answers it, and by which rules.

    A machine answers yes while none of `rules` finds anything, and `basis` says what that rests on; of a person's statement rules
    and `counts` are the evidence. `of` is what it speaks of: a course without it is not asked. `about` is a key of `course.yml`:
    only findings that name it count.
    """

    id: Identifier
    text: Said
    answered: Answerer
    rules: tuple[RuleCode, ...] = ()
    counts: tuple[Part, ...] = ()
    of: Part | None = None
    about: Text | None = None
    basis: Said | None = None

    @model_validator(mode="after")
    def _says_what_its_yes_rests_on(self) -> Self:
        if (self.answered == "machine") != (self.basis is not None):
            raise ValueError("a statement has a `basis` if, and only if, a machine answers it")
        return self


class Criterion(Model):
    """A part of a form."""

    id: Identifier
    title: Said
    statements: tuple[Asked, ...] = Field(min_length=1)


class QualityFramework(Model):
    """A form with its scale: `threshold` is the per cent of the points that pass.

    `notes` say how the pack was made, `unknown` what its publisher does not make public.
    """

    id: Identifier
    title: Said
    publisher: Text
    sources: tuple[Text, ...] = Field(min_length=1)
    notes: tuple[Text, ...] = ()
    unknown: tuple[Text, ...] = ()
    scale: tuple[Step, ...] = Field(min_length=2)
    threshold: StrictInt = Field(ge=0, le=100)
    grades: tuple[Grade, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_counted(self) -> Self:
        meant = sorted(step.means for step in self.scale if step.means)
        if meant != ["no", "yes"]:
            raise ValueError("one step of the scale means yes, and one no")
        ids = [asked.id for asked in self.statements]
        if len(ids) != len(set(ids)):
            raise ValueError("two statements have one id")
        return self

    @property
    def statements(self) -> Iterator[Asked]:
        """Return all statements, in their order."""
        return (asked for criterion in self.criteria for asked in criterion.statements)

    @property
    def most(self) -> int:
        """Return the most points that one statement can earn."""
        return max(step.points for step in self.scale)

    def points(self, answer: Literal["yes", "no"]) -> int:
        """Return the points of an answer."""
        return next(step.points for step in self.scale if step.means == answer)

    def grade(self, points: int, most: int) -> str:
        """Return the grade of so many points of so many; an empty text where there is none."""
        return next((grade.title for grade in self.grades if grade.takes(points, most)), "")


def names() -> tuple[str, ...]:
    """Return the ids of all quality frameworks, sorted."""
    found = files("karmakit_schemas").joinpath(FOLDER).iterdir()
    return tuple(sorted(file.name.removesuffix(".yml") for file in found if file.name.endswith(".yml")))


@cache
def quality_framework(name: str) -> QualityFramework:
    """Return a quality framework by its id; raises `UsageError` where there is none of that name."""
    import yaml  # noqa: PLC0415 (`karmakit --help` must not wait for it)

    if name not in names():
        mend = did_you_mean(name, names()) or f"There is {', '.join(names())}"
        raise UsageError(f"no quality framework is called `{name}`. {mend}")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("karmakit_schemas").joinpath(FOLDER, f"{name}.yml").read_text(encoding="utf-8")
    return QualityFramework.model_validate(yaml.load(text, Loader=loader))  # noqa: S506 (a safe loader either way)
