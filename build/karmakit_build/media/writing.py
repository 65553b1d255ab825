"""Write a step to the disk: the file whole or not at all, what it was kept first where that was asked for."""

import os
import unicodedata
from pathlib import Path, PurePosixPath

from karmakit_build.archive import write
from karmakit_build.checking.rewriting import Change, rewrite
from karmakit_build.media.keeping import Keeping
from karmakit_build.media.step import Step
from karmakit_schemas.errors import OutputError


def on_disk(course: Path, name: str) -> Path:
    """Return the file of a course by its name, which is read in NFC: on the disk a keyboard or macOS may have parted its letters.

    Where there is none, return the place for one.
    """
    path = course
    for part in PurePosixPath(name).parts:
        if not part.isascii() and path.is_dir() and not (path / part).exists():
            parted = (each for each in os.listdir(path) if unicodedata.normalize("NFC", each) == part)  # noqa: PTH208 - names alone
            path /= next(parted, part)
        else:
            path /= part
    return path


def carry_out(course: Path, step: Step, keeping: Keeping) -> None:
    """Write, write over or take away the file of a step that changes something; raise OutputError in one line where that fails."""
    path = on_disk(course, step.path)
    if step.before is not None and not step.lighter and not step.is_text:
        keeping.keep(step.path, step.before)
    if step.before is None and step.after is not None:
        if path.exists():
            raise OutputError(f"{path}: came there meanwhile; run again, it was not written over")
        write(step.after, path)
    elif step.before is not None and step.after is not None:
        rewrite([Change(course, path.relative_to(course).as_posix(), step.before, step.after)])
    else:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"{path}: cannot be taken away ({reason}); check its permissions") from None
