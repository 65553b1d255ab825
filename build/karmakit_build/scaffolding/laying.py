"""Lay new files into a folder: all of them or none, and over nothing that is there."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from karmakit_authoring.load import COURSE_FILE
from karmakit_schemas.errors import OutputError

REPOSITORY = ".git"
IGNORE = ".gitignore"


def lay_course(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a course into a folder that is not there yet, or that holds nothing but a Git repository."""
    refuse(folder)
    if folder.exists():
        with _Undo() as made:
            create(files, folder, made)
        return
    with _Undo() as made:
        _folders(folder.parent, made)
        try:
            with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as near:
                create(files, Path(near) / "made", [])
                (Path(near) / "made").rename(folder)
        except OSError as error:
            raise _unwritten(folder, error) from None


def refuse(folder: Path) -> None:
    """Raise where a folder cannot take a new course, before anybody is asked for its title."""
    try:
        if folder.is_symlink():
            raise OutputError(f"{folder}: is a link; give the folder itself, or one that is not there yet")
        if folder.exists() and not folder.is_dir():
            raise OutputError(f"{folder}: is a file; give a folder that is not there yet")
        names = [each.name for each in folder.iterdir()] if folder.exists() else []
        above = next((each for each in folder.absolute().parents if (each / COURSE_FILE).is_file()), None)
    except OSError as error:
        raise _unwritten(folder, error) from None
    held = [(name.startswith("."), name) for name in names if name != REPOSITORY]
    if held:
        raise OutputError(f"{folder}: holds {min(held)[1]} already; give a folder that is not there yet")
    if above:
        raise OutputError(f"{folder}: lies in the course {above.name}; a course stands beside others, not in one")


def is_ignored_above(folder: Path) -> bool:
    """Say whether the repository in which a folder is to lie has rules already about what Git leaves out."""
    for each in folder.absolute().parents:
        if (each / IGNORE).is_file():
            return any((above / REPOSITORY).exists() for above in (each, *each.parents))
        if (each / REPOSITORY).exists():
            return False
    return False


def create(files: Mapping[str, bytes], folder: Path, made: list[Path]) -> None:
    """Write new files into a folder; note in `made` what was made, in its order. One that is there is never written over."""
    for name, data in files.items():
        path = folder / name
        _folders(path.parent, made)
        try:
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
        except FileExistsError:
            raise OutputError(f"{path}: is there already, and is not written over; choose another name") from None
        except OSError as error:
            raise _unwritten(path, error) from None


class _Undo:
    """Remove what was made, the last first, if the work in the block fails."""

    def __init__(self) -> None:
        self.made: list[Path] = []

    def __enter__(self) -> list[Path]:
        return self.made

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            undo(self.made)


def undo(made: list[Path]) -> None:
    """Remove files and folders that were made, the last first."""
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()


def _folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are not there."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    for each in reversed(missing):
        try:
            each.mkdir()
        except OSError as error:
            raise _unwritten(each, error) from None
        made.append(each)


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(f"cannot write {path}: {(error.strerror or str(error)).lower()}; choose another folder, or make it writable")
