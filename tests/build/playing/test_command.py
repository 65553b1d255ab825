"""`karmakit play` says where it plays, and ends when it is told to."""

import io
import re
import signal
import subprocess
import sys
import urllib.request
import zipfile

COMMAND = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())", "play"]


def bundle(folder):
    path = folder / "days.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.html", "<!doctype html><title>Days</title>")
    return path


def test_it_plays_until_it_is_interrupted(tmp_path):
    with subprocess.Popen(
        [*COMMAND, str(bundle(tmp_path)), "--no-open"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            said = ""
            while "Playing at" not in said:
                line = running.stdout.readline()
                assert line, running.stderr.read()
                said += line
            address = re.search(r"Playing at (http://127\.0\.0\.1:\d+/)", said)[1]
            with urllib.request.urlopen(address, timeout=5) as page:
                assert b"What happens" in page.read()
            running.send_signal(signal.SIGINT)
            assert running.wait(10) == 0
            assert running.stdout.read() == "Ended; nothing was kept.\n"
            assert running.stderr.read() == ""
        finally:
            running.kill()


def test_what_cannot_be_played_is_refused_in_one_line(tmp_path, karmakit):
    said = karmakit("play", str(tmp_path / "no.zip"), "--no-open")
    assert said.status == 2
    assert said.err.count("\n") == 1
    (tmp_path / "bad.zip").write_bytes(io.BytesIO(b"PK").getvalue())
    assert "not a zip" in karmakit("play", str(tmp_path / "bad.zip"), "--no-open").err
