"""Where an author stands, and what can be written there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, relpath
from typing import Any, Literal

from karmakit_schemas.unread import UnreadError
from karmakit_validators.lsp.desk import Course

Sort = Literal["directive", "attribute", "value", "id", "file", "term", "key"]
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
FILES = {
    "src": (*_PICTURES, ".mp4", ".webm", ".mp3", ".ogg", ".m4a"),
    "poster": _PICTURES,
    "captions": (".vtt",),
    "thumbnail": _PICTURES,
    "logo": _PICTURES,
    "file": ("",),
}
"""How the files end that a key or an attribute can name."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One text that can stand here: `text`, or else the label, replaces the last `typed` characters before the cursor."""

    label: str
    sort: Sort
    typed: int
    detail: str = ""
    text: str = ""


@dataclass(frozen=True)
class Place:
    """A place in a file of a course: line and column from one, in code points."""

    course: Course
    path: str
    line: int
    column: int

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of the file."""
        return self.course.lines(self.path)

    @property
    def before(self) -> str:
        """Return the line as far as the cursor."""
        return self.lines[self.line - 1][: self.column - 1]

    def to(self, file: str) -> str:
        """Return a file of the course as this file would name it."""
        return relpath(file, dirname(self.path) or ".")

    def media(self, ends: tuple[str, ...], typed: int) -> Iterator[Suggestion]:
        """Yield the media files whose names end so."""
        for file in sorted(self.course.parsed.sources.files):
            if file.startswith("media/") and file.lower().endswith(ends):
                yield Suggestion(self.to(file), "file", typed)


def read(model: object, key: str) -> Any:
    """Return a value of `course.yml` or of a front-matter; nothing where it could not be read."""
    try:
        return getattr(model, key)
    except UnreadError:
        return ()
