"""Read a page of the guide as something to do: its commands, what they are said to show, and what its reader does besides.

A fence `sh` is run; a fence `text` right below it tells what is shown, where a `…` stands for anything, and a line of it for any
lines. A comment `<!-- run: … -->` is what the text tells in words (an edit, a click); `<!-- as: NAME -->` says who sits there.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PARTS = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$|^<!-- (?P<word>run|as): (?P<said>.*?) -->$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to run, as whom, where on the page; `shows` is what it prints (None: the page does not say)."""

    line: int
    person: str
    command: str
    shows: str | None = None


def steps(page: str) -> list[Step]:
    """Return what a page tells to do, in its order."""
    found: list[Step] = []
    person, end = "", 0
    for part in _PARTS.finditer(page):
        line = page.count("\n", 0, part.start()) + 1
        if part["word"] == "as":
            person = part["said"]
        elif part["word"] == "run":
            found.append(Step(line, person, part["said"]))
        elif part["kind"] == "sh":
            found.append(Step(line, person, part["text"]))
        elif part["kind"] == "text" and found and not page[end : part.start()].strip():
            found[-1] = Step(found[-1].line, found[-1].person, found[-1].command, part["text"])
        end = part.end()
    return found


def walk(page: str, folder: Path, homes: Path, environment: Mapping[str, str]) -> None:
    """Do what a page tells, in a folder, each person in a home of their own; raise `AssertionError` at the first that fails."""
    for step in steps(page):
        told = {**os.environ, **environment, "HOME": str(homes / step.person)}
        command = ["bash", "-euo", "pipefail", "-c", step.command]
        done = subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, check=False, timeout=120)
        printed = done.stdout + done.stderr
        refused = "Exit status 1" in (step.shows or "")
        assert done.returncode == int(refused), f"line {step.line}: {step.command}\n{printed}"
        if step.shows is not None:
            wanted = [line for line in step.shows.splitlines() if line.strip() and line != "Exit status 1"]
            assert is_shown(wanted, printed.splitlines()), f"line {step.line}: {step.command}\nshows\n{printed}"


def is_shown(wanted: list[str], printed: list[str]) -> bool:
    """Say whether the lines are printed one after another, with anything where a `…` stands; empty lines count for nothing."""
    patterns = [r"(?:.*\n)*?" if line.strip() == "…" else f"{_pattern(line)} *\n" for line in wanted]
    text = "".join(f"{line}\n" for line in printed if line.strip())
    return re.fullmatch("".join(patterns), text) is not None


def _pattern(line: str) -> str:
    return ".*?".join(map(re.escape, line.split("…")))
