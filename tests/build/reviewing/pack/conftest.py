"""The host course as a pack is made of it, without Git, policy or browser."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.reviewing.pack.frames import Frames
from karmakit_build.reviewing.pack.words import words
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources

HOST = Path(__file__).parents[3] / "validators" / "host"
TODAY = date(2026, 11, 22)


@pytest.fixture
def course() -> Callable[..., Parsed]:
    """Return the host course with some files changed or added: `course({"modules/example.md": b"..."})`."""

    def read(changed: dict[str, Any] | None = None) -> Parsed:
        sources = load(HOST)
        return parse(Sources(sources.name, {**sources.files, **(changed or {})}))

    return read


@pytest.fixture
def frames(course: Callable[..., Parsed]) -> Callable[..., Frames]:
    def made(changed: dict[str, Any] | None = None, lang: str = "en") -> Frames:
        found = course(changed).course
        assert found is not None
        return Frames(compile_course(found), words(lang))

    return made
