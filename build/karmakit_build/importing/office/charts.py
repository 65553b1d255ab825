"""Read the figures of a chart out of the copies that Office keeps in it, as a table."""

from karmakit_build.importing.office.names import A, C, tag, text_in
from karmakit_build.xml import Element

_DIGITS = 5
"""How many a place in a chart may have: nobody draws a hundred thousand points."""


def figures(chart: Element) -> tuple[str, list[list[str]]]:
    """Return the title of a chart, and its figures as rows of texts: a header, then one for each category; no rows without figures.

    Only the copies in the chart (`c:strCache`, `c:numCache`) are read; the workbook behind them is not opened.
    """
    series = list(chart.iter(tag(C, "ser")))
    columns = [(_name(each), _points(each, "cat", "xVal"), _points(each, "val", "yVal")) for each in series]
    keys = sorted({key for _, names, values in columns for key in (*names, *values)})
    if not any(values for _, _, values in columns):
        return _title(chart), []
    labels: dict[int, str] = {}
    for _, names, _ in columns:
        labels = {**names, **labels}
    rows = [["", *(name for name, _, _ in columns)]]
    rows += [[labels.get(key, str(key + 1)), *(values.get(key, "") for _, _, values in columns)] for key in keys]
    return _title(chart), rows


def _title(chart: Element) -> str:
    title = chart.find(f"{tag(C, 'chart')}/{tag(C, 'title')}")
    return " ".join(text_in(title, tag(A, "t")).split()) if title is not None else ""


def _name(series: Element) -> str:
    name = series.find(tag(C, "tx"))
    return " ".join(text_in(name, tag(C, "v")).split()) if name is not None else ""


def _points(series: Element, *names: str) -> dict[int, str]:
    """Return the values of a series by their places; of categories on several levels the innermost, which comes first."""
    for name in names:
        held = series.find(tag(C, name))
        if held is not None:
            level = next(held.iter(tag(C, "lvl")), held)
            points = [(each.get("idx", ""), each.findtext(tag(C, "v")) or "") for each in level.iter(tag(C, "pt"))]
            return {int(index): value.strip() for index, value in points if index.isdecimal() and len(index) <= _DIGITS}
    return {}
