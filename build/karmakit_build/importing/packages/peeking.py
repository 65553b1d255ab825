"""Look at the names in a package, and at the beginning of its manifest, before anything of it is opened."""

import zipfile
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

ZIP = b"PK\x03\x04"
PEEKED = "imsmanifest.xml"
"""The one manifest whose name does not say of what standard it is."""
_MOST_PEEKED = 1024 * 1024
_MOST_NAMES = 20_000


def manifest_among(names: Iterable[str], manifests: Iterable[str]) -> str | None:
    """Return the path of the first manifest that is there: at the root, or in the one folder that a zip often wraps around it."""
    there = sorted((name for name in names if name.count("/") <= 1), key=lambda name: (name.count("/"), name))
    return next((name for wanted in manifests for name in there if name.rpartition("/")[2] == wanted), None)


def peek(path: Path, head: bytes) -> Mapping[str, bytes]:
    """Return the names of a zip's or a folder's first entries, each with nothing but for an `imsmanifest.xml`: its beginning."""
    try:
        if path.is_dir():
            return _peek_folder(path)
        return _peek_zip(path) if head.startswith(ZIP) else {}
    except (OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile):
        return {}  # whatever it is, it is no package that could be read


def _peek_folder(path: Path) -> dict[str, bytes]:
    found = {}
    for file in islice(sorted(path.iterdir()), _MOST_NAMES):
        if file.is_file() and not file.is_symlink():
            found[file.name] = b""
            if file.name == PEEKED:
                with file.open("rb") as opened:
                    found[file.name] = opened.read(_MOST_PEEKED)
    if (path / "karmakit" / "course.json").is_file():
        found["karmakit/course.json"] = b""
    return found


def _peek_zip(path: Path) -> dict[str, bytes]:
    found = {}
    with zipfile.ZipFile(path) as file:
        manifest = manifest_among((entry.filename for entry in file.infolist()[:_MOST_NAMES]), (PEEKED,))
        for entry in file.infolist()[:_MOST_NAMES]:
            found[entry.filename] = b""
            if entry.filename == manifest:
                with file.open(entry) as opened:
                    found[entry.filename] = opened.read(_MOST_PEEKED)
    return found
