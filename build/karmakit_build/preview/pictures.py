"""Draw rows of marks as SVG: a label on the left, marks in their columns; the picture says in words what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape

STEP, TOP, RADIUS = 26, 26, 7
"""Units of the drawing: from column to column, of the words above, of a mark from its middle."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a column: `full` and `open` circles, `square`; `says` is what it stands for."""

    column: int
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, its marks, and what stands in the place of marks where there are none."""

    label: str
    marks: tuple[Mark, ...]
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows are laid out: the units before the marks, the height of a row, where label and marks stand, the most letters."""

    before: int
    line: int
    label: int
    mark: int
    longest: int


BESIDE = Shape(before=440, line=28, label=19, mark=14, longest=64)
BELOW = Shape(before=0, line=52, label=18, mark=36, longest=52)
"""Marks beside their label, where a page is wide, or below it."""


def picture(  # noqa: PLR0913 - the last two have a default, and are named
    name: str, title: str, told: str, rows: Sequence[Row], *, columns: Sequence[str] = (), shape: Shape = BESIDE
) -> str:
    """Return the picture as HTML, in a frame that scrolls; `name` is unique on its page, `columns` the words above."""
    count = max([len(columns), *(mark.column + 1 for row in rows for mark in row.marks), 4])
    top = TOP if columns else 0
    width, height = max(shape.before + count * STEP + 8, 350), top + len(rows) * shape.line + 1
    head = "".join(
        f'<text class="head" x="{_x(number, shape)}" y="{TOP - 8}" text-anchor="middle">{escape(text)}</text>'
        for number, text in enumerate(columns)
    )
    lines = "".join(_row(row, top + number * shape.line, width, shape) for number, row in enumerate(rows))
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(title)}">'
        f'<svg class="map" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(told)}</desc>{head}{lines}</svg></div>'
    )


def _x(column: int, shape: Shape) -> float:
    return shape.before + (column + 0.5) * STEP


def _row(row: Row, y: int, width: int, shape: Shape) -> str:
    label = row.label if len(row.label) <= shape.longest else f"{row.label[: shape.longest - 1].rstrip()}…"
    marks = "".join(_mark(mark, _x(mark.column, shape), y + shape.mark) for mark in row.marks)
    if row.lack and not row.marks:
        marks = f'<text class="lack" x="{shape.before + 6}" y="{y + shape.mark + 5}">{escape(row.lack)}</text>'
    bottom = y + shape.line
    return (
        f'<line class="rule" x1="0" x2="{width}" y1="{bottom}" y2="{bottom}"/>'
        f'<text x="0" y="{y + shape.label}">{escape(label)}</text>{marks}'
    )


def _mark(mark: Mark, x: float, y: float) -> str:
    says = f"<title>{escape(mark.says)}</title>"
    if mark.kind == "square":
        return f'<rect class="square" x="{x - RADIUS}" y="{y - RADIUS}" width="{2 * RADIUS}" height="{2 * RADIUS}">{says}</rect>'
    return f'<circle class="{mark.kind}" cx="{x}" cy="{y}" r="{RADIUS}">{says}</circle>'
