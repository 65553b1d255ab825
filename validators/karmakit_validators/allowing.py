"""Exceptions in the text: `<!-- allow: CODE reason="…" until=YYYY-MM-DD -->`, and what each of them covers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
_MARK = "allow:"


@dataclass(frozen=True, slots=True)
class Allowance:
    """One exception: the codes or names it allows, in the lines `first` to `last`."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    until: date | None
    first: int
    last: int
    inline: bool

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
    yaml_until = len(lines) if path.endswith((".yml", ".yaml")) else _front_matter_end(lines) if markdown else 0
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


def _day(text: str) -> date:
    """Read a date; one that cannot be read has run out."""
    try:
        return date.fromisoformat(text.strip('"'))
    except ValueError:
        return date.min


def _front_matter_end(lines: tuple[str, ...]) -> int:
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)


def _next_block(lines: tuple[str, ...], number: int, page: Page | None) -> tuple[int, int]:
    """Return the lines of what follows a comment that stands alone: the widest node that begins there, or the paragraph."""
    first = next((n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip() and _MARK not in lines[n - 1]), number)
    if page and page.module and number > _front_matter_end(lines):
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
