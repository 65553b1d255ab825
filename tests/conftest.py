"""What all tests share: the repository's root, and the reference material beside it where it is there."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# a busy machine makes no test fail, and every run tries the same
settings.register_profile("calm", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

# a test is never answered from what an earlier one has found; those of the cache itself ask for it
os.environ["KARMAKIT_NO_CACHE"] = "1"

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files by other people; it stands beside the repository on some machines only."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside the repository: its corpus and schemas are not part of the project")
    return folder


@pytest.fixture(scope="session")
def git() -> Callable[..., str]:
    """Run Git in a folder with a fixed name and date and nobody's configuration: `git(folder, "tag", "v1")`."""
    fixed = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Desk",
        "GIT_AUTHOR_EMAIL": "desk@example.gov.in",
        "GIT_AUTHOR_DATE": "2026-01-01T00:00:00+00:00",
        "GIT_COMMITTER_NAME": "Desk",
        "GIT_COMMITTER_EMAIL": "desk@example.gov.in",
        "GIT_COMMITTER_DATE": "2026-01-01T00:00:00+00:00",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}

    def run(folder: Path, *arguments: str) -> str:
        command = [
            "git",
            "-c",
            "init.defaultBranch=main",
            "-c",
            "core.autocrlf=false",
            "-c",
            "protocol.file.allow=always",
            *arguments,
        ]
        done = subprocess.run(command, cwd=folder, env={**kept, **fixed}, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return run
