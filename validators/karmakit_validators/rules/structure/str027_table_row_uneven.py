"""Every row of a table has as many cells as its header."""

import re

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

DIVIDER = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
PIPE = re.compile(r"(?<!\\)\|")
FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")


def uneven(page: Page) -> Faults:
    """Yield each row with more cells than the header, or one fewer; Markdown drops or fills them without a word.

    A row shorter by several leaves its last cells out on purpose; one that lacks a single pipe has its text in the wrong column.
    """
    lines = page.lines
    fence = ""
    number = 0
    while number < len(lines):
        mark = FENCE.match(lines[number])
        if mark:
            fence = mark[1] if not fence else "" if mark[1].startswith(fence) else fence
        elif (
            not fence
            and number
            and "|" in lines[number]
            and DIVIDER.fullmatch(lines[number])
            and _cells(lines[number - 1]) == _cells(lines[number])
        ):
            wanted = _cells(lines[number])
            number += 1
            while number < len(lines) and "|" in lines[number]:
                got = _cells(lines[number])
                if got > wanted or got == wanted - 1:
                    span = _trimmed(page.path, number + 1, lines[number])
                    mend = r"Fill or join cells; a pipe inside a cell is written \|"
                    fix = _fix(span, lines[number], got, wanted)
                    yield Fault(span, f"the row has {got} cells, the header {wanted}", mend, fix=fix)
                number += 1
            continue
        number += 1


def _cells(line: str) -> int:
    text = line.strip(" \t>")
    return len(PIPE.findall(text.removeprefix("|"))) + (0 if text.endswith("|") and not text.endswith("\\|") else 1)


def _trimmed(path: str, number: int, line: str) -> Span:
    start = len(line) - len(line.lstrip())
    return Span(path, number, start + 1, number, len(line.rstrip()) + 1)


def _fix(span: Span, line: str, got: int, wanted: int) -> Fix | None:
    """Return the fix that adds empty cells to a short row, or takes empty ones from a long row; no cell with text is touched."""
    text = line.rstrip()
    closed = text.endswith("|") and not text.endswith("\\|")
    if got < wanted:
        end = Span(span.path, span.line, span.end_column, span.line, span.end_column)
        return Fix("add empty cells", (Edit(end, " |" * (wanted - got + (not closed))),), safe=True)
    opened = text.lstrip(" \t>").startswith("|")
    last = [match.end() for match in PIPE.finditer(text)][wanted - 1 + opened]
    if text[last:].strip(" \t|"):
        return None
    return Fix("take the empty cells away", (Edit(Span(span.path, span.line, last + 1, span.line, len(text) + 1), ""),), safe=True)


RULE = Rule(Severity.error, page=uneven, mends="safe")
