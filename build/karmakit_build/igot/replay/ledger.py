"""Keep what a replay has done in a file of JSON lines, so that the next one goes on from there.

The first line names the platform and the course. Every other is an `Entry`. A line is on the disk before the next request goes
out: `sent` before what must not be done twice, `done` after it, `refused` if it surely was not done. A torn last line, which a
killed run leaves, counts as not written. No line holds a token.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BufferedRandom
from pathlib import Path
from typing import Any, Literal

from karmakit_build.igot.replay.answers import is_identifier
from karmakit_build.igot.replay.lines import one_line
from karmakit_schemas.errors import OutputError, UnusableInputError

_LARGEST = 64 * 1024 * 1024
_KIND = "karmakit-igot-ledger"


@dataclass(frozen=True)
class Entry:
    """What became of a step: `id` is the platform's, `digest` that of what was sent, `url` an upload's address."""

    step: str
    key: str
    state: Literal["sent", "done", "refused"]
    id: str = ""
    digest: str = ""
    url: str = ""


@dataclass
class Ledger:
    """The entries of a course on a platform, the last of each step of each key, and every id that ever was in one.

    `file` is None for a ledger that is only looked at.
    """

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    file: BufferedRandom | None = None

    def of(self, step: str, key: str) -> Entry | None:
        """Return what became of a step last."""
        return self.entries.get((step, key))

    def identifier(self, key: str) -> str:
        """Return the platform's id of a node; the empty string if it has none yet."""
        entry = self.of("create", key)
        return entry.id if entry and entry.state == "done" else ""

    def url(self, key: str) -> str:
        """Return the address of what was uploaded for a node."""
        entry = self.of("upload", key)
        return entry.url if entry and entry.state == "done" else ""

    def record(self, entry: Entry) -> None:
        """Write an entry, and wait until it is on the disk."""
        self.entries[entry.step, entry.key] = entry
        self.ids.add(entry.id)
        if self.file is not None:
            _append(self.file, asdict(entry))


def look(path: Path, origin: str, course: str) -> Ledger:
    """Return a ledger to look at; an empty one if there is no such file."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return Ledger()
    except (OSError, ValueError) as error:
        raise UnusableInputError(f"the ledger {path} cannot be read: {_reason(error)}; name another with --ledger") from None
    return _ledger(_entries(path, data, origin, course))


@contextmanager
def opened(path: Path, origin: str, course: str) -> Iterator[Ledger]:
    """Give a ledger to write in, which no other run has open; what a killed run left half written is cut off."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except (OSError, ValueError) as error:
        raise OutputError(f"the ledger {path} cannot be written: {_reason(error)}; name another place with --ledger") from None
    with os.fdopen(descriptor, "r+b") as file:
        _lock(file, path)
        data = file.read(_LARGEST + 1)
        ledger = _ledger(_entries(path, data, origin, course))
        whole = data.rfind(b"\n") + 1
        file.seek(whole)
        file.truncate()
        if not whole:
            _append(file, {"format": 1, "kind": _KIND, "platform": origin, "course": course})
        ledger.file = file
        yield ledger


def _append(file: BufferedRandom, line: dict[str, Any]) -> None:
    try:
        file.write(json.dumps(line, ensure_ascii=True).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(f"the ledger cannot be written: {_reason(error)}; make room, and run again") from None


def _ledger(entries: list[Entry]) -> Ledger:
    return Ledger({(entry.step, entry.key): entry for entry in entries}, {entry.id for entry in entries})


def _entries(path: Path, data: bytes, origin: str, course: str) -> list[Entry]:
    if len(data) > _LARGEST:
        raise UnusableInputError(f"{path} is larger than 64 MB: that is no ledger; name another with --ledger")
    *lines, torn = data.split(b"\n")
    if not lines:
        if torn.strip() and not torn.startswith(b'{"format": 1'[: len(torn)]):
            raise UnusableInputError(f"{path} is no ledger; name another place with --ledger")
        return []
    head = _object(lines[0])
    if head is None or head.get("kind") != _KIND or head.get("format") != 1:
        raise UnusableInputError(f"{path} is no ledger; name another place with --ledger")
    if head.get("course") != course or (origin and head.get("platform") != origin):
        there = one_line(f"{head.get('course')} on {head.get('platform')}")[:200]
        raise UnusableInputError(f"the ledger {path} is of {there}, not of {course} on {origin}; name another with --ledger")
    found: list[Entry] = []
    for number, line in enumerate(lines[1:], 2):
        entry = _entry(_object(line))
        if entry is None:
            raise UnusableInputError(f"line {number} of the ledger {path} makes no sense; take a copy of it that does")
        found.append(entry)
    return found


def _entry(line: dict[str, Any] | None) -> Entry | None:
    names = {"step", "key", "state", "id", "digest", "url"}
    if line is None or line.keys() != names or not all(isinstance(value, str) for value in line.values()):
        return None
    if line["state"] not in {"sent", "done", "refused"} or (line["id"] and not is_identifier(line["id"])):
        return None
    return Entry(**line)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line.decode())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _lock(file: BufferedRandom, path: Path) -> None:
    """Take the file for this process; the system lets go of it when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            file.seek(_LARGEST)  # a byte that nobody reads: the lock there also keeps readers out
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise OutputError(f"another run works with the ledger {path}; wait until it has ended") from None


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
