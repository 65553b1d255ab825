"""A review for a terminal: what was stands in [-…-], what is in {+…+}, and in colour where there is any."""

from collections.abc import Sequence

from karmakit_validators.report.text import width
from karmakit_validators.review.formats.escaping import visible
from karmakit_validators.review.formats.pieces import Line, Piece, Section
from karmakit_validators.review.formats.telling import sections
from karmakit_validators.review.formats.words import words
from karmakit_validators.review.review import Review

LONGEST = 100_000
_COLOURS = {"strong": "1", "gone": "31", "new": "32", "code": "36"}
_MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}


def render(review: Review, lang: str, *, colour: bool = False) -> str:
    """Return the whole review; nothing of it is cut."""
    told = sections(review, words(lang), longest=LONGEST)
    return "\n\n".join(filter(None, (_section(section, colour=colour) for section in told))) + "\n"


def _section(section: Section, *, colour: bool) -> str:
    title = _line(section.heading, colour=colour)
    if title and section.level <= 4:  # noqa: PLR2004 - below, headings stand in the text
        plain_title = _line(section.heading, colour=False)
        mark = "=" if section.level == 2 else "-" if section.level == 3 else ""  # noqa: PLR2004 - the title, a course
        title = f"{_paint(title, '1') if colour else title}" + (f"\n{mark * width(plain_title)}" if mark else "")
    indent = "" if section.level <= 3 else "  "  # noqa: PLR2004 - the notes under the title of a course
    rows = [f"{indent}{'  ' * row.depth}{_line(row.line, colour=colour)}" for row in section.rows]
    return "\n".join([*([title] if title else []), *_table(section.table, colour=colour), *rows])


def _table(table: Sequence[Sequence[Line]], *, colour: bool) -> list[str]:
    """Return a table with its columns one under the other."""
    plain_cells = [[_line(cell, colour=False) for cell in row] for row in table]
    widths = [max(width(row[column]) for row in plain_cells) for column in range(len(table[0]))] if table else []
    return [
        "  "
        + "  ".join(
            _line(cell, colour=colour) + " " * (widths[column] - width(plain_cells[number][column]))
            for column, cell in enumerate(row)
        ).rstrip()
        for number, row in enumerate(table)
    ]


def _line(line: Line, *, colour: bool) -> str:
    return "".join(_piece(piece, colour=colour) for piece in line)


def _piece(piece: Piece, *, colour: bool) -> str:
    before, after = _MARKS.get(piece.kind, ("", ""))
    text = f"{before}{visible(piece.text).replace(chr(10), ' / ')}{after}"
    return _paint(text, _COLOURS[piece.kind]) if colour and piece.kind in _COLOURS else text


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"
