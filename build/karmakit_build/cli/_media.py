"""Work through the media of courses for the command line: each step is told when it is done."""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from karmakit_build.cli._checked import courses_at
from karmakit_build.cli._show import complain
from karmakit_build.media.planning import Work, work
from karmakit_build.media.step import Step
from karmakit_build.media.telling import line, summed
from karmakit_build.media.writing import carry_out
from karmakit_schemas.errors import OutputError, UnusableInputError


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of the command."""

    only_check: bool
    lite: bool
    originals: Path | None
    form: str


@dataclass(slots=True)
class _Told:
    """What was done in one course, and what was not."""

    course: Path
    steps: list[Step] = field(default_factory=list)
    waiting: str = ""
    mend: str = ""

    @property
    def left(self) -> str:
        """Return in a line how many files were left, and the mend; empty where none was."""
        number = sum(1 for step in self.steps if step.refused)
        said = "1 file was left as it is" if number == 1 else f"{number} files were left as they are"
        return f"{said}: {self.mend}" if number else ""

    def as_json(self) -> dict[str, Any]:
        return {"path": self.course.as_posix(), "files": [step.as_json() for step in self.steps], "waiting": self.waiting}


def run(paths: Sequence[Path], wish: Wish) -> int:
    """Work through the courses at and below the paths; return the exit status."""
    courses, errors = courses_at(paths)
    told: list[_Told] = []
    for course in courses:
        try:
            task = work(course, lite=wish.lite, originals=wish.originals)
            told.append(_Told(course, waiting=task.waiting, mend=task.keeping.mend))
            _through(task, wish, told[-1])
        except (UnusableInputError, OutputError) as error:
            errors.append(str(error))
    steps = [step for each in told for step in each.steps]
    changed = any(step.changes for step in steps)
    if wish.form == "json":
        said = {"written": not wish.only_check, "courses": [each.as_json() for each in told], "errors": errors}
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
    elif changed:
        click.echo(f"{'would be done: ' if wish.only_check else ''}{summed(steps)}")
    complain(f"{each.course}: {each.waiting}" for each in told if each.waiting)
    complain(f"{each.course}: {each.left}" for each in told if each.left)
    complain(errors)
    if errors or any(step.refused for step in steps):
        return 2
    return int(changed and wish.only_check)


def _through(task: Work, wish: Wish, told: _Told) -> None:
    """Do what there is to do in a course, step by step, and note those of which there is something to say.

    What was done before a step that fails stays noted: it is on the disk.
    """
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for step in task.steps():
        if step.changes and not wish.only_check:
            carry_out(task.course, step, task.keeping)
        if said := line(step, task.widest, columns):
            if wish.form == "text":
                click.echo(said if told.steps else f"{task.course.as_posix()}\n{said}")
            told.steps.append(step)
