"""Write a step to the disk: the file whole or not at all, what it was kept first where that was asked for."""

from pathlib import Path

from karmakit_build.archive import write
from karmakit_build.checking.rewriting import Change, rewrite
from karmakit_build.media.keeping import Keeping
from karmakit_build.media.step import Step
from karmakit_schemas.errors import OutputError


def carry_out(course: Path, step: Step, keeping: Keeping) -> None:
    """Write, write over or take away the file of a step that changes something; raise OutputError in one line where that fails."""
    path = course / step.path
    if step.before is not None and not step.lighter and not step.is_text:
        keeping.keep(step.path, step.before)
    if step.before is None and step.after is not None:
        if path.exists():
            raise OutputError(f"{path}: came there meanwhile; run again, it was not written over")
        write(step.after, path)
    elif step.before is not None and step.after is not None:
        rewrite([Change(course, step.path, step.before, step.after)])
    else:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"{path}: cannot be taken away ({reason}); check its permissions") from None
