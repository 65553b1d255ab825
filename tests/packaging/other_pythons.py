"""Build a course for every target under several interpreters and time zones and compare the bytes; exit 1 where they differ.

    python tests/packaging/other_pythons.py COURSE PYTHON [PYTHON…]

Each interpreter gets an environment of its own with what karmakit needs, as the lock file has it; the one that runs this script is
taken as it stands. An interpreter that is not there is skipped.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ZONES = ("UTC", "Asia/Kolkata", "America/St_Johns")
FEWEST = 2


def main(arguments: list[str]) -> int:
    """Build under every interpreter; return the exit status."""
    if len(arguments) < FEWEST:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    course = Path(arguments[0]).resolve()
    digests: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(arguments[1:]):
            found = shutil.which(name)
            if not found or subprocess.run([found, "-c", ""], check=False, capture_output=True).returncode:
                sys.stdout.write(f"{name}: not on this machine, skipped\n")
                continue
            ours = Path(found) == Path(sys.executable)
            python = Path(found) if ours else _environment(found, Path(folder) / f"python-{number}")
            zone = ZONES[number % len(ZONES)]
            digests[name] = _digest(python, course, Path(folder) / f"out-{number}", zone)
            sys.stdout.write(f"{name} in {zone}: {digests[name]}\n")
    if len(digests) < FEWEST:
        sys.stdout.write("fewer than two interpreters: nothing was compared\n")
        return 0
    return int(len(set(digests.values())) > 1)


def _environment(interpreter: str, folder: Path) -> Path:
    subprocess.run([interpreter, "-m", "venv", folder], check=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    quiet = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    lock = folder / "needed.lock"
    lock.write_text(_locked(_needed()), encoding="utf-8")
    subprocess.run([*quiet, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*quiet, "--no-deps", "--no-build-isolation", "-e", ROOT], check=True)
    return python


def _needed() -> set[str]:
    """Return the packages that karmakit and its build need, and all that these need, by their normal names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {_bare(want) for want in [*project["dependencies"], "hatchling", "editables"]}
    found: set[str] = set()
    while names - found:
        name = min(names - found)
        found.add(name)
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:  # wanted under other circumstances than ours
            continue
        names |= {_bare(want) for want in wanted if "extra ==" not in want}
    return found


def _bare(want: str) -> str:
    """Return the name in what a package says it wants, `click>=8.1` or the like."""
    return _normal(re.split(r"[^\w.-]", want, maxsplit=1)[0])


def _locked(names: set[str]) -> str:
    """Return the part of the lock file that speaks of these packages."""
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return "".join(entry for entry in entries if _normal(entry.split("==")[0]) in names)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _digest(python: Path, course: Path, out: Path, zone: str) -> str:
    code = (
        "import sys; from karmakit_build.cli import main; from karmakit_build.targets import discover;"
        " sys.exit(main([*sys.argv[1:], '--target', ','.join(discover())]))"
    )
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
    subprocess.run([python, "-c", code, "build", course, "--out", out], check=True, env=environment, stdout=subprocess.DEVNULL)
    whole = hashlib.sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        whole.update(path.relative_to(out).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
