"""The same course gives the same bytes for every target, whatever the machine."""

import hashlib
import os
import subprocess
import sys

import pytest

from karmakit_build.targets import discover

pytestmark = pytest.mark.slow
BUILD = "import sys; from karmakit_build.cli import main; sys.exit(main())"


def digest(folder, out, *, cwd=None, umask=0o022, **environment):
    """Build for every target in a process of its own; return the digest of each file that was written, by its path."""
    code = f"import os; os.umask({umask}); {BUILD}"
    command = [sys.executable, "-c", code, "build", str(folder), "--out", str(out), "--target", ",".join(discover())]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **environment}, check=False)
    assert done.returncode == 0, done.stderr
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_time_zone_hash_seed_locale_umask_and_folder_do_not_matter(folder, tmp_path):
    first = digest(folder, tmp_path / "a", TZ="UTC", PYTHONHASHSEED="0", LC_ALL="C.UTF-8")
    assert {f"sample-course/sample-course-{name}.zip" for name in discover() if name != "igot"} <= set(first)
    assert digest(folder, tmp_path / "b", TZ="Asia/Kolkata", PYTHONHASHSEED="1", LC_ALL="C", umask=0o077, cwd=tmp_path) == first


def test_a_windows_checkout_gives_the_same_bytes(folder, tmp_path):
    first = digest(folder, tmp_path / "a")
    for path in [*folder.rglob("*.md"), *folder.rglob("*.yml"), *folder.rglob("*.svg")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert digest(folder, tmp_path / "b") == first


def test_the_age_of_the_files_and_litter_beside_them_do_not_matter(folder, tmp_path):
    first = digest(folder, tmp_path / "a")
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("secret", encoding="utf-8")
    assert digest(folder, tmp_path / "b") == first


def test_a_change_of_one_letter_is_another_bundle(folder, tmp_path):
    first = digest(folder, tmp_path / "a")
    module = folder / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8").replace("day one", "day 1"), encoding="utf-8")
    second = digest(folder, tmp_path / "b")
    whole = [name for name in first if name.startswith("sample-course/sample-course-")]
    assert len(whole) >= len(discover()) - 1
    assert not [name for name in whole if first[name] == second[name]]
