"""Courses as the preview meets them: the small sound one, and the same with something wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from karmakit_build.preview.files import Preview
from karmakit_build.preview.showing import Showing, Unread, showing
from karmakit_build.preview.ways import Places

TODAY = date(2026, 11, 22)


@pytest.fixture
def read() -> Callable[[Path], Showing | Unread]:
    """Return what reads a folder as the course `sample`."""
    return lambda folder: showing(folder, "sample", TODAY)


@pytest.fixture
def page(read: Callable[[Path], Showing | Unread]) -> Callable[..., str]:
    """Return what gives a page of the course in a folder, by its path in the preview; `is_local` as the author meets it."""

    def make(folder: Path, path: str, *, is_local: bool = False) -> str:
        made = Preview({"sample": read(folder)}, Places(is_local=is_local)).make(path)
        assert made is not None, f"there is no {path}"
        return made.decode()

    return make
