"""Load, parse and check courses for the command line."""

from collections.abc import Iterable
from pathlib import Path

from karmakit_authoring.load import find_courses, load
from karmakit_authoring.parse import parse
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.check import check
from karmakit_validators.report import Part
from karmakit_validators.settings import Settings


def checked(paths: Iterable[Path], settings: Settings) -> list[Part]:
    """Return the findings of every course at and below the paths."""
    found: list[Path] = []
    for path in paths:
        courses = find_courses(path)
        if not courses:
            load(path)  # says what is there instead of a course
            raise UnusableInputError(f"{path}: there is no course here")
        found += courses
    return [_checked(path, settings) for path in dict.fromkeys(found)]


def _checked(path: Path, settings: Settings) -> Part:
    sources = load(path)
    return Part(path.as_posix(), check(parse(sources), settings), sources)
