"""The lines that a finding speaks of, with its place marked."""

import unicodedata
from html import escape

from karmakit_schemas.spans import Span
from karmakit_validators.report.page.inline import signs

LINES = 4
"""How many lines of a long place are shown."""
BEFORE, MARKED, AFTER = 140, 400, 200
"""How many characters of a long line are shown: before the place, of it, and after it."""


def excerpt(span: Span, lines: tuple[str, ...], language: str) -> str:
    """Return the lines of a place as a list with their numbers; nothing for a file as a whole, or a place that is not there."""
    if is_whole(span) or not 0 < span.line <= len(lines):
        return ""
    last = min(max(span.end_line, span.line), len(lines))
    numbers = range(span.line, min(last, span.line + LINES - 1) + 1)
    rows = [_row(number, *_cut(span, number, lines[number - 1])) for number in numbers]
    if last > numbers[-1]:
        rows.append('<span class="row"><span class="no"></span><span class="rest">…</span></span>')
    tag = f' lang="{escape(language)}"' if language else ""
    return f'<pre class="excerpt"{tag} dir="auto"><code>{"".join(rows)}</code></pre>'


def is_whole(span: Span) -> bool:
    """Say whether a finding speaks of a file as a whole."""
    return (span.line, span.column, span.end_line, span.end_column) == (1, 1, 1, 1)


def _cut(span: Span, number: int, line: str) -> tuple[str, str, str]:
    """Return what stands before the place, at it and after it in a line, a long line cut round it."""
    start = min(span.column - 1, len(line)) if number == span.line else 0
    end = min(span.end_column - 1, len(line)) if number == span.end_line else len(line)
    before, marked, after = line[:start], line[start : max(end, start)], line[max(end, start) :]
    if len(before) > BEFORE:
        before = "… " + before[-BEFORE:].partition(" ")[2]
    if len(marked) > MARKED:
        marked, after = marked[:MARKED].rpartition(" ")[0] or marked[:MARKED], " …"
    elif len(after) > AFTER:
        after = (after[:AFTER].rpartition(" ")[0] or after[:AFTER]) + " …"
    return before, marked, after


def _row(number: int, before: str, marked: str, after: str) -> str:
    hidden = all(unicodedata.category(c) in {"Cf", "Zs"} for c in marked)
    mark = f"<mark>{signs(marked, all_formats=hidden)}</mark>" if marked else '<mark class="here"></mark>'
    return f'<span class="row"><span class="no">{number}</span><span class="text">{signs(before)}{mark}{signs(after)}</span></span>'
