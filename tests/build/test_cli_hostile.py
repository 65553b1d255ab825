"""The command line under users who mean no harm and do it all the same."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())"]
NOT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="streams and signals are others there")


def copy(folder, name, old="", new=""):
    """Copy a course beside itself, with another text in `course.yml`."""
    other = folder.with_name(name)
    shutil.copytree(folder, other)
    course = other / "course.yml"
    course.write_text(course.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return other


@pytest.mark.parametrize("out", [".", "..", "out"])
def test_a_bundle_is_never_put_into_its_own_course(karmakit, folder, monkeypatch, out):
    monkeypatch.chdir(folder)
    before = sorted(folder.rglob("*"))
    said = karmakit("build", ".", "--out", out)
    assert said.status == 2
    assert "lies in the course" in said.err
    assert sorted(folder.rglob("*")) == before


def test_a_course_is_built_from_within_for_a_place_outside(karmakit, folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert karmakit("build", ".", "--out", "../out").status == 0


def test_two_courses_of_one_id_do_not_overwrite_each_other(karmakit, folder, tmp_path):
    other = copy(folder, "a-copy")
    said = karmakit("build", folder, other, "--out", tmp_path / "out")
    assert said.status == 2
    assert said.err == f"karmakit: {folder} and {other} have one id, 'sample-course': give each its own, or build them apart\n"
    assert not (tmp_path / "out").exists()


def test_a_course_that_is_named_twice_is_built_and_checked_once(karmakit, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = karmakit("build", folder, f"{folder}/", "sample-course/modules/..", "--out", "out", "--jobs", "1")
    assert (said.status, said.out.count("\n")) == (0, 1)
    checked = karmakit("check", folder, "sample-course", "--format", "json")
    assert len(json.loads(checked.out)["courses"]) == 1


def test_one_remark_is_not_called_remarks(karmakit, folder, tmp_path):
    said = karmakit("build", folder, "--out", tmp_path / "out")
    number = len(json.loads(karmakit("check", folder, "--format", "json").out)["courses"][0]["findings"])
    assert f"{number} remark{'' if number == 1 else 's'}; " in said.err


def test_a_course_that_cannot_be_read_does_not_keep_the_others_from_being_checked(karmakit, folder, tmp_path):
    said = karmakit("check", tmp_path / "none", folder, "--format", "json")
    assert said.status == 2
    assert len(json.loads(said.out)["courses"]) == 1
    assert "there is no such folder" in said.err


def test_a_file_that_is_no_bundle_does_not_keep_the_others_from_being_verified(karmakit, folder, tmp_path):
    karmakit("build", folder, "--out", tmp_path / "out")
    (bundle,) = (tmp_path / "out").rglob("*.zip")
    (tmp_path / "letter.zip").write_text("Dear Sir", encoding="utf-8")
    for form in ("text", "json"):
        said = karmakit("verify", tmp_path / "letter.zip", bundle, "--format", form)
        assert said.status == 2
        assert "not a zip file" in said.err
        assert "sample-course-scorm12.zip" in said.out


@pytest.mark.slow
@NOT_WINDOWS
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_closed_streams_change_nothing_but_what_is_seen(folder, closed):
    script = f'"$@" check {folder} {closed}'
    done = subprocess.run(["sh", "-c", script, "sh", *COMMAND], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only there can a full disk be had for nothing")
def test_an_output_that_cannot_be_written_is_one_line(folder):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([*COMMAND, "check", folder], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "karmakit: the output cannot be written: no space left on device\n")


@pytest.mark.slow
@NOT_WINDOWS
@pytest.mark.parametrize("delay", [0.5, 0.9])
def test_ctrl_c_stops_all_workers_in_one_line_and_leaves_nothing_half_written(folder, tmp_path, delay):
    other = copy(folder, "other-course", "id: sample-course", "id: other-course")
    command = [*COMMAND, "build", folder, other, "--jobs", "2", "--out", tmp_path / "out"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(delay)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert process.returncode in {0, 130}
    assert not process.returncode or "karmakit: stopped" in err
    assert not [path for path in tmp_path.rglob("*.zip") if not path.read_bytes().endswith(b"\0\0")]


@pytest.mark.slow
@NOT_WINDOWS
def test_a_terminal_gets_colours_unless_it_does_not_want_them(folder):
    import pty  # noqa: PLC0415 - not on Windows

    (folder / "modules" / "final-test.md").write_text("no front-matter", encoding="utf-8")
    for wanted, environment in ((True, {}), (False, {"NO_COLOR": "1"})):
        ours, theirs = pty.openpty()
        clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        subprocess.run([*COMMAND, "check", folder], stdout=theirs, stderr=theirs, check=False, env=clean | environment)
        os.close(theirs)
        shown = os.read(ours, 60_000)
        os.close(ours)
        assert (b"\x1b[" in shown) is wanted


INTERRUPTED_WHILE_LOADING = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            sys.meta_path.remove(self)
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from karmakit_build.cli import main
sys.exit(main(["--version"]))
"""


def test_an_interrupt_while_the_command_line_loads_is_one_line():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED_WHILE_LOADING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "karmakit: stopped\n")
