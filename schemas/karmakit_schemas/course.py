"""The course: `course.yml`, the front-matter of its modules, and the whole that `parse` makes of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Question
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span

Place = tuple[str | int, ...]

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=64)]
CourseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=3, max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
FilePath = Annotated[str, StringConstraints(pattern=r"^[^/\\:][^\\:]*$", min_length=1)]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
ModuleKind = Literal["watch", "think", "do", "explore", "test"]


def _minutes(value: Any) -> Any:
    """Read `4 min` (or a bare number of minutes) as minutes."""
    read = _MINUTES.fullmatch(value) if isinstance(value, str) else None
    return float(read[1]) if read else value


_MINUTES = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*(?:min|minutes?)?\s*")
Minutes = Annotated[
    StrictFloat,
    BeforeValidator(_minutes, json_schema_input_type=str | int),
    Field(gt=0, le=600),
]


def _day(value: Any) -> Any:
    """Let only `year-month-day` be read as a date, and no number of seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise PydanticCustomError("date_type", "a date is written year-month-day")


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(_day)]


def _weight(value: Any, bounds: ValidationInfo) -> Any:
    """Read `150 kB` or `10 MB` as bytes, in thousands as the system shows them, within the bounds of its key."""
    read = _WEIGHT.fullmatch(value) if isinstance(value, str) else None
    if not read:
        raise PydanticCustomError("weight_type", "a weight is a number and its unit")
    weight = round(float(read[1]) * _UNITS[read[2].lower()])
    least, most = BUDGETS[bounds.field_name or ""]
    if not least <= weight <= most:
        raise PydanticCustomError("weight_range", "the weight is out of its bounds", {"least": least, "most": most})
    return weight


_WEIGHT = re.compile(r"\s*([0-9]{1,5}(?:\.[0-9]{1,3})?)\s*(kB|MB)\s*", re.IGNORECASE)
_UNITS = {"kb": 1_000, "mb": 1_000_000}
BUDGETS: Mapping[str, tuple[int, int]] = {
    "picture": (10_000, 5_000_000),
    "first_view": (50_000, 500_000),
    "module": (100_000, 20_000_000),
    "lite": (50_000, 100_000_000),
}
"""Least and most bytes of each budget. What `verify` holds every bundle to, no course can raise: its first view and its modules."""
Weight = Annotated[
    StrictInt,
    BeforeValidator(_weight, json_schema_input_type=Annotated[str, StringConstraints(pattern=r"^\s*[0-9.]+\s*[kKmM][bB]\s*$")]),
]


class Model(BaseModel):
    """Base of everything that is read from YAML: frozen, and closed against unknown keys."""

    # a course uses few of the validators by themselves: each is built when it is first asked for
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Outcome(Model):
    """What a learner can do after the course."""

    text: Text
    id: Identifier | None = None


def _outcome(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Audience(Model):
    """For whom a course is."""

    roles: tuple[Text, ...] = ()
    level: Text | None = None


class Contact(Model):
    """Who helps a learner who is stuck."""

    name: Text
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    phone: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://")] | None = None


class Publisher(Model):
    """Who publishes: the domain is the root of every activity IRI."""

    domain: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$")]


class Unit(Model):
    """A group of modules, by the names of their files."""

    id: Identifier
    title: Text
    modules: tuple[Identifier, ...] = Field(min_length=1)


class Assessment(Model):
    """How a test is taken: marks in per cent, attempts (0: no limit), the draw, the review, the clock."""

    pass_mark: StrictFloat | None = Field(default=None, ge=0, le=100)
    attempts: StrictInt | None = Field(default=None, ge=0, le=35)
    draw: StrictInt | None = Field(default=None, ge=1)
    shuffle: StrictBool | None = None
    review: Literal["after-submit", "after-pass", "score"] | None = None
    time_limit: Minutes | None = None

    def over(self, base: "Assessment") -> "Assessment":
        """Return `base` with everything that this one says put over it."""
        return base.model_copy(update=self.model_dump(exclude_none=True))


class Theme(Model):
    """What an institute may change of the player's look."""

    name: Text | None = None
    accent: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1b4f72"
    logo: FilePath | None = None


class Budgets(Model):
    """What the course may weigh, in bytes, and how many pixels a side of a picture may have; None: karmakit's own limit holds."""

    picture: Weight | None = None
    first_view: Weight | None = None
    module: Weight | None = None
    lite: Weight | None = None
    pixels: StrictInt | None = Field(default=None, ge=320, le=10_000)


class Credit(Model):
    """A work of somebody else: title, author, source, licence."""

    file: FilePath
    title: Text
    author: Text
    source: Text
    licence: Text


class Scorm12Options(Model):
    """Options of the target `scorm12`: one SCO for the course, or one a module."""

    sco: Literal["course", "module"] = "course"


class Scorm2004Options(Model):
    """Options of the target `scorm2004`: the edition, and one SCO for the course, or one a module."""

    edition: Literal["3rd", "4th"] = "4th"
    sco: Literal["course", "module"] = "course"


class Cmi5Options(Model):
    """Options of the target `cmi5`: one assignable unit for the course, or one a module."""

    au: Literal["course", "module"] = "course"


class Sector(Model):
    """A sector of iGOT's own list, with the ids it has there."""

    id: Text
    name: Text
    sub_id: Text | None = None
    sub_name: Text | None = None


class Catalogue(Model):
    """Where the course and its picture are on the provider's own server, for iGOT's marketplace."""

    link: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None
    image: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None


class IgotOptions(Model):
    """Options of the target `igot`: the template of the question files, and what only iGOT asks of a course."""

    questions: Literal["qw", "ow", "qow", "basic"] = "qw"
    practice_sets: StrictBool = False
    competencies_v5: StrictBool = False
    difficulty: Literal["Beginner", "Intermediate", "Advanced", "Expert"] | None = None
    copyright_year: StrictInt | None = Field(default=None, ge=2020, le=2100)
    sectors: tuple[Sector, ...] = ()
    catalogue: Catalogue = Catalogue()


class WebOptions(Model):
    """Options of the target `web`: the name under the icon of the installed course."""

    short_name: Text | None = None


class Targets(Model):
    """Options by target."""

    scorm12: Scorm12Options = Scorm12Options()
    igot: IgotOptions = IgotOptions()
    scorm2004: Scorm2004Options = Scorm2004Options()
    cmi5: Cmi5Options = Cmi5Options()
    web: WebOptions = WebOptions()


class CourseFile(Model):
    """What `course.yml` says."""

    id: CourseId
    title: Text
    subtitle: Text | None = None
    summary: Text
    outcomes: tuple[Annotated[Outcome, BeforeValidator(_outcome, json_schema_input_type=str | Outcome)], ...] = Field(min_length=1)
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    translations: Mapping[str, CourseId] = Field(default_factory=dict)
    provider: Text
    licence: Text
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    mode: Literal["self-paced", "instructor-led", "blended"] = "self-paced"
    audience: Audience = Audience()
    contact: Contact
    thumbnail: FilePath | None = None
    publisher: Publisher
    framework: Literal["kcm", "frac"] = "kcm"
    keywords: tuple[Text, ...] = ()
    review_by: Day | None = None
    order: Literal["free", "in-order"] = "free"
    units: tuple[Unit, ...] = Field(min_length=1)
    assessment: Assessment = Assessment()
    theme: Theme = Theme()
    credits: tuple[Credit, ...] = ()
    # what is not stated is no part of what a course says: approvals of courses without budgets hold as they are
    budgets: Budgets = Field(default=Budgets(), exclude_if=lambda budgets: budgets == Budgets())
    targets: Targets = Targets()


class Objective(Model):
    """What a learner can do after a module; `serves` names sub-themes of the module's competencies."""

    id: Identifier
    text: Text
    bloom: Bloom | None = None
    serves: tuple[Text, ...] = ()


def _level(value: Any) -> Any:
    """Let a level be a number or a name, and nothing else: one fault, not one for each of the two."""
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise PydanticCustomError("level_type", "a level is a number or a name")
    return value


Level = Annotated[StrictInt | Text, BeforeValidator(_level)]


class Competency(Model):
    """A competency as the framework spells it: area > theme > sub-theme, at a level (number or name)."""

    area: Literal["Behavioural", "Functional", "Domain"]
    theme: Text
    subtheme: Text
    level: Level | None = None


class Source(Model):
    """Where facts come from."""

    title: Text
    url: Text | None = None
    date: Text | None = None


def _source(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


class FrontMatter(Model):
    """What the YAML block of a module says."""

    title: Text
    kind: ModuleKind
    duration: Minutes
    objectives: tuple[Objective, ...] = ()
    competencies: tuple[Competency, ...] = ()
    assessment: Assessment | None = None
    final: StrictBool = False
    requires: tuple[Identifier, ...] = ()
    authors: tuple[Text, ...] = ()
    translators: tuple[Text, ...] = ()
    sources: tuple[Annotated[Source, BeforeValidator(_source, json_schema_input_type=str | Source)], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of the glossary."""

    id: str
    name: Node
    meaning: Node
    span: Span


@dataclass(frozen=True, kw_only=True)
class Module:
    """One module: its front-matter, its text and its questions, in the order of the source.

    `body` is a `document` node; a question stands in it as a `question` node whose `attrs["id"]` names one of `questions`
    (a question that could not be read is a finding and stands nowhere). `places` gives the span of each YAML value by its
    path, for instance `("objectives", 0, "text")`; of a mapping or list, and of a key's value alike.
    `test` is the assessment in force (course's and module's together) for kind `test`, else None.
    """

    id: str
    path: str
    meta: FrontMatter
    body: Node
    questions: tuple[Question, ...] = ()
    test: Assessment | None = None
    places: Mapping[Place, Span] = field(default_factory=dict, repr=False)

    def place(self, *path: str | int) -> Span:
        """Return where a front-matter value stands; the nearest that is there, if it is not."""
        return nearest(self.places, path, self.path)


@dataclass(frozen=True, kw_only=True)
class Course:
    """A whole course; `modules` are in the order of the units."""

    meta: CourseFile
    modules: tuple[Module, ...]
    glossary: tuple[Term, ...] = ()
    places: Mapping[Place, Span] = field(default_factory=dict, repr=False)
    sources: Sources = field(repr=False)

    def place(self, *path: str | int) -> Span:
        """Return where a value of `course.yml` stands; the nearest that is there, if it is not."""
        return nearest(self.places, path, "course.yml")


def nearest(places: Mapping[Place, Span], path: Place, file: str) -> Span:
    """Return the span of `path`, or of the longest beginning of it that has one, or the file's start."""
    while path:
        if path in places:
            return places[path]
        path = path[:-1]
    return places.get((), Span(file))
