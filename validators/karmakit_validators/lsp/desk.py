"""The courses an editor works on: what lies on the disk, with what is typed but not saved laid over it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from karmakit_authoring.load import COURSE_FILE, load
from karmakit_authoring.parse import Reader, parse
from karmakit_authoring.rereading import rereading
from karmakit_schemas.findings import Finding
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_validators.check import check
from karmakit_validators.remembering import Memory
from karmakit_validators.settings import Settings


@dataclass(frozen=True)
class Course:
    """A course as it was last checked: its folder, what was read of it, what was found, and on whose terms."""

    folder: Path
    parsed: Parsed
    findings: tuple[Finding, ...]
    settings: Settings = field(default_factory=Settings)

    def path(self, file: Path) -> str:
        """Return a file's path as findings name it."""
        return file.relative_to(self.folder).as_posix()

    def lines(self, path: str) -> tuple[str, ...]:
        """Return the lines of a text file as findings count them."""
        sources = self.parsed.sources
        return tuple(sources.canonical(path).decode("utf-8", "replace").split("\n")) if path in sources.files else ()


@dataclass(frozen=True)
class _Known:
    """What spares a course its unchanged modules, when it is read and checked after each pause in typing."""

    reader: Reader = field(default_factory=rereading)
    memory: Memory = field(default_factory=Memory)


@dataclass
class Desk:
    """What is open in the editor, and the courses it belongs to; `settings_of` says how a course is checked."""

    settings_of: Callable[[Path], Settings]
    open: dict[Path, str] = field(default_factory=dict)
    courses: dict[Path, Course] = field(default_factory=dict)
    saved: dict[Path, Sources] = field(default_factory=dict)
    known: dict[Path, _Known] = field(default_factory=dict)

    def course_of(self, file: Path) -> Course | None:
        """Return the course that a file belongs to, checked as it stands now; None if it belongs to none.

        Raises `UnusableInputError` where the course cannot be read.
        """
        folder = next((above for above in file.parents if (above / COURSE_FILE).is_file()), None)
        if folder is None:
            return None
        if folder not in self.saved:
            self.saved[folder] = load(folder)
        on_disk = self.saved[folder]
        sources = Sources(on_disk.name, {**on_disk.files, **dict(_inside(folder, self.open))})
        course, settings = self.courses.get(folder), self.settings_of(folder)
        if course is None or course.settings != settings or course.parsed.sources != sources:
            known = self.known.setdefault(folder, _Known())
            parsed = parse(sources, known.reader)
            findings = check(parsed, settings, memory=known.memory)
            self.courses[folder] = course = Course(folder, parsed, findings, settings)
        return course

    def look_again(self, file: Path) -> None:
        """Forget what lies on the disk of the course that a file belongs to: something was saved, made or removed."""
        for folder in [folder for folder in self.saved if file.is_relative_to(folder)]:
            del self.saved[folder]


def _inside(folder: Path, texts: Mapping[Path, str]) -> Iterator[tuple[str, bytes]]:
    for file, text in texts.items():
        if file.is_relative_to(folder):
            yield file.relative_to(folder).as_posix(), text.encode("utf-8", "surrogatepass")
