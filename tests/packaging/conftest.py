"""A scratch repository, and the commands that a forge's run finds there."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "build" / "forge"))

import forge_api
from forge_runs import lay_out

FORKED = str(Path(__file__).with_name("forked.py"))


@pytest.fixture(scope="session")
def bash():
    """The way of bash on which the forges run their steps."""
    found = shutil.which("bash")
    if not found or sys.platform == "win32":
        pytest.skip("there is no bash here that takes paths of this system")
    return [found, "--noprofile", "--norc", "-eo", "pipefail", "-c"]


@pytest.fixture(scope="session")
def command() -> Iterator[str]:
    """A line of shell that calls karmakit, in a fork of one process that has it loaded."""
    if not hasattr(os, "fork"):
        pytest.skip("this system has no forks")
    # a socket's place must be short
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        served = [sys.executable, FORKED, "serve", f"{folder}/s"]
        with subprocess.Popen(served, stdout=subprocess.PIPE, text=True, env={**os.environ, "KARMAKIT_NO_CACHE": "1"}) as server:
            try:
                assert server.stdout
                assert server.stdout.readline() == "ready\n"
                yield f"exec '{sys.executable}' -I -S '{FORKED}' call '{folder}/s' \"$@\""
            finally:
                server.terminate()


@pytest.fixture
def repository(tmp_path, git, command):
    """A repository with one published course; the commands `karmakit` and `python` stand in `bin` beside it."""
    return lay_out(tmp_path, git, command)


@pytest.fixture
def api():
    """A stand-in for the comments of a forge, and its address."""
    with forge_api.running() as running:
        yield running
