"""Exceptions in the text: `<!-- allow: CODE reason="…" until=YYYY-MM-DD -->`, and what each of them covers."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from karmakit_schemas.findings import Edit, Fix
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page

_CODES = r"(?P<codes>[A-Za-z][A-Za-z0-9-]*(?:\s*,\s*[A-Za-z][A-Za-z0-9-]*)*)"
_BODY = rf"""allow:\s*{_CODES}(?P<rest>(?:\s+(?:reason=(?:"[^"]*"|\S+)|until=\S+))*)"""
_COMMENT = re.compile(rf"<!--\s*{_BODY}\s*-->")
_YAML = re.compile(rf"(?:^|\s)#\s*{_BODY}\s*$")
_REASON = re.compile(r'reason=(?:"([^"]*)"|(\S+))')
_UNTIL = re.compile(r"until=(\S+)")
_FENCE = re.compile(r"^\s*(?:>\s*)*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?:(?!\1).)*\1")
_LIST = re.compile(rf"allow:\s*({_CODES})".replace("?P<codes>", ""))
_MARK = "allow:"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One exception: the codes or names it allows, in the lines `first` to `last`; `until` is `unreadable` if it is no date."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    until: date | Literal["unreadable"] | None
    first: int
    last: int
    inline: bool

    def has_run_out(self, today: date | None) -> bool:
        """Say whether its last day is over; on an unknown day none is, and a day that cannot be read is over."""
        if today is None or self.until is None:
            return False
        return self.until == "unreadable" or self.until < today

    def covers(self, span: Span) -> bool:
        """Say whether it speaks of a finding at this place."""
        if span.path != self.span.path:
            return False
        if self.inline:
            return span.line <= self.first <= span.end_line
        return self.first <= span.line <= self.last


def in_file(path: str, lines: tuple[str, ...], page: Page | None) -> Iterator[Allowance]:
    """Yield the exceptions of a file: HTML comments in Markdown and SVG, `#` comments in YAML."""
    markdown = path.endswith(".md")
    yaml_until = len(lines) if path.endswith((".yml", ".yaml")) else front_matter_end(lines) if markdown else 0
    fence = ""
    for number, line in enumerate(lines, 1):
        opening = _FENCE.match(line) if markdown and number > yaml_until else None
        if opening:
            mark = opening[1]
            fence = mark if not fence else "" if mark.startswith(fence) else fence
            continue
        if fence or _MARK not in line:
            continue
        in_yaml = number <= yaml_until
        shown = line if in_yaml else _CODE.sub(lambda match: " " * len(match[0]), line)
        for match in (_YAML if in_yaml else _COMMENT).finditer(shown):
            yield _allowance(path, lines, number, match, page)


def without(allowance: Allowance, words: Collection[str], lines: tuple[str, ...]) -> Fix:
    """Return the fix that takes codes out of an exception; the whole exception, with its line if it has one, if none is left."""
    span = allowance.span
    line = lines[span.line - 1]
    if set(allowance.codes) <= set(words):
        return Fix("remove the exception", (Edit(_with_spaces(span, line, len(lines)), ""),), safe=True)
    codes = _LIST.search(line, span.column - 1)
    kept = ", ".join(code for code in allowance.codes if code not in words)
    start, end = codes.span(1) if codes else (span.column - 1, span.column - 1)
    return Fix("take the code out", (Edit(Span(span.path, span.line, start + 1, span.line, end + 1), kept),), safe=True)


def _with_spaces(span: Span, line: str, lines: int) -> Span:
    """Return the place of an exception with the spaces before it, and with the line break if nothing else stands in its line."""
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if not (before + after).strip() and span.line < lines:
        return Span(span.path, span.line, 1, span.line + 1, 1)
    return Span(span.path, span.line, len(before.rstrip(" \t")) + 1, span.line, span.end_column)


def _allowance(path: str, lines: tuple[str, ...], number: int, match: re.Match[str], page: Page | None) -> Allowance:
    reason = _REASON.search(match["rest"])
    until = _UNTIL.search(match["rest"])
    lead = len(match[0]) - len(match[0].lstrip())
    span = Span(path, number, match.start() + lead + 1, number, match.end() + 1)
    line = lines[number - 1]
    inline = bool((line[: match.start()] + line[match.end() :]).strip(" \t>"))
    first, last = (number, number) if inline else _next_block(lines, number, page)
    return Allowance(
        span,
        tuple(code.strip() for code in match["codes"].split(",")),
        (reason[1] or reason[2] or "").strip() if reason else "",
        _day(until[1]) if until else None,
        first,
        last,
        inline,
    )


def _day(text: str) -> date | Literal["unreadable"]:
    """Read a date."""
    try:
        return date.fromisoformat(text.strip('"'))
    except ValueError:
        return "unreadable"


def front_matter_end(lines: Sequence[str]) -> int:
    """Return the line (from one) that closes a module's front-matter; 0 if it has none, or none that is closed."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)


def _next_block(lines: tuple[str, ...], number: int, page: Page | None) -> tuple[int, int]:
    """Return the lines of what follows a comment that stands alone: the widest node that begins there, or the paragraph."""
    first = next((n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip() and _MARK not in lines[n - 1]), number)
    if page and page.module and number > front_matter_end(lines):
        ends = [node.span.end_line for node in page.nodes if node.span.line == first and node.kind != "document"]
        if ends:
            return first, max(ends)
    elif _is_yaml_comment(lines, number):
        return first, first
    last = first
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last


def _is_yaml_comment(lines: tuple[str, ...], number: int) -> bool:
    """Say whether a comment's line is YAML: there the line before allows one line only."""
    return lines[number - 1].lstrip().startswith("#")
