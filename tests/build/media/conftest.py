"""The small course of the other tests, with pictures in it."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# tests are imported by their paths: what they share is made known under a name of its own
_spec = importlib.util.spec_from_file_location("media_pictures", Path(__file__).with_name("media_pictures.py"))
assert _spec
assert _spec.loader
media_pictures = importlib.util.module_from_spec(_spec)
sys.modules["media_pictures"] = media_pictures
_spec.loader.exec_module(media_pictures)

MODULE = "modules/counting.md"
AT = "Count the next day as day one.\n"


@pytest.fixture(scope="session")
def phone() -> bytes:
    """A photograph as a phone gives it: upside down, with its place, far too large."""
    return media_pictures.file(media_pictures.drawn(2100, 800), "JPEG", quality=95, exif=media_pictures.camera(3))


@pytest.fixture
def shows(folder: Path) -> Callable[..., Path]:
    """Lay files into the course and show each of them in a module: `shows({"desk.jpg": data}, "![A desk](../media/desk.jpg)")`."""

    def lay(files: dict[str, bytes], text: str = "") -> Path:
        for name, data in files.items():
            path = folder / "media" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        module = folder / MODULE
        lines = text or "\n\n".join(f"![A desk with letters](../media/{name})" for name in files)
        module.write_text(module.read_text(encoding="utf-8").replace(AT, f"{AT}\n{lines}\n\n", 1), encoding="utf-8")
        return folder

    return lay


@pytest.fixture
def committed(shows: Callable[..., Path], git: Callable[..., str]) -> Callable[..., Path]:
    """Do what `shows` does, and commit the course."""

    def lay(files: dict[str, bytes], text: str = "") -> Path:
        course = shows(files, text)
        git(course, "init", "-q")
        git(course, "add", ".")
        git(course, "commit", "-q", "-m", "course")
        return course

    return lay
