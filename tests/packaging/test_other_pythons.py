"""The bytes of a bundle do not depend on the Python that makes it, nor on its time zone and hash seed."""

import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("other_pythons.py")
COURSE = Path(__file__).resolve().parents[2] / "courses" / "rti-answering"
OWN = f"python3.{sys.version_info.minor}"


def there(name):
    """Say whether an interpreter can be called; a name that leads nowhere is none."""
    found = shutil.which(name)
    return bool(found) and subprocess.run([found, "-c", "import venv"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_another_python_builds_the_same_bytes():
    if not resources.files("karmakit_build").joinpath("player", "scorm12.js").is_file():
        pytest.skip("the player is missing: run `make setup`")
    others = [name for name in ("python3.12", "python3.13") if name != OWN and there(name)]
    if not others:
        pytest.skip(f"neither python3.12 nor python3.13 can be called here beside {OWN}")
    done = subprocess.run([sys.executable, SCRIPT, COURSE, sys.executable, others[-1]], capture_output=True, text=True, check=False)
    digests = {line.rsplit(": ", 1)[1] for line in done.stdout.splitlines() if line.startswith((sys.executable, "python3"))}
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(digests) == 1, done.stdout
