"""Put courses on the disk into their canonical form."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_build.checking.rewriting import Change, changes
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.formatting import formatted


@dataclass(frozen=True, slots=True)
class Result:
    """What is to be written, the files in which something had to stay as it was, and a line for each course that was left alone."""

    changes: tuple[Change, ...]
    left: tuple[Path, ...]
    errors: tuple[str, ...]


def canonical(courses: Sequence[Path]) -> Result:
    """Return what the canonical form of courses changes; nothing is written."""
    changed: list[Change] = []
    left: list[Path] = []
    errors: list[str] = []
    for course in courses:
        try:
            sources = load(course)
        except UnusableInputError as error:
            errors.append(str(error))
            continue
        done = formatted(sources)
        if done is None:
            errors.append(f"{course}: cannot be read whole, and was left as it is; `karmakit check {course}` says what to mend")
            continue
        changed += changes(course, sources, done.sources)
        left += [course / path for path in done.left]
    return Result(tuple(changed), tuple(left), tuple(errors))
