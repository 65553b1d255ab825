"""What a run asks of each course: its settings, and how it was published, by the command line and its `karmakit.toml`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from karmakit_authoring.config import Project, project_of
from karmakit_authoring.history import NoRepositoryError, course_at
from karmakit_schemas.sources import Sources
from karmakit_validators.configured import Given, settings_of
from karmakit_validators.settings import Profile, Settings

STRICTNESS: tuple[Profile, ...] = ("draft", "review", "publish")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks of every course: `base` is the Git ref at which it was published."""

    given: Given = field(default_factory=Given)
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms one course is checked; `before` is the course as it was published, if the run knows it."""

    project: Project
    settings: Settings
    before: Sources | None = None


def terms_of(course: Path, sources: Callable[[], Sources], asked: Asked) -> Terms:
    """Return the terms of the course in folder `course`, whose files `sources` reads where they are wanted.

    Where `karmakit.toml` names the base and there is no Git repository, as in a folder that was handed on by itself, the rules on
    what was published are silent; where the command line names it, that is an error.
    """
    project = project_of(course)
    settings = settings_of(project, asked.given, project.way_to(course))
    ref = asked.base or project.check.base
    if not ref:
        return Terms(project, settings)
    try:
        return Terms(project, settings, course_at(ref, course, sources()))
    except NoRepositoryError:
        if asked.base:
            raise
        return Terms(project, settings)


def strictest(terms: Iterable[Terms]) -> Profile:
    """Return the profile to name where courses are checked under several."""
    return max((each.settings.profile for each in terms), key=STRICTNESS.index, default="review")
