"""Write mended files over the old ones: all of them or none."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from karmakit_schemas.errors import OutputError
from karmakit_schemas.sources import Sources

NO_LINE_END = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A file of the course in folder `root`, as it was read and as it is to be."""

    root: Path
    name: str
    before: bytes
    after: bytes

    @property
    def path(self) -> Path:
        """Return the file as the reader names it."""
        return self.root / self.name


def changes(root: Path, before: Sources, after: Sources) -> tuple[Change, ...]:
    """Return the files of a course that a mend changes, sorted."""
    names = sorted(name for name, data in after.files.items() if before.files.get(name) != data)
    return tuple(Change(root, name, before.files[name], after.files[name]) for name in names)


def diff(changed: Sequence[Change]) -> str:
    """Return what would be written, as a unified diff of the texts with LF line ends."""
    return "".join(line for change in changed for line in _diff(change))


def _diff(change: Change) -> Iterator[str]:
    old, new = (_lines(Sources("", {change.name: data}).canonical(change.name)) for data in (change.before, change.after))
    path = change.path.as_posix()
    for line in unified_diff(old, new, path, path):
        yield line if line.endswith("\n") else f"{line}\n{NO_LINE_END}"


def _lines(data: bytes) -> list[str]:
    """Return the lines of a text with their ends; not as `splitlines`, for which a form feed ends a line too."""
    *whole, last = data.decode("utf-8", "replace").split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def rewrite(changed: Sequence[Change]) -> None:
    """Write all files, each whole under its name; raise `OutputError` and leave all as it was where one cannot be written.

    A link is followed to its file if that lies in the course. A file that was changed meanwhile is not written over.
    """
    ready: list[tuple[Change, Path, Path]] = []
    try:
        for change in changed:  # one by one: what is ready is removed where the next one fails
            near, target = _beside(change)
            ready.append((change, near, target))
        _put(ready)
    finally:
        for _, near, _ in ready:
            with suppress(OSError):
                near.unlink(missing_ok=True)


def _beside(change: Change) -> tuple[Path, Path]:
    """Write the new file beside the old one; return both."""
    try:
        target = _target(change)
        return _near(target, change.after), target
    except OSError as error:
        raise _unwritten(change, error) from None


def _target(change: Change) -> Path:
    """Return the file to write; raise where it may not be written."""
    target = change.path.resolve(strict=True)
    if not target.is_relative_to(change.root.resolve()):
        raise OutputError(f"{change.path}: leads out of the course; nothing was written")
    if not target.stat().st_mode & 0o222 or not os.access(target, os.W_OK):
        raise OutputError(f"{change.path}: is read-only; make it writable, nothing was written")
    if target.read_bytes() != change.before:
        raise OutputError(f"{change.path}: was changed meanwhile; run again, nothing was written")
    return target


def _near(target: Path, data: bytes) -> Path:
    """Write a file with the rights of `target` beside it; where that fails, nothing is left of it."""
    handle, name = tempfile.mkstemp(prefix=".karmakit-", suffix=".part", dir=target.parent)
    near = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        shutil.copymode(target, near)
    except BaseException:
        near.unlink(missing_ok=True)
        raise
    return near


def _put(ready: Sequence[tuple[Change, Path, Path]]) -> None:
    """Put the new files in the places of the old ones; put the old ones back where that fails half way."""
    done: list[tuple[Change, Path]] = []
    try:
        for change, near, target in ready:
            near.replace(target)
            done.append((change, target))
    except BaseException as error:
        for earlier, target in done:
            with suppress(OSError):
                _near(target, earlier.before).replace(target)
        if isinstance(error, OSError):
            raise _unwritten(ready[len(done)][0], error) from None
        raise


def _unwritten(change: Change, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"{change.path}: cannot be written ({reason}); check its permissions, nothing was written")
