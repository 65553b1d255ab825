"""Read a folder of strangers into memory: ordinary files of any name, no link, nothing endless."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from karmakit_build.importing.opening import bytes_of
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.archive import MOST_ENTRIES, MOST_PACKED, MOST_UNPACKED

DEEPEST = 40


def files_below(root: Path) -> Mapping[str, bytes]:
    """Return the files below a folder by their paths; raises `UnusableInputError` for a link, or for too much of it."""
    found: dict[str, bytes] = {}
    size = 0
    for path, length in _listed(root):
        size += length
        if len(found) >= MOST_ENTRIES or size > MOST_UNPACKED:
            raise UnusableInputError(f"{root}: holds more than any course does; give the folder of the course alone")
        found[path] = bytes_of(root / path, MOST_PACKED)
    return found


def _listed(root: Path) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file, in the order of the names; a folder of a tool (`.git`) is none of the course."""
    waiting = [""]
    while waiting:
        below = waiting.pop(0)
        try:
            with os.scandir(root / below) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            raise UnusableInputError(f"{root / below}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
        for entry in listed:
            path = f"{below}{entry.name}"
            if entry.is_file(follow_symlinks=False):
                yield path, entry.stat(follow_symlinks=False).st_size
            elif not entry.is_dir(follow_symlinks=False):
                raise UnusableInputError(f"{root / path}: is a link or a device; put the file itself into the folder")
            elif path.count("/") >= DEEPEST:
                raise UnusableInputError(f"{root / path}: lies too deep for a course; give the folder of the course alone")
            elif entry.name != ".git":
                waiting.append(f"{path}/")
