"""Draw a theme as SVG: a row for each sub-theme, a cell for each level; the number in a cell says what its shade shows."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from karmakit_build.catalogue.coverage import Cell, Coverage, Line
from karmakit_build.compiler.markup import escape
from karmakit_validators.report.words import Words

WIDTH, CELL, GAP, ROW, TEXT = 344, 28, 4, 34, 15
"""Units of the drawing: its width, a cell and what lies between two, the least height of a row, and of a line of words."""
LETTER = 6.6
"""The mean width of a letter of the labels."""
SHADES = (1, 2, 5)
"""From how many courses on a cell is shaded more."""


def picture(name: str, lines: Sequence[Line], coverage: Coverage, say: Words) -> str:
    """Return a theme as SVG; `name` is unique on its page."""
    left = WIDTH - len(coverage.levels) * (CELL + GAP)
    rows = list(_rows(lines, coverage, say, left))
    height = sum(tall for tall, _ in rows)
    theme = lines[0].theme
    told = "; ".join(f"{line.subtheme}: {_told(line, coverage, say)}" for line in lines)
    drawn, top = "", 0
    for tall, row in rows:
        drawn += f'<g transform="translate(0 {top})">{row}</g>'
        top += tall
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(theme)}</title><desc id="{name}-desc">{escape(told)}</desc>{drawn}</svg>'
    )


def heads(coverage: Coverage, say: Words) -> str:
    """Return what the columns stand for, as the first letters of the levels' names with the names beside them."""
    return "; ".join(f"{_sign(number)}: {coverage.level(number) or say('level.column.none')}" for number in coverage.levels)


def swatch(kind: str) -> str:
    """Return a cell for the key of the picture: `none`, `taught` or `asked`."""
    cell = {"none": Cell(), "taught": Cell(1), "asked": Cell(1, 1)}[kind]
    return f'<svg class="map swatch" viewBox="0 0 {CELL} {CELL}" aria-hidden="true">{_cell(cell, 0, 0, "")}</svg>'


def _rows(lines: Sequence[Line], coverage: Coverage, say: Words, left: int) -> Iterator[tuple[int, str]]:
    """Yield the height and the drawing of each row, that of the levels first."""
    signs = "".join(
        f'<text class="head" x="{_x(place, left) + CELL / 2:g}" y="12" text-anchor="middle">{escape(_sign(number))}</text>'
        for place, number in enumerate(coverage.levels)
    )
    yield 18, signs
    for line in lines:
        label = wrap(line.subtheme, int((left - 8) / LETTER), max_lines=3, placeholder="…")
        tall = max(ROW, len(label) * TEXT + 6)
        first = (tall - len(label) * TEXT) / 2 + 11
        words = "".join(f'<text x="0" y="{first + place * TEXT:g}">{escape(text)}</text>' for place, text in enumerate(label))
        cells = "".join(
            _cell(line.cells.get(number, Cell()), _x(place, left), (tall - CELL) / 2, _says(line, number, coverage, say))
            for place, number in enumerate(coverage.levels)
        )
        yield tall, words + cells


def _x(place: int, left: int) -> int:
    return left + place * (CELL + GAP)


def _sign(number: int) -> str:
    return f"L{number}" if number else "?"


def _cell(cell: Cell, x: float, y: float, says: str) -> str:
    title = f"<title>{escape(says)}</title>" if says else ""
    place = f'x="{x + 0.5:g}" y="{y + 0.5:g}" width="{CELL - 1}" height="{CELL - 1}" rx="3"'
    if not cell.taught:
        return f'<rect class="cell" {place}>{title}</rect>'
    shade = sum(cell.taught >= least for least in SHADES)
    number = str(cell.taught) if cell.taught < 1000 else f"{cell.taught // 1000}k"  # noqa: PLR2004 - four figures do not fit
    right = x + CELL - 1
    mark = f'<path class="asked" d="M{right - 9:g} {y + 1:g}h9v9z"/>' if cell.asked else ""
    count = f'<text class="count" x="{x + CELL / 2:g}" y="{y + CELL / 2 + 5:g}" text-anchor="middle">{number}</text>'
    return f'<g>{title}<rect class="cell shade-{shade}" {place}/>{mark}{count}</g>'


def _told(line: Line, coverage: Coverage, say: Words) -> str:
    if not line.is_taught:
        return say("picture.none")
    return ", ".join(_at(line, number, coverage, say) for number in coverage.levels if number in line.cells)


def _says(line: Line, number: int, coverage: Coverage, say: Words) -> str:
    return f"{line.subtheme}, {_at(line, number, coverage, say)}"


def _at(line: Line, number: int, coverage: Coverage, say: Words) -> str:
    level = coverage.level(number) or say("level.column.none")
    return f"{level}: {cell_words(line.cells.get(number, Cell()), say)}"


def cell_words(cell: Cell, say: Words) -> str:
    """Return a cell in words."""
    if not cell.taught:
        return say("cell.none")
    asked = say.number("cell.asked", cell.asked) if cell.asked else say("cell.asked.none")
    return say("cell", courses=say.number("courses", cell.taught), asked=asked)
