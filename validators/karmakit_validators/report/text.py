"""Findings for people: the place, the line with marks under what is wrong, and the mend."""

import unicodedata
from collections.abc import Sequence

from karmakit_schemas.findings import Finding, Kind, Severity
from karmakit_schemas.text import harmless
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part, counts
from karmakit_validators.report.words import Words, words

TAB = 4
WIDEST = 160
CONTEXT = 60
_COLOURS = {Severity.fatal: "1;31", Severity.error: "31", Severity.warning: "33", Severity.info: "36"}
_PATH, _HELP, _FAINT = "1", "32", "2"


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return all findings in the order of the files, and a summary."""
    say = words(manner.lang)
    blocks = []
    for part in parts:
        lines: dict[str, tuple[str, ...]] = {}
        for finding in part.findings:
            path = finding.span.path
            if path not in lines:
                lines[path] = part.lines(path)
            blocks.append(_finding(finding, part.path(finding), lines[path], say, colour=manner.colour))
    return "\n".join([*blocks, summary(parts, manner)])


def summary(parts: Sequence[Part], manner: Manner) -> str:
    """Return `3 errors, 2 warnings in 2 files`, what can be mended, and where to read on; one line if nothing was found."""
    say = words(manner.lang)
    if not parts:
        return say("page.why.nothing") + "\n"
    found = in_files(parts, say)
    if not found:
        return say("none-found", courses=say.number("courses", len(parts)), profile=manner.profile) + "\n"
    first = next(finding for part in parts for finding in part.findings)
    return f"{say('found', found=found, profile=manner.profile)}\n{_mends(parts, say)}{say('read-on', code=first.code)}\n"


def _mends(parts: Sequence[Part], say: Words) -> str:
    """Return how many findings `--fix` and `--unsafe-fixes` would mend, as one line; an empty text if none."""
    fixes = [finding.fix for part in parts for finding in part.findings if finding.fix]
    safe = sum(fix.safe for fix in fixes)
    kind = "safe" if safe == len(fixes) else "both" if safe else "unsafe"
    return say(f"mends.{kind}", n=say.grouped(safe), more=say.grouped(len(fixes) - safe)) + "\n" if fixes else ""


def in_files(parts: Sequence[Part], say: Words) -> str:
    """Return `3 errors, 2 warnings in 2 files`; an empty text if nothing was found."""
    told = [say.number(name, number) for name, number in counts(parts).items() if number]
    files = len({part.path(finding) for part in parts for finding in part.findings})
    return say("in-files", counts=", ".join(told), files=say.number("files", files)) if told else ""


def _finding(finding: Finding, path: str, lines: tuple[str, ...], say: Words, *, colour: bool) -> str:
    paint = _paint if colour else _plain
    span = finding.span
    name = paint(say(finding.severity.name), _COLOURS[finding.severity])
    marks = [say(mark) for mark, there in (("gate", finding.gate), ("needs-human", finding.kind is Kind.needs_human)) if there]
    note = f" ({', '.join(marks)})" if marks else ""
    rows = [
        f"{paint(f'{path}:{span.line}:{span.column}', _PATH)}: {name} {finding.code} {finding.name}{note}",
        f"  {_clean(finding.message)}",
    ]
    if 0 < span.line <= len(lines) and (span.end_line, span.end_column) > (span.line, span.column):
        rows += _frame(finding, lines[span.line - 1], paint=colour)
    if finding.help:
        rows.append(f"  {paint(say('help'), _HELP)} {_clean(finding.help)}")
    return "\n".join(rows) + "\n"


def _frame(finding: Finding, line: str, *, paint: bool) -> list[str]:
    """Return the line and, under it, the marks; a long line is cut round the place."""
    span = finding.span
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    begin = max(0, start - CONTEXT) if width(line) > WIDEST else 0
    shown_end = min(len(line), begin + WIDEST)
    before, marked = line[begin:start], line[start : max(min(end, shown_end), start)]
    rest = line[start + len(marked) : shown_end]
    lead = "… " if begin else ""
    gutter = str(span.line)
    shown = _show(before) + _show(marked, at=width(before)) + _show(rest, at=width(before + marked))
    carets = "^" * max(width(marked, at=width(before)), 1)
    space = " " * (len(lead) + width(before))
    bar = _paint("|", _FAINT) if paint else "|"
    under = _paint(carets, _COLOURS[finding.severity]) if paint else carets
    return [
        f"  {gutter} {bar} {lead}{shown}{' …' if shown_end < len(line) else ''}".rstrip(),
        f"  {' ' * len(gutter)} {bar} {space}{under}",
    ]


def width(text: str, at: int = 0) -> int:
    """Return how many columns of a terminal a text takes: clusters count once, wide ones twice, tabs to the next stop."""
    if text.isascii() and text.isprintable():
        return len(text)
    column = at
    for cluster in _clusters(text):
        if cluster == "\t":
            column += TAB - column % TAB
        elif not _invisible(cluster):
            column += 2 if unicodedata.east_asian_width(cluster[0]) in "WF" else 1
    return column - at


def _clusters(text: str) -> Sequence[str]:
    """Return what a reader sees as single characters."""
    if text.isascii():
        return text
    from regex import findall  # noqa: PLC0415 - slow to import, and most lines do without it

    found: list[str] = findall(r"\X", text)
    return found


def _show(text: str, at: int = 0) -> str:
    """Return a text as it can be printed: tabs as spaces, control characters as their pictures or not at all."""
    if text.isascii() and text.isprintable():
        return text
    parts = []
    column = at
    for cluster in _clusters(text):
        if cluster == "\t":
            parts.append(" " * (TAB - column % TAB))
        elif not _invisible(cluster):
            parts.append(cluster)
        column += width(cluster, column)
    return "".join(parts)


def _invisible(cluster: str) -> bool:
    return unicodedata.category(cluster[0]) in {"Cc", "Cf", "Zl", "Zp", "Cs"}


def _clean(text: str) -> str:
    """Return a text without what would steer the terminal, on one line."""
    if text.isprintable():
        return text
    return harmless(text.replace("\n", " "))


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, _code: str) -> str:
    return text
