"""Draw rows of marks: a label, and marks in their columns beside it, or below it where there is no room.

The label is text of the page, so that it is never cut and grows with the reader's letters; the picture says in words what it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from karmakit_build.compiler.markup import escape, tag
from karmakit_build.preview.ways import Way

STEP, LINE, RADIUS = 26, 28, 7
"""Units of the drawing: from column to column, the height of a row, of a mark from its middle."""


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


def picture(  # noqa: PLR0913 - the last two have a default, and are named
    name: str, title: str, told: str, rows: Sequence[Row], *, columns: Sequence[str] = (), lang: str = ""
) -> str:
    """Return the picture as HTML, in a frame that scrolls.

    `name` is unique on its page, `columns` are the words above, `lang` is the language of the labels.
    """
    count = max([len(columns), *(mark.column + 1 for row in rows for mark in row.marks)], default=0)
    head = "".join(_text("head", _x(number), LINE - 10, text) for number, text in enumerate(columns))
    top = f'<div class="map-row map-head"><span></span>{_drawing(count, head)}</div>' if columns else ""
    lines = "".join(_row(row, count, lang) for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(title)}">'
        f'<div class="map" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-told">{top}{lines}</div></div>'
        f'<p class="aside" id="{name}-title">{escape(title)}</p><p class="aside" id="{name}-told">{escape(told)}</p>'
    )


def legend(*keys: tuple[str, str]) -> str:
    """Return what the kinds of marks stand for; a line without a kind stands for itself."""
    items = "".join(tag("li", f'<span class="key {kind}"></span> {escape(says)}' if kind else escape(says)) for kind, says in keys)
    return f'<ul class="legend">{items}</ul>'


def table(heads: Sequence[str], rows: str, way: Way) -> str:
    """Return the same as a table, folded away; `rows` are its rows as HTML."""
    head = "".join(tag("th", escape(name), scope="col") for name in heads)
    shown = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<details>{tag('summary', escape(way.say('map.table')))}{shown}</details>"


def _row(row: Row, count: int, lang: str) -> str:
    marks = _drawing(count, "".join(map(_mark, row.marks))) if row.marks or not row.lack else ""
    lack = tag("span", escape(row.lack), class_="lack") if row.lack and not row.marks else ""
    return f'<div class="map-row">{tag("span", escape(row.label), lang=lang or None)}{marks}{lack}</div>'


def _drawing(count: int, content: str) -> str:
    width = count * STEP
    return f'<svg viewBox="0 0 {width} {LINE}" width="{width}" height="{LINE}" aria-hidden="true">{content}</svg>'


def _x(column: int) -> float:
    return (column + 0.5) * STEP


def _text(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="middle">{escape(text)}</text>'


def _mark(mark: Mark) -> str:
    says, x, y = f"<title>{escape(mark.says)}</title>", _x(mark.column), LINE / 2
    if mark.kind == "square":
        return f'<rect class="square" x="{x - RADIUS}" y="{y - RADIUS}" width="{2 * RADIUS}" height="{2 * RADIUS}">{says}</rect>'
    return f'<circle class="{mark.kind}" cx="{x}" cy="{y}" r="{RADIUS}">{says}</circle>'
