"""The cells of a table row with their places; an escaped pipe is one character of text and two of the source."""

from typing import NamedTuple


class Cell(NamedTuple):
    """One cell: its text, where its pieces begin in the text and in the row, and where it begins and ends in the row."""

    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    start: int
    end: int


def split_row(row: str) -> list[Cell]:
    """Split a row as markdown-it does: at pipes that no backslash escapes, without the empty outer cells."""
    bounds: list[tuple[int, int]] = []
    start = pos = 0
    escapes: list[int] = []
    while (pos := row.find("|", pos)) >= 0:
        if pos and row[pos - 1] == "\\":
            escapes.append(pos - 1)
        else:
            bounds.append((start, pos))
            start = pos + 1
        pos += 1
    bounds.append((start, len(row)))
    if bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    return [_cell(row, start, end, [e for e in escapes if start <= e < end]) for start, end in bounds]


def _cell(row: str, start: int, end: int, escapes: list[int]) -> Cell:
    """Return the cell between two offsets of a row, without the spaces around it."""
    while start < end and row[start] in " \t":
        start += 1
    while end > start and row[end - 1] in " \t":
        end -= 1
    pieces: list[str] = []
    starts: list[int] = [0]
    offsets: list[int] = [start]
    length, at = 0, start
    for escape in escapes:
        pieces.append(row[at:escape])
        length += escape - at
        at = escape + 1
        if length == starts[-1]:
            offsets[-1] = at
        else:
            starts.append(length)
            offsets.append(at)
    pieces.append(row[at:end])
    return Cell("".join(pieces), tuple(starts), tuple(offsets), start, end)
