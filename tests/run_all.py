"""Run everything CI runs, each step with its time; go on after a failure, so that one run shows all of them."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "build" / "runtime"
BIN = Path(sys.executable).parent
PY = sys.executable
# a test in a browser waits much of its time: one worker more than there are cores
WORKERS = str(1 + (os.cpu_count() or 1))

STEPS: tuple[tuple[str, list[str], Path], ...] = (
    ("style", [str(BIN / "ruff"), "check", "."], ROOT),
    ("format", [str(BIN / "ruff"), "format", "--check", "."], ROOT),
    ("types", [str(BIN / "mypy")], ROOT),
    ("player types", [shutil.which("npm") or "npm", "run", "--silent", "check"], RUNTIME),
    ("layers", [str(BIN / "lint-imports"), "--no-cache"], ROOT),
    ("generated files", [PY, "-m", "karmakit_schemas.jsonschema", "--check"], ROOT),
    ("precision table", [PY, "tests/precision/table.py", "--check"], ROOT),
    ("list of rules", [str(BIN / "karmakit"), "rules", "--format", "md", "--check", "authoring/guide/rules.md"], ROOT),
    ("guide", [str(BIN / "mkdocs"), "build", "--strict", "--quiet"], ROOT),
    ("browser", [PY, "tests/browser/chromium.py"], ROOT),
    (
        "tests",
        [PY, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadfile", "--durations=10", "-rR"],
        ROOT,
    ),
)


def tree() -> str:
    """Return what Git says has changed in the work tree."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return ""
    return subprocess.run([git, "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def main() -> int:
    """Run the steps; return 0 if all passed and nothing of the work tree changed."""
    before, failed = tree(), []
    for name, command, folder in STEPS:
        sys.stdout.write(f"\n=== {name}\n")
        sys.stdout.flush()
        start = time.monotonic()
        code = subprocess.run(command, cwd=folder, check=False).returncode
        sys.stdout.write(f"--- {name}: {'passed' if code == 0 else f'FAILED ({code})'} in {time.monotonic() - start:.0f} s\n")
        if code:
            failed.append(name)
    if (after := tree()) != before:
        sys.stdout.write(f"\nThe tests changed the work tree:\n{after}")
        failed.append("clean work tree")
    sys.stdout.write(f"\n{'All passed' if not failed else 'FAILED: ' + ', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
