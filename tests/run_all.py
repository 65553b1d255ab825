"""Run everything CI runs, each step with its time; go on after a failure, so that one run shows all of them.

The checks of the sources run beside the tests, which wait for browsers much of their time; what they say is shown at the end.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "build" / "runtime"
BIN = Path(sys.executable).parent
PY = sys.executable
# a test in a browser waits much of its time: two workers more than there are cores
WORKERS = str(2 + (os.cpu_count() or 1))
# what is compiled is kept, also where the user wants none of it: each worker spares 7 s, each command a quarter of its time
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

Step = tuple[str, list[str], Path]
CHECKS: tuple[Step, ...] = (
    ("style", [str(BIN / "ruff"), "check", "."], ROOT),
    ("format", [str(BIN / "ruff"), "format", "--check", "."], ROOT),
    ("types", [str(BIN / "mypy")], ROOT),
    ("player types", [shutil.which("npm") or "npm", "run", "--silent", "check"], RUNTIME),
    ("layers", [str(BIN / "lint-imports"), "--no-cache"], ROOT),
    ("generated files", [PY, "-m", "karmakit_schemas.jsonschema", "--check"], ROOT),
    ("precision table", [PY, "tests/precision/table.py", "--check"], ROOT),
    ("list of rules", [str(BIN / "karmakit"), "rules", "--format", "md", "--check", "authoring/guide/rules.md"], ROOT),
    ("guide", [str(BIN / "mkdocs"), "build", "--strict", "--quiet"], ROOT),
)
TESTS: tuple[Step, ...] = (
    ("browser", [PY, "tests/browser/chromium.py"], ROOT),
    (
        "tests",
        [PY, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", "--durations=10", "-rR"],
        ROOT,
    ),
)


def tree() -> str:
    """Return what Git says has changed in the work tree."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return ""
    return subprocess.run([git, "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def run(step: Step, *, shown: bool) -> tuple[bool, str]:
    """Run a step; return whether it passed, and what there is to say of it: all its output, if that was not shown at once."""
    name, command, folder = step
    start = time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdout=None if shown else subprocess.PIPE,
        stderr=None if shown else subprocess.STDOUT,
        check=False,
    )
    word = "passed" if done.returncode == 0 else f"FAILED ({done.returncode})"
    said = (done.stdout or b"").decode("utf-8", "replace")
    return done.returncode == 0, f"\n=== {name}\n{said}--- {name}: {word} in {time.monotonic() - start:.0f} s\n"


def main() -> int:
    """Run the steps; return 0 if all passed and nothing of the work tree changed."""
    before, failed = tree(), []
    with ThreadPoolExecutor(max_workers=1) as beside:
        checks = [(step[0], beside.submit(run, step, shown=False)) for step in CHECKS]
        for step in TESTS:
            passed, said = run(step, shown=True)
            sys.stdout.write(said)
            sys.stdout.flush()
            failed += [] if passed else [step[0]]
        for name, check in checks:
            passed, said = check.result()
            sys.stdout.write(said)
            failed += [] if passed else [name]
    if (after := tree()) != before:
        sys.stdout.write(f"\nThe tests changed the work tree:\n{after}")
        failed.append("clean work tree")
    sys.stdout.write(f"\n{'All passed' if not failed else 'FAILED: ' + ', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
