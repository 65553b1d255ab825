"""Read a folder as a suspicious stranger's: no link is followed, nothing outside is opened, nothing endless is read."""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import MOST_PACKED
from karmakit_validators.verify.faults import found

MOST_FILES = 5000
DEEPEST = 8
_BLOCK = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Folder:
    """The ordinary files below `root`: their sizes and SHA-256 by their path; a file that is too large has no digest."""

    root: Path
    sizes: Mapping[str, int]
    digests: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the folder's own name."""
        return self.root.name

    def read(self, path: str) -> bytes | None:
        """Return what a file of the folder holds; None where there is no such file, or it is too large to be read."""
        if self.sizes.get(path, MOST_PACKED + 1) > MOST_PACKED:
            return None
        try:
            return b"".join(_blocks(self.root / path))
        except OSError as error:
            raise UnusableInputError(_unreadable(self.root / path, error)) from error

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the list that `sha256sum` prints of the files in the order of their paths."""
        lines = (f"{self.digests[path]}  {path}\n" for path in sorted(self.digests))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_folder(root: Path) -> tuple[Folder, list[Finding]]:
    """Return the files of a folder, and what in it is no ordinary file."""
    findings: list[Finding] = []
    sizes: dict[str, int] = {}
    hashed: dict[str, str] = {}
    try:
        for path, size in _files(root, findings):
            if len(sizes) >= MOST_FILES:
                findings.append(found("SEC014", f"there are more files than {MOST_FILES}", Span(root.name), "Give one kit alone."))
                break
            sizes[path] = size
            if size <= MOST_PACKED:
                hashed[path] = _digest(root / path)
    except OSError as error:
        raise UnusableInputError(_unreadable(root, error)) from error
    return Folder(root, sizes, hashed), findings


def _files(root: Path, findings: list[Finding]) -> Iterator[tuple[str, int]]:
    """Yield path and size of every ordinary file, and note what else there is."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(root / below) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            path = f"{below}{entry.name}"
            shown = path.encode("unicode_escape").decode("ascii")
            if entry.is_symlink() or not (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)):
                kind = "a symbolic link" if entry.is_symlink() else "neither file nor folder"
                findings.append(found("SEC014", f"{shown} is {kind}", Span(shown), "Put the file itself into the kit."))
            elif not _NAME.fullmatch(entry.name):
                message = f"the name {shown!r} has characters that iGOT refuses"
                findings.append(found("PKG016", message, Span(shown), "Use Latin letters, digits, `_`, `.` and `-`."))
            elif entry.is_file(follow_symlinks=False):
                yield path, entry.stat(follow_symlinks=False).st_size
            elif path.count("/") >= DEEPEST:
                findings.append(found("SEC014", f"{shown} lies too deep for a kit", Span(shown), "Give one kit alone."))
            else:
                waiting.append(f"{path}/")


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    for block in _blocks(path):
        total.update(block)
    return total.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes; one that has become a link since it was seen is refused by the system."""
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _unreadable(path: Path, error: OSError) -> str:
    return f"{path}: the file cannot be read: {(error.strerror or str(error)).lower()}"
