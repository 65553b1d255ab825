"""What was found in courses that have not changed since: one small JSON file a course and way of checking.

A course is known by the times and sizes of its files, which no checkout can forge; so a cache that came with somebody's repository
tells nothing. A file that was young when it was read might change once more without a sign: of those the content is compared.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from pathlib import Path
from typing import Any

from karmakit_authoring.load import Seen
from karmakit_build.checking.edition import edition
from karmakit_build.checking.records import packed, unpacked
from karmakit_schemas.findings import Finding
from karmakit_schemas.sources import Sources
from karmakit_validators.settings import Settings

FOLDER = ".karmakit_cache"
VERSION = 1
YOUNG = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use, FAT's, counts every second one."""
LARGEST = 8 * 1024**2
MOST_FILES = 2000
MARKS = ("karmakit.toml", ".git")
OWN_FILES = {
    ".gitignore": "*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Made by karmakit check; it may be removed at any time.\n",
}


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was found in a course that is as it was then."""

    findings: tuple[Finding, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a course: its folder, its files as they were at `time`, the settings, the course as it was published."""

    course: Path
    seen: Mapping[str, Seen]
    time: int
    settings: Settings
    before: Sources | None = None


def recall(asked: Question) -> Remembered | None:
    """Return what was found in a course; None if it is not known, or not for sure. What cannot be read is not known."""
    try:
        data = json.loads(_file(asked).read_bytes())
        if data["head"] != _head(asked) or not _is_same(data["files"], asked.seen):
            return None
        return Remembered(tuple(unpacked(finding) for finding in data["findings"]), str(data["digest"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def remember(asked: Question, sources: Sources, findings: tuple[Finding, ...]) -> None:
    """Keep what was found in `sources`, which `asked.seen` tells of; where that cannot be written, nothing is kept."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        data = {
            "head": _head(asked),
            "digest": sources.digest,
            "files": _stamps(asked, sources),
            "findings": [packed(finding) for finding in findings],
        }
        text = json.dumps(data, separators=(",", ":")).encode()
        if len(text) <= LARGEST:
            file = _file(asked)
            _prepare(file.parent)
            _write(file, text)


def _file(asked: Question) -> Path:
    """Return where the answer lies: beside the configuration or the root of the repository; where there is neither, here."""
    course = asked.course.resolve()
    home = next((folder for folder in (course, *course.parents) if _is_home(str(folder))), Path.cwd())
    way = os.path.relpath(course, home) if course.is_relative_to(home) else str(course)
    key = json.dumps([way, _plain({**_values(asked.settings), "today": None}), bool(asked.before)])
    return home / FOLDER / f"{hashlib.sha256(key.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"


def _is_home(folder: str) -> bool:
    return any(os.path.exists(os.path.join(folder, mark)) for mark in MARKS)  # noqa: PTH110, PTH118 - asked for every course


def _head(asked: Question) -> list[Any]:
    """Return all that decides what is found, but the files of the course."""
    before = asked.before.digest if asked.before else ""
    return [VERSION, edition(), asked.course.resolve().name, before, _plain(_values(asked.settings))]


def _values(settings: Settings) -> dict[str, Any]:
    return {field.name: getattr(settings, field.name) for field in fields_of(settings)}


def _plain(value: Any) -> Any:
    """Return a value of the settings as JSON has it; raise `TypeError` for one that nobody has thought of here."""
    match value:
        case None | bool() | str() | float():
            return value
        case int():
            return int(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(value[key]) for key in sorted(value)}
        case frozenset() | set():
            return sorted(map(_plain, value))
        case tuple() | list():
            return [_plain(each) for each in value]
    raise TypeError(type(value))


def _stamps(asked: Question, sources: Sources) -> dict[str, list[Any]]:
    """Return size and times of each file, and of a young one its content."""
    old = asked.time - YOUNG
    return {
        name: [one.size, one.modified, one.changed, "" if max(one.modified, one.changed) < old else _content(sources.files[name])]
        for name, one in asked.seen.items()
    }


def _is_same(stamps: dict[str, list[Any]], seen: Mapping[str, Seen]) -> bool:
    if stamps.keys() != seen.keys():
        return False
    for name, one in seen.items():
        *facts, content = stamps[name]
        if facts != [one.size, one.modified, one.changed] or (content and content != _content(Path(one.file).read_bytes())):
            return False
    return True


def _content(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _prepare(folder: Path) -> None:
    """Make the folder, and room in it."""
    folder.mkdir(exist_ok=True)
    for name, text in OWN_FILES.items():
        if not (folder / name).exists():
            _write(folder / name, text.encode())
    kept = sorted(folder.glob("*.json"), key=_age)
    for old in kept[: len(kept) // 2] if len(kept) > MOST_FILES else ():
        old.unlink(missing_ok=True)


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0


def _write(file: Path, data: bytes) -> None:
    """Write a file whole or not at all, whoever else writes it now."""
    near = file.with_name(f".{file.stem}.{os.getpid()}.part")  # `tempfile` takes longer to load than all else here
    try:
        near.write_bytes(data)
        near.replace(file)
    except BaseException:
        near.unlink(missing_ok=True)
        raise
