"""Run the steps of forges' own runs as the forge would: in bash, with karmakit and python as commands on the path."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE = "courses/sample/modules/start.md"
FILES = {
    "README.md": "# A repository\n",
    "karmakit.toml": '[check]\nselect = ["ACC", "MET014", "LNG009"]\nterms = { "e-mail" = "email" }\n',
    "courses/sample/course.yml": """id: sample
title: Counting the days
summary: How the time limit of an application is counted.
outcomes: [Count the time limit of an application]
language: en
provider: Institute of Examples
licence: CC-BY-4.0
version: 1.0.0
audience: {roles: [Section officer], level: operational}
contact: {name: Course desk, email: desk@example.gov.in}
publisher: {domain: training.example.gov.in}
units:
  - {id: basics, title: The basics, modules: [start]}
""",
    MODULE: """---
title: Counting the thirty days
kind: explore
duration: 1 min
---

The thirty days run from the day on which the application reaches the office.
""",
}
BROKEN = "\n![](../media/none.png)\n"


def lay_out(around: Path, git: Callable[..., str], command: str) -> Path:
    """Lay out a repository with one published course, and the commands that its runs find; return its folder."""
    root = around / "scratch"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "published")
    commands = around / "bin"
    commands.mkdir()
    script(commands / "karmakit", command)
    # pip is not called, a line of Python is run
    line = f'[ "$1" != -c ] || exec \'{sys.executable}\' "$@"\n'
    script(commands / "python", f'{line}printf \'%s\\n\' "$@" > "$(dirname "$0")/../python-was-called"')
    return root


def script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def run(bash: list[str], step: str, root: Path, action: str = "check", **values: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI_"))}
    environment = {
        **kept,
        "PATH": f"{root.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(root.parent),
        "GITHUB_ACTION_PATH": str(ROOT / ".github" / "actions" / action),
        **values,
    }
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        environment.setdefault(name, str(root.parent / name.lower()))
    return subprocess.run([*bash, step], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=60)


def outputs(root: Path) -> dict[str, str]:
    lines = (root.parent / "github_output").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)
