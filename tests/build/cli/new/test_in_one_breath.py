"""A course is begun, checked and built in one breath, as a shell runs it, wherever that is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent


@pytest.mark.skipif(shutil.which("sh") is None, reason="the line is one of a POSIX shell")
@pytest.mark.parametrize(
    ("folder", "options", "locale"),
    [("मेरे पाठ", "--lang hi --title 'छुट्टी के नियम'", "C.UTF-8"), ("no locale", "--title 'छुट्टी के नियम'", "C")],
    ids=["Hindi", "no locale"],
)
def test_it_takes_one_line_and_neither_git_nor_node_nor_a_home(folder, options, locale, tmp_path, karmakit):
    here = tmp_path / folder
    here.mkdir()
    line = f"karmakit new course x {options} && karmakit check x && karmakit build x"
    done = subprocess.run(
        [shutil.which("sh"), "-c", line],
        cwd=here,
        env={"PATH": str(BIN), "LC_ALL": locale, "HOME": os.devnull},  # a home in which nobody can write, not even root
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert "\nNo findings in 1 course (profile review).\nout/course-x/course-x-scorm12.zip" in done.stdout
    assert sorted(path.name for path in here.iterdir()) == [".karmakit_cache", "out", "x"]
    assert karmakit("verify", here / "out" / "course-x" / "course-x-scorm12.zip").status == 0
