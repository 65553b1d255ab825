"""Several courses on the disk, and the command line with its cache."""

import shutil
from pathlib import Path

import pytest

from karmakit_authoring.parse import parse
from karmakit_build.checking import cache
from karmakit_build.checking.edition import edition


@pytest.fixture
def project(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a configuration and three courses; the second has a fault. The cache is in use, and files are old."""
    home = tmp_path / "project"
    home.mkdir()
    (home / "karmakit.toml").write_text("", encoding="utf-8")
    for name in ("first", "second", "third"):
        shutil.copytree(folder, home / name)
        course = home / name / "course.yml"
        course.write_text(course.read_text(encoding="utf-8").replace("sample-course", name), encoding="utf-8")
    module = home / "second" / "modules" / "counting.md"
    module.write_text(module.read_text(encoding="utf-8").replace("../media/desk.svg", "../media/none.svg"), encoding="utf-8")
    monkeypatch.delenv("KARMAKIT_NO_CACHE")
    monkeypatch.setattr(cache, "YOUNG", -(10**12))
    edition.cache_clear()
    return home


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the courses that were truly checked, as they are."""
    seen: list[str] = []

    def look(sources):
        seen.append(sources.name)
        return parse(sources)

    monkeypatch.setattr("karmakit_authoring.parse.parse", look)
    return seen
