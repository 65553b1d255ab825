"""Build a course under several interpreters and time zones and compare the bytes; exit 1 where they differ.

    python tests/packaging/other_pythons.py COURSE PYTHON [PYTHON…]

Each interpreter gets an environment of its own with the locked dependencies of this repository; one that is not there is skipped.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
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
            if not found:
                sys.stdout.write(f"{name}: not on this machine, skipped\n")
                continue
            python = _environment(found, Path(folder) / f"python-{number}")
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
    quiet = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*quiet, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*quiet, "--no-deps", "--no-build-isolation", "-e", ROOT], check=True)
    return python


def _digest(python: Path, course: Path, out: Path, zone: str) -> str:
    code = "import sys; from karmakit_build.cli import main; sys.exit(main())"
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
    subprocess.run([python, "-c", code, "build", course, "--out", out], check=True, env=environment, stdout=subprocess.DEVNULL)
    (bundle,) = out.rglob("*.zip")
    return hashlib.sha256(bundle.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
