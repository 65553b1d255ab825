"""Markdown is written in one way: what says nothing is left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

# lines of these are content, character by character
VERBATIM = frozenset({"code_block", "math_block", "html", "comment", "code", "math", "html_inline", "table"})
# what each fault but those of lists and of the end holds
HINTS = (" \n", "\t", "\n\n\n")
MARKER = re.compile(r"^[ \t>]*([-*+])[ \t]", re.MULTILINE)
ENDING = re.compile(r"[ \t]+$")
BREAK = re.compile(r" {2,}$")
LEADING = re.compile(r"[ \t]*")
# after an empty line this begins the meaning of a term
MEANING = re.compile(r"[ \t>]*[:~]")
TAB_STOP = 4
DASH = "-"


def untidy(page: Page) -> Faults:
    """Yield, once a page and kind, what is written otherwise than the rest and says nothing by it."""
    if page.path in page.context.parsed.lossy:
        return
    text = page.context.text(page.path)
    if any(hint in text for hint in HINTS) or not text.endswith("\n") or text.endswith("\n\n"):
        first = page.module.body.span.line if page.module else 1
        free = sorted(set(range(first, len(page.lines) + 1)) - _verbatim(page))
        yield from _told(_spaces(page, free), "lines end in spaces that say nothing", "Delete the spaces")
        yield from _told(_tabs(page, free), "lines begin with tabs", "Indent with spaces")
        yield from _told(_gaps(page, set(free)), "empty lines follow each other", "Leave one empty line")
        yield from _end(page)
    if len(set(MARKER.findall(text))) > 1:
        yield from _told(list(_markers(page)), "lists of the page begin with different marks", "Begin all items alike")


def _told(edits: Sequence[Edit], what: str, mend: str) -> Faults:
    """Yield one fault for all places of a kind, at the first of them."""
    if edits:
        yield Fault(edits[0].span, f"{what} (places: {len(edits)})", mend, fix=Fix(mend.lower(), tuple(edits), safe=True))


def _verbatim(page: Page) -> set[int]:
    """Return the lines in which every character counts."""
    lines: set[int] = set()
    for node in page.nodes:
        if node.kind in VERBATIM and (node.span.line != node.span.end_line or node.kind not in {"code", "math", "html_inline"}):
            lines.update(range(node.span.line, node.span.end_line + 1))
    return lines


def _spaces(page: Page, free: Sequence[int]) -> list[Edit]:
    """Return the edits that delete spaces at the ends of lines, but for two, which break the line where the text goes on."""
    edits: list[Edit] = []
    for number in free:
        line = page.lines[number - 1]
        found = ENDING.search(line)
        if not found or line[: found.start()].endswith("\\"):
            continue
        goes_on = number < len(page.lines) and page.lines[number].strip()
        if line.strip() and goes_on and BREAK.search(line):
            continue
        if not line.strip() and not (goes_on or page.lines[number - 2].strip()):
            continue  # one of several empty lines, which are told of as such
        edits.append(Edit(Span(page.path, number, found.start() + 1, number, len(line) + 1), ""))
    return edits


def _tabs(page: Page, free: Sequence[int]) -> list[Edit]:
    """Return the edits that write the tabs at the beginnings of lines as the spaces that Markdown takes them for."""
    edits: list[Edit] = []
    for number in free:
        line = page.lines[number - 1]
        leading = LEADING.match(line)
        if leading and "\t" in leading[0] and line.strip():
            edits.append(Edit(Span(page.path, number, 1, number, leading.end() + 1), leading[0].expandtabs(TAB_STOP)))
    return edits


def _gaps(page: Page, free: set[int]) -> list[Edit]:
    """Return the edits that leave one of several empty lines."""
    edits: list[Edit] = []
    number = 1
    while number <= len(page.lines):
        last = number
        while last <= len(page.lines) and last in free and not page.lines[last - 1].strip():
            last += 1
        is_inside = last <= len(page.lines) and not MEANING.match(page.lines[last - 1])
        if last - number > 1 and is_inside:
            edits.append(Edit(Span(page.path, number + 1, 1, last, 1), ""))
        number = max(last, number + 1)
    return edits


def _end(page: Page) -> Faults:
    """Yield the end of a file that is no single line break."""
    lines = page.lines
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 0)
    if not last or last in _verbatim(page) or len(lines) == last + 1:
        return
    column = len(lines[last - 1].rstrip(" \t")) + 1
    span = Span(page.path, last, column, len(lines), len(lines[-1]) + 1)
    message = "the file ends without a line break" if len(lines) == last else "the file ends with empty lines"
    mend = "End it with one line break"
    yield Fault(Span(page.path, last, column, last, column), message, mend, fix=Fix(mend.lower(), (Edit(span, "\n"),), safe=True))


def _markers(page: Page) -> Iterator[Edit]:
    """Yield the edits that begin all items of lists alike; a list beside another keeps its marker, which parts the two."""
    lists: list[tuple[str, list[Span]]] = []
    for node in (*page.containers, *_questions(page)):
        for index, child in enumerate(node.children):
            if child.kind == "list" and not child.attrs.get("ordered"):
                around = [other.kind for other in node.children[max(index - 1, 0) : index + 2]]
                marks = _marks(page, child)
                if marks and around.count("list") == 1:
                    lists.append(marks)
    counted = Counter(mark for mark, _ in lists)
    if len(counted) > 1:
        common = max(counted, key=lambda mark: (counted[mark], mark == DASH, mark))
        yield from (Edit(span, common) for mark, spans in lists if mark != common for span in spans)


def _questions(page: Page) -> list[Node]:
    """Return the questions of a page, whose answers are a list."""
    return [node for container in page.containers for node in container.children if node.kind == "question"]


def _marks(page: Page, found: Node) -> tuple[str, list[Span]] | None:
    """Return the marker of a list with the places of its items; None if an item is empty, where a dash could mean another thing."""
    spans: list[Span] = []
    marks: set[str] = set()
    for item in found.children:
        at = item.span
        line = page.lines[at.line - 1]
        if not item.children or line[at.column : at.column + 1] not in {" ", "\t"} or not line[at.column :].strip(" \t-*_+"):
            return None
        marks.add(line[at.column - 1 : at.column])
        spans.append(Span(at.path, at.line, at.column, at.line, at.column + 1))
    return (marks.pop(), spans) if len(marks) == 1 and marks <= {"-", "*", "+"} else None


RULE = Rule(Severity.info, page=untidy, mends="safe")
