"""Find courses and check them for the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from karmakit_authoring.load import course_of, find_courses, load
from karmakit_build.checking.configured import Terms
from karmakit_build.checking.courses import How, check_all
from karmakit_schemas.errors import KarmakitError, UnusableInputError
from karmakit_validators.report import Part


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of every course that could be read, each on its terms, and a line for each path that could not."""

    parts: tuple[Part, ...]
    terms: tuple[Terms, ...]
    errors: tuple[str, ...]


def checked(paths: Iterable[Path], how: How) -> Checked:
    """Check every course at and below the paths; one that cannot be read does not keep the others from being checked."""
    courses, errors = courses_at(paths)
    results = check_all(courses, how)
    looked = [result for result in results if not isinstance(result, str)]
    errors += [result for result in results if isinstance(result, str)]
    return Checked(tuple(each.part for each in looked), tuple(each.terms for each in looked), tuple(dict.fromkeys(errors)))


def courses_at(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Return the courses at and below the paths, each once, and a line for each path where there is none."""
    courses: dict[Path, Path] = {}
    errors: list[str] = []
    for path in paths:
        try:
            for course in _courses(path):
                courses.setdefault(course.resolve(), course)
        except KarmakitError as error:
            errors.append(str(error))
    return list(courses.values()), errors


def _courses(path: Path) -> list[Path]:
    """Return the courses at and below a folder, or the one in which a file lies."""
    if course := course_of(path):
        return [course]
    courses = find_courses(path)
    if not courses:
        load(path)  # says what is there instead of a course
        raise UnusableInputError(f"{path}: there is no course here")
    return courses
