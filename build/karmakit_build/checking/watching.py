"""Look again and again whether courses have changed: by the times of their files, which every system has."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from karmakit_authoring.config import NAME
from karmakit_authoring.load import find_courses, survey
from karmakit_schemas.errors import KarmakitError

EVERY = 0.5
State = TypeVar("State")


def changed(states: Iterable[State]) -> Iterator[State]:
    """Yield the first state, and each that is another than the one before it."""
    last: list[State] = []
    for state in states:
        if last != [state]:
            last = [state]
            yield state


def states(paths: Iterable[Path], wait: Callable[[float], None] = time.sleep) -> Iterator[tuple[object, ...]]:
    """Yield for ever, twice a second, how the courses at and below the paths look from outside."""
    paths = tuple(paths)
    while True:
        yield tuple(_state(path) for path in paths)
        wait(EVERY)


def _state(path: Path) -> object:
    """Return the files of the courses there and their configurations; why there is none, if there is none."""
    try:
        courses = find_courses(path)
        above = {folder / NAME for course in courses for folder in (course.resolve(), *course.resolve().parents)}
        configured = tuple((file, _times(file)) for file in sorted(above))
        return configured, tuple((course, tuple(survey(course).items())) for course in courses)
    except KarmakitError as error:
        return str(error)


def _times(file: Path) -> tuple[int, ...]:
    try:
        facts = file.stat()
    except OSError:
        return ()
    return facts.st_size, facts.st_mtime_ns
