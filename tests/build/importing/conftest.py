"""Bring a text in as a file of a kind, and see what course came of it."""

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from karmakit_authoring.parse import parse
from karmakit_build.importing.bringing import UNKNOWN, Brought, bring, told_of
from karmakit_schemas.questions import Question
from karmakit_schemas.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))  # for what several tests here write files with


@dataclass(frozen=True)
class Course:
    """What came of a file."""

    brought: Brought

    @property
    def parsed(self):
        return parse(Sources("quiz-1", self.brought.files))

    @property
    def questions(self) -> list[Question]:
        return [question for module in self.parsed.modules for question in module.questions]

    @property
    def lost(self) -> list[str]:
        return [str(one) for one in self.brought.draft.losses]

    @property
    def silent(self) -> dict[str, tuple[int, int, int]]:
        """Return of what the source has not what the course has and what is told: how much in each of the three."""
        there, here, told = map(asdict, (self.brought.draft.counts, self.brought.counts, told_of(self.brought.draft.losses)))
        unknown = [line for line in self.lost if UNKNOWN in line]
        sums = {name: (there[name], here[name], told[name]) for name in there if there[name] != here[name] + told[name]}
        return {**sums, **dict.fromkeys(unknown, (0, 0, 0))}

    def text(self, path: str) -> str:
        return self.brought.files[path].decode()


@pytest.fixture
def course(tmp_path: Path) -> Callable[..., Course]:
    """Bring in a file; what comes of it can always be read whole."""

    def make(name: str, data: str | bytes, kind: str | None = None, language: str | None = None) -> Course:
        file = tmp_path / name
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        made = Course(bring(file, "quiz-1", kind, language))
        parsed = made.parsed
        assert made.silent == {}
        assert parsed.complete, [f"{finding.span}: {finding.message}" for finding in parsed.findings]
        assert not parsed.findings
        return made

    return make


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Course]:
    """Bring in a folder of files; what comes of it can always be read whole."""

    def make(files: dict[str, str | bytes], kind: str | None = None) -> Course:
        folder = tmp_path / "book"
        for path, data in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data.encode() if isinstance(data, str) else data)
        made = Course(bring(folder, "quiz-1", kind))
        parsed = made.parsed
        assert made.silent == {}
        assert parsed.complete, [f"{finding.span}: {finding.message}" for finding in parsed.findings]
        assert not parsed.findings
        return made

    return make
