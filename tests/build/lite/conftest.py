"""A course with a photograph, films and sounds, and its editions."""

import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import heavy_course as made

from karmakit_build.cli import main

TARGETS = ("cmi5", "scorm12", "scorm2004", "web", "xapi")


@pytest.fixture(scope="session")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the course."""
    return made.heavy_course(tmp_path_factory.mktemp("heavy") / "host")


@pytest.fixture(scope="session")
def editions(heavy: Path, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Return the files of the bundles for every target by their names, and the folder in which they lie."""
    out = tmp_path_factory.mktemp("editions")
    for more in ([], ["--lite"]):
        assert main(["build", str(heavy), "--target", ",".join(TARGETS), "--out", str(out), *more]) == 0
    bundles = {path.stem: unpacked(path) for path in sorted((out / "host").iterdir())}
    return SimpleNamespace(bundles=bundles, folder=out / "host")


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
