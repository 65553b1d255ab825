"""Load, parse and check courses for the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from karmakit_authoring.load import find_courses, load
from karmakit_authoring.parse import parse
from karmakit_schemas.errors import KarmakitError, UnusableInputError
from karmakit_validators.check import check
from karmakit_validators.report import Part
from karmakit_validators.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of every course that could be read, and a line for each path that could not."""

    parts: tuple[Part, ...]
    errors: tuple[str, ...]


def checked(paths: Iterable[Path], settings: Settings) -> Checked:
    """Check every course at and below the paths; one that cannot be read does not keep the others from being checked."""
    parts: list[Part] = []
    errors: list[str] = []
    seen: set[Path] = set()
    for path in paths:
        try:
            courses = _courses(path)
        except KarmakitError as error:
            errors.append(str(error))
            continue
        for course in courses:
            if (place := course.resolve()) in seen:
                continue
            seen.add(place)
            try:
                parts.append(_checked(course, settings))
            except UnusableInputError as error:
                errors.append(str(error))
    return Checked(tuple(parts), tuple(errors))


def _courses(path: Path) -> list[Path]:
    courses = find_courses(path)
    if not courses:
        load(path)  # says what is there instead of a course
        raise UnusableInputError(f"{path}: there is no course here")
    return courses


def _checked(path: Path, settings: Settings) -> Part:
    sources = load(path)
    return Part(path.as_posix(), check(parse(sources), settings), sources)
