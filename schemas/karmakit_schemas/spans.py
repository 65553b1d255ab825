"""A place in a source file."""

from typing import NamedTuple


class Span(NamedTuple):
    """A range of a text file: lines and columns count from 1, columns in code points, the end is exclusive.

    `path` is relative to the course folder (or to the bundle), with forward slashes.
    A course has tens of thousands of places: a named tuple is made in half the time of a frozen dataclass.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """Return `path:line:column`, as editors and terminals understand it."""
        return f"{self.path}:{self.line}:{self.column}"
