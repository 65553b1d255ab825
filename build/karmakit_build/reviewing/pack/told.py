"""Write what a review tells as HTML: its sections, lines and tables, with everything from outside escaped."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from karmakit_build.compiler.markup import escape, tag
from karmakit_validators.report.page.inline import signs
from karmakit_validators.review.formats.pieces import Line, Row, Section

_TAGS = {"strong": "b", "code": "code", "gone": "del", "new": "ins"}
NAME = "about"
"""The section whose heading names the module, which the pack has named already."""


def told(sections: Iterable[Section], level: int = 4) -> str:
    """Return sections one after the other, their headings at this level."""
    return "".join(_section(section, level) for section in sections)


def line(pieces: Line) -> str:
    """Return a line; what was and what came are marked as such, for eyes and for screen readers."""
    return "".join(_piece(kind, "".join(piece.text for piece in run)) for kind, run in groupby(pieces, lambda piece: piece.kind))


def rows(given: Sequence[Row]) -> str:
    """Return rows as lists within lists."""
    return _list(given, 0) if given else ""


def table(given: Sequence[Sequence[Line]], label: str) -> str:
    """Return a table whose first row is its head, and whose first column names the rows; it can be scrolled by keyboard."""
    head = "".join(tag("th", line(cell), scope="col") if cell != given[0][0] or line(cell) else "<td></td>" for cell in given[0])
    body = "".join(
        f"<tr>{tag('th', line(first), scope='row')}{''.join(tag('td', line(cell)) for cell in rest)}</tr>"
        for first, *rest in given[1:]
    )
    inner = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return tag("div", inner, class_="table", role="region", tabindex="0", aria_label=label)


def _section(section: Section, level: int) -> str:
    is_named = section.name == NAME or not section.heading
    title = "" if is_named else tag(f"h{level}", line(section.heading))
    inner = table(section.table, "".join(piece.text for piece in section.heading)) if section.table else ""
    return tag("div", f"{title}{inner}{rows(section.rows)}", class_="told") + "\n" if inner or section.rows else ""


def _list(given: Sequence[Row], depth: int) -> str:
    items: list[str] = []
    start = 0
    while start < len(given):
        end = start + 1
        while end < len(given) and given[end].depth > depth:
            end += 1
        inner = _list(given[start + 1 : end], depth + 1) if end > start + 1 else ""
        items.append(f'<li dir="auto">{line(given[start].line)}{inner}</li>')
        start = end
    return f'<ul class="rows">{"".join(items)}</ul>'


def _piece(kind: str, text: str) -> str:
    name = _TAGS.get(kind)
    shown = signs(text).replace("\n", "<br>")
    return f"<{name}>{shown}</{name}>" if name else shown


def plain_list(items: Iterable[str], name: str) -> str:
    """Return a list of HTML, or nothing where there are no items."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{escape(name)}">{inner}</ul>' if inner else ""
