"""A review on its way to a format: sections of rows of pieces, each piece a text and what it is; nothing of it is escaped yet."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

PieceKind = Literal["plain", "strong", "code", "gone", "new"]
ELISION = "…"
WIDEST = 8
"""Code points of a character that a reader counts as one; where there are more, fewer characters are shown."""


class Piece(NamedTuple):
    """Some text: of the report (`plain`, `strong`), an id or a place (`code`), what was (`gone`) or what came (`new`)."""

    text: str
    kind: PieceKind = "plain"


Line = tuple[Piece, ...]


class Row(NamedTuple):
    """A line of a list, `depth` steps in."""

    depth: int
    line: Line


@dataclass(frozen=True)
class Section:
    """A part of a report that is shown or cut as a whole.

    The lower the `rank`, the more important; `name` is the key of the words that name it where it was cut; `number` is how many
    changes it tells. A `folded` one can be opened. `table` has its head as the first row.
    """

    rank: int
    name: str
    heading: Line = ()
    level: int = 3
    rows: tuple[Row, ...] = ()
    table: tuple[tuple[Line, ...], ...] = ()
    folded: bool = False
    number: int = 1


def plain(text: str) -> Piece:
    """Return words of the report."""
    return Piece(text)


def strong(text: str) -> Piece:
    """Return a label."""
    return Piece(text, "strong")


def code(text: str) -> Piece:
    """Return an id, a place or an address."""
    return Piece(text, "code")


def clip(text: str, most: int) -> str:
    """Return the beginning of a text, at most so many characters as a reader counts them."""
    if len(text) <= most:
        return text
    kept = "".join(_clusters(text[: WIDEST * most])[:most])
    return text if kept == text else kept.rstrip() + ELISION


def clip_start(text: str, most: int) -> str:
    """Return the end of a text, at most so many characters as a reader counts them."""
    if len(text) <= most:
        return text
    kept = "".join(_clusters(text[-WIDEST * most :])[-most:])
    return text if kept == text else ELISION + kept.lstrip()


def _clusters(text: str) -> list[str]:
    if text.isascii():
        return list(text)
    from regex import findall  # noqa: PLC0415 - slow to import, and most texts do without it

    found: list[str] = findall(r"\X", text)
    return found
