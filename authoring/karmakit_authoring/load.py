"""Read a course from the disk: the only reader of it."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.sources import Sources

COURSE_FILE = "course.yml"
MAX_FILE = 400 * 1024**2
MAX_TOTAL = 2 * 1024**3
MAX_FILES = 20_000
MAX_DEPTH = 20
MAX_FOLDERS = 20_000

GUIDE = "The page `The course format` of the guide shows what belongs into it"

IGNORED_NAMES = frozenset({"karmakit.toml", "__MACOSX", "__pycache__", "node_modules", "Thumbs.db", "desktop.ini", "Icon\r"})
IGNORED_ENDS = ("~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".rej", ".pyc")


class Seen(NamedTuple):
    """A file as the system tells of it without reading it: where it lies, its bytes, and when it was changed last."""

    file: str
    size: int
    modified: int
    changed: int


def load(path: Path) -> Sources:
    """Return every file of the course in folder `path`; nothing outside of it is read."""
    return read(path, survey(path))


def survey(path: Path) -> dict[str, Seen]:
    """Return the files of the course in folder `path` by their names in it, sorted, none of them read; raise what `load` would."""
    root = _folder(path)
    if not _is_course(path):
        raise UnusableInputError(_no_course(path, root))
    seen: dict[str, Seen] = {}
    total = 0
    for name, file in sorted(_files(path, root)):
        seen[name] = one = _seen(path, name, file)
        total += one.size
        if one.size > MAX_FILE:
            raise UnusableInputError(
                f"{path / name}: {one.size // 1024**2} MB in one file; make it smaller than {MAX_FILE // 1024**2} MB"
            )
        if total > MAX_TOTAL:
            raise UnusableInputError(
                f"{path}: more than {MAX_TOTAL // 1024**3} GB; move what is no part of the course out of the folder"
            )
    return seen


def read(path: Path, seen: Mapping[str, Seen], names: Iterable[str] | None = None) -> Sources:
    """Return files of a course that `survey` has seen; all of them, if none are named."""
    wanted = seen if names is None else names
    return Sources(_folder(path).name, {name: _bytes(path / name, Path(seen[name].file)) for name in wanted})


def peek(path: Path) -> Sources:
    """Return a course with `course.yml` alone: enough to know its id."""
    root = _folder(path)
    return Sources(name=root.name, files={COURSE_FILE: _bytes(path / COURSE_FILE, root / COURSE_FILE)})


def find_courses(path: Path) -> list[Path]:
    """Return `path` if it is the folder of a course, else all such folders below it, sorted."""
    _folder(path)
    if _is_course(path):
        return [path]
    found: list[Path] = []
    folders = [(path, 0)]
    seen = 0
    while folders:
        folder, depth = folders.pop()
        seen += 1
        if seen > MAX_FOLDERS:
            raise UnusableInputError(f"{path}: more than {MAX_FOLDERS} folders to look through; name the folder of a course")
        for entry in _entries(folder, folder):
            if not entry.is_dir(follow_symlinks=False) or is_ignored(entry.name):
                continue
            if _is_course(folder / entry.name):
                found.append(folder / entry.name)
            elif depth < MAX_DEPTH:
                folders.append((folder / entry.name, depth + 1))
    return sorted(found)


def course_of(file: Path) -> Path | None:
    """Return the folder of the course in which a file lies, named as the file is where that can be; None if it lies in none."""
    if not os.path.isfile(file):  # noqa: PTH113 - what may not be looked at is no file, and no error
        return None
    absolute = file.absolute()
    for folder in (*file.parents, *absolute.parents):
        if _is_course(folder):
            return folder
    return None


def is_outside(path: Path) -> bool:
    """Say whether a path is that of a file which lies in no course."""
    return os.path.isfile(path) and course_of(path) is None  # noqa: PTH113 - the same


def _is_course(folder: Path) -> bool:
    """Return whether a folder holds `course.yml`."""
    try:
        return (folder / COURSE_FILE).is_file()
    except PermissionError as error:
        raise UnusableInputError(_unreadable(folder, error)) from None


def _folder(path: Path) -> Path:
    """Return the absolute path of a folder; raise if it is none."""
    try:
        root = path.resolve(strict=True)
    except FileNotFoundError:
        raise UnusableInputError(f"{path}: there is no such folder; give the folder that holds {COURSE_FILE}") from None
    except (OSError, RuntimeError, ValueError) as error:
        raise UnusableInputError(f"{str(path)!r}: cannot be read ({_reason(error)})") from None
    if root.is_dir():
        return root
    if root.name == COURSE_FILE:
        raise UnusableInputError(f"{path}: is a file; give the folder it lies in, {path.parent}")
    raise UnusableInputError(f"{path}: is a file; give the folder of a course, which holds {COURSE_FILE}")


def _no_course(path: Path, root: Path) -> str:
    """Return what a folder without `course.yml` looks like, and the mend."""
    names = {entry.name for entry in _entries(path, root)}
    for name in sorted(names):
        if name.lower() in {"course.yml", "course.yaml"}:
            return f"no {COURSE_FILE} in {path}, but {name}: rename it to {COURSE_FILE}"
    if root.name in {"modules", "media"} and (root.parent / COURSE_FILE).is_file():
        return f"no {COURSE_FILE} in {path}: the course is the folder above, {_above(path)}"
    below = sorted(name for name in names if not is_ignored(name) and (root / name / COURSE_FILE).is_file())
    if below:
        return f"no {COURSE_FILE} in {path}, but there are courses below it: give one of them, such as {path / below[0]}"
    looks = "it is empty" if not names else f"it holds {', '.join(sorted(names)[:3])}{', …' if len(names) > 3 else ''}"  # noqa: PLR2004 (three names show what it is)
    return f"no {COURSE_FILE} in {path} ({looks}): is this the folder of a course? {GUIDE}"


def _above(path: Path) -> Path:
    """Return the folder above, as the reader would write it."""
    return path.parent if path.name not in {"", ".."} else path / ".."


def _files(path: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Yield the ordinary files of a course by their POSIX paths inside it; faults name them below `path`."""
    folders: list[tuple[str, str, int]] = [(str(root), "", 0)]
    count = 0
    while folders:
        folder, prefix, depth = folders.pop()
        shown = path / prefix
        for entry in _entries(shown, folder):
            if is_ignored(entry.name):
                continue
            name = prefix + _name(shown, entry.name)
            file = str(_followed(path / name, Path(entry.path), root)) if entry.is_symlink() else entry.path
            if entry.is_dir():
                if entry.is_symlink():
                    raise UnusableInputError(f"{path / name}: is a link to a folder; put the folder itself there")
                if depth >= MAX_DEPTH:
                    raise UnusableInputError(f"{path / name}: folders lie more than {MAX_DEPTH} deep; make them flatter")
                folders.append((file, f"{name}/", depth + 1))
            elif entry.is_file():
                count += 1
                if count > MAX_FILES:
                    raise UnusableInputError(f"{path}: more than {MAX_FILES} files; move out what is no part of the course")
                yield name, file


def _name(folder: Path, name: str) -> str:
    """Return a name as it is written in a text, whatever the locale says: macOS parts letters and their accents."""
    if name.isascii():
        return name
    raw = os.fsencode(name)
    try:
        return unicodedata.normalize("NFC", raw.decode())
    except UnicodeDecodeError:
        shown = folder / raw.decode(errors="replace")
        raise UnusableInputError(f"{shown}: the name of this file is not UTF-8; rename it") from None


def _followed(shown: Path, file: Path, root: Path) -> Path:
    """Return the file a link stands for; raise if it lies outside the course or nowhere."""
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):
        raise UnusableInputError(f"{shown}: is a link to nothing; remove it or put the file there") from None
    if not target.is_relative_to(root):
        raise UnusableInputError(f"{shown}: is a link to a file outside the course; put the file itself there")
    return target


def is_ignored(name: str) -> bool:
    """Return whether a file or folder is none of the author's: hidden, a backup, or left by an operating system."""
    return name.startswith((".", "#")) or name in IGNORED_NAMES or name.endswith(IGNORED_ENDS)


def _entries(shown: Path, folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise UnusableInputError(_unreadable(shown, error)) from None


def _seen(path: Path, name: str, file: str) -> Seen:
    try:
        facts = os.stat(file)  # noqa: PTH116 - of hundreds of files, a path of each would cost more than all else
    except OSError as error:
        raise UnusableInputError(_unreadable(path / name, error)) from None
    return Seen(file, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


def _bytes(shown: Path, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnusableInputError(_unreadable(shown, error)) from None


def _unreadable(shown: Path, error: OSError) -> str:
    return f"{shown}: cannot be read ({_reason(error)}); check its permissions"


def _reason(error: Exception) -> str:
    """Return why the system refused, in its own words."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return reason[:1].lower() + reason[1:]
