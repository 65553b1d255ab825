"""Follow courses on the disk: read again what has changed, and tell who waits for it."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Condition
from typing import NamedTuple, TypeVar

from karmakit_authoring.config import Project, project_of
from karmakit_authoring.load import survey
from karmakit_authoring.vetting_files import FOLDER, policy_folder
from karmakit_build.preview.files import Preview
from karmakit_build.preview.remembering import Kept
from karmakit_build.preview.showing import Showing, Unread, language_of, showing
from karmakit_build.preview.ways import Places
from karmakit_schemas.errors import KarmakitError

T = TypeVar("T")
Read = Callable[[Path, str, date, Kept], Showing | Unread]
EVERY = 0.1
SHARE = 4
"""Seconds between two looks at the files; of a very large folder longer, so that looking takes no more than a part of the time."""


class Change(NamedTuple):
    """The course that changed last, and how many changes there have been."""

    course: str
    version: int


class Following:
    """The courses as they are now. One thread looks at the disk; those that answer browsers read, and wait for changes."""

    def __init__(self, folders: Sequence[Path], read: Read = showing, lang: str | None = None) -> None:
        """Read the courses in these folders; without a `lang` the preview speaks that of the first project that names one."""
        self._read = read
        self._lang = lang
        self._folders = named(folders)
        self._kept = {name: Kept() for name in self._folders}
        self._states = {name: _state(folder) for name, folder in self._folders.items()}
        courses = {name: self._fresh(name) for name in self._folders}
        self._preview = Preview(courses, Places(is_local=True, lang=lang or language_of(courses.values())))
        self._change = Change("", 0)
        self._changed = Condition()

    @property
    def preview(self) -> Preview:
        """Return the preview as it is now."""
        return self._preview

    def look(self) -> tuple[str, ...]:
        """Look once whether something has changed; return the names of the courses that did, which are read anew."""
        found = []
        for name, folder in self._folders.items():
            if (state := _state(folder)) != self._states[name]:
                self._states[name] = state
                self._take(name)
                found.append(name)
        return tuple(found)

    def follow(self, wait: Callable[[float], None] = time.sleep) -> None:
        """Look again and again, for ever."""
        while True:
            start = time.monotonic()
            changed = self.look()
            spent = time.monotonic() - start
            wait(EVERY if changed else max(EVERY, SHARE * spent))

    def await_change(self, version: int, timeout: float) -> Change:
        """Return the last change, as soon as there are more than `version`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._change.version > version, timeout)
            return self._change

    def _take(self, name: str) -> None:
        course = self._fresh(name)
        with self._changed:
            self._change = Change(name, self._change.version + 1)
            courses = {**self._preview.courses, name: course}
            lang = self._lang or language_of(courses.values())
            self._preview = Preview(courses, replace(self._preview.places, version=self._change.version, lang=lang))
            self._changed.notify_all()

    def _fresh(self, name: str) -> Showing | Unread:
        return self._read(self._folders[name], name, _today(), self._kept[name])


def named(folders: Sequence[Path]) -> dict[str, Path]:
    """Return the folders by the names that they have in a preview: their own, with a number where two are called alike."""
    found: dict[str, Path] = {}
    for folder in folders:
        name = folder.resolve().name.encode("utf-8", "replace").decode().lstrip("._") or "course"
        number = 1
        while (shown := name if number == 1 else f"{name}-{number}") in found:
            number += 1
        found[shown] = folder
    return found


def _state(folder: Path) -> object:
    """Return how a course looks from outside: its files, what its project says and names, what was decided on it, and the day."""
    files, project = _or_why(lambda: tuple(survey(folder).items())), _or_why(lambda: project_of(folder))
    named = _times(project.beside(project.check.baseline)) if isinstance(project, Project) and project.check.baseline else ()
    policy = policy_folder(folder)
    return files, project, named, _decided(folder / FOLDER), _decided(policy), _inside(policy), _today()


def _or_why(read: Callable[[], T]) -> T | str:
    """Return what can be read, or the line that says why it cannot."""
    try:
        return read()
    except KarmakitError as error:
        return str(error)


def _decided(folder: Path | None) -> tuple[object, ...]:
    """Return how the folders of decisions look: a record is never written over, so a new one shows in its folder's time."""
    return tuple((place, _times(Path(place))) for place, _, _ in os.walk(folder)) if folder else ()


def _inside(folder: Path | None) -> tuple[object, ...]:
    """Return how the files of a policy look, which is written over until it is signed."""
    return tuple((file.name, _times(file)) for file in sorted(folder.glob("policy.*"))) if folder else ()


def _times(file: Path) -> tuple[int, ...]:
    try:
        facts = file.stat()
    except OSError:
        return ()
    return facts.st_size, facts.st_mtime_ns


def _today() -> date:
    return datetime.now(tz=UTC).date()
