"""`karmakit preview`: it starts, follows, ends on Ctrl-C, and writes nothing."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

KARMAKIT = Path(sys.executable).parent / "karmakit"


def test_where_there_is_no_course_it_says_so(tmp_path, karmakit):
    said = karmakit("preview", tmp_path, "--no-open")
    assert said.status == 2
    assert said.err.startswith(f"karmakit: no course.yml in {tmp_path}")
    assert said.err.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(folder, karmakit):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = karmakit("preview", folder, "--no-open", "--port", taken.getsockname()[1])
    assert said.status == 2
    assert re.fullmatch(r"karmakit: port \d+ cannot be had \([^)]+\): name another with --port, or --port 0 .*\n", said.err)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_it_serves_until_ctrl_c_and_leaves_no_trace(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.parent.rglob("*")}
    call = [KARMAKIT, "preview", folder, "--port", "0"]  # without a terminal no browser is opened
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            line = running.stdout.readline()
            address = re.fullmatch(
                r"karmakit: the preview of 1 course is at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line
            )[1]
            with urllib.request.urlopen(f"{address}sample-course/player/pages/counting.html", timeout=20) as answer:
                assert b"The thirty days run from" in answer.read()
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=20)
        finally:
            running.kill()
    assert (running.returncode, out, err) == (0, "\n", "")
    assert {path: path.stat().st_mtime_ns for path in folder.parent.rglob("*")} == before
