"""`karmakit check --watch`: it looks again after a change, survives what comes between, and ends with Ctrl-C."""

import os
import signal
import subprocess
import sys
from threading import Timer

import pytest

from karmakit_build.checking.watching import EVERY, changed, states

WAITING = "karmakit: watching for changes; Ctrl-C ends it\n"


def test_the_first_state_counts_and_then_each_that_is_another():
    assert list(changed([1, 1, 1, 2, 2, 1, 3, 3])) == [1, 2, 1, 3]
    assert list(changed([])) == []
    assert list(changed([None, None])) == [None]


def test_a_state_tells_of_every_change_of_a_course(project):
    waited = []
    seen = states([project], waited.append)
    before = next(seen)
    assert next(seen) == before
    assert waited == [EVERY]
    for change in (
        lambda: (project / "first" / "modules" / "new.md").write_text("x", encoding="utf-8"),
        lambda: (project / "first" / "modules" / "new.md").write_text("xy", encoding="utf-8"),
        (project / "first" / "modules" / "new.md").unlink,
        lambda: (project / "karmakit.toml").write_text("[check]\n", encoding="utf-8"),
        (project / "second" / "course.yml").unlink,
    ):
        change()
        now = next(seen)
        assert now != before
        before = now


def test_courses_that_cannot_be_read_have_a_state_too(tmp_path):
    seen = states([tmp_path / "none"], lambda _: None)
    nothing = next(seen)
    (tmp_path / "none").mkdir()
    assert next(seen) != nothing


def test_a_wrong_call_is_not_watched(karmakit, folder):
    said = karmakit("check", folder, "--watch", "--select", "XXX999")
    assert said.status == 2
    assert said.err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is sent in another way there")
def test_a_watched_course_is_checked_after_each_change_until_the_interrupt(folder):
    module = folder / "modules" / "counting.md"
    command = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())"]
    with subprocess.Popen(
        [*command, "check", folder, "--watch", "--no-cache"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        late = Timer(90, process.kill)
        late.start()
        try:
            assert "MED001" not in _until_it_waits(process)
            new = folder / "new.md.tmp"  # put in place at once: a file half written would be a change of its own
            new.write_text(module.read_text(encoding="utf-8").replace("../media/desk.svg", "../media/none.svg"), encoding="utf-8")
            new.replace(module)
            assert "MED001" in _until_it_waits(process)
            (folder / "course.yml").rename(folder / "away.yml")
            assert "no course.yml in" in _until_it_waits(process)
            (folder / "away.yml").rename(folder / "course.yml")
            assert "MED001" in _until_it_waits(process)
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
            assert process.wait(timeout=60) == 130
        finally:
            late.cancel()
            process.kill()
    assert "Traceback" not in rest
    assert rest.endswith("karmakit: stopped\n")


def _until_it_waits(process):
    """Return what is said up to the line that says that all was said."""
    said = []
    while (line := process.stdout.readline()) != WAITING:
        assert line, "".join(said)
        said.append(line)
    assert "\x1b" not in "".join(said)
    return "".join(said)
