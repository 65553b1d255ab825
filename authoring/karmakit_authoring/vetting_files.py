"""The `.vetting` folders: of a repository, with the policy, and of a course, with the decisions on it."""

import os
from collections.abc import Iterator
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError

FOLDER = ".vetting"
POLICY, SOURCE = "policy.json", "policy.yml"
GIT = ".git"
LARGEST = 1024**2
MOST = 50_000
DEPTH = 2


def policy_folder(course: Path) -> Path | None:
    """Return the `.vetting` folder whose policy speaks for a course: the nearest one above it, within its Git repository."""
    start = course.resolve()
    for above in start.parents:
        folder = above / FOLDER
        if (folder / POLICY).is_file() or (folder / SOURCE).is_file():
            return folder
        if os.path.lexists(above / GIT):
            return None
    return None


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a `.vetting` folder by their paths in it, with forward slashes; none if it is not there.

    Links are no records. Lines end with a line feed, whatever a checkout on Windows made of them: what is signed holds no carriage
    return. Raises `UnusableInputError` where it cannot be read, or holds more than any log can.
    """
    found: dict[str, bytes] = {}
    try:
        for name, file in _files(folder, "", 0):
            if len(found) >= MOST or file.stat().st_size > LARGEST:
                raise UnusableInputError(f"{folder / name}: this is too much for a folder of decisions; move out what is none")
            found[name] = file.read_bytes().replace(b"\r\n", b"\n")
    except OSError as error:
        raise UnusableInputError(f"{folder}: cannot be read ({error.strerror or error}); check its permissions") from None
    return found


def _files(folder: Path, prefix: str, depth: int) -> Iterator[tuple[str, Path]]:
    if depth > DEPTH or not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/", depth + 1)
        elif entry.is_file():
            yield prefix + entry.name, entry
