"""Build the wheel and list what is in it: `--update` writes the list that the test holds it to."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = Path(__file__).with_name("wheel_files.txt")


def build_wheel(folder: Path) -> Path:
    """Build the wheel into `folder` and return it."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    (wheel,) = folder.glob("*.whl")
    return wheel


def names(wheel: Path) -> list[str]:
    """Return the files of a wheel, the version out of its own folder's name."""
    with zipfile.ZipFile(wheel) as archive:
        return sorted(name if ".dist-info/" not in name else f"dist-info/{name.split('/', 1)[1]}" for name in archive.namelist())


def main() -> int:
    """Print the list, or write it."""
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(names(build_wheel(Path(folder)))) + "\n"
    if "--update" in sys.argv:
        FROZEN.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
