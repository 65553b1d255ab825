"""Every row of a table has as many cells as its header."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

DIVIDER = re.compile(r"[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
PIPE = re.compile(r"(?<!\\)\|")
FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")


def uneven(page: Page) -> Faults:
    """Yield each row that has more or fewer cells than the header; Markdown drops or fills them without a word."""
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
                if got != wanted:
                    span = _trimmed(page.path, number + 1, lines[number])
                    yield Fault(
                        span,
                        f"the row has {got} cells, the header {wanted}",
                        r"Fill or join cells; a pipe inside a cell is written \|",
                    )
                number += 1
            continue
        number += 1


def _cells(line: str) -> int:
    text = line.strip(" \t>")
    return len(PIPE.findall(text.removeprefix("|"))) + (0 if text.endswith("|") and not text.endswith("\\|") else 1)


def _trimmed(path: str, number: int, line: str) -> Span:
    start = len(line) - len(line.lstrip())
    return Span(path, number, start + 1, number, len(line.rstrip()) + 1)


RULE = Rule(Severity.error, page=uneven)
