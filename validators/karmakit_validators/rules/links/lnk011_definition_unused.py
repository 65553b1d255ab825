"""What is defined is referred to."""

import re
from collections.abc import Iterator, Sequence

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.suggest import closest
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\[\]]+)\]:[ \t]*(?P<rest>\S.*)")
START = re.compile(r"^ {0,3}\[(?P<label>[^\[\]\n]+)\]:", re.MULTILINE)
LABEL = re.compile(r"\[([^\[\]]+)\]")
VERBATIM = frozenset({"code_block", "math_block", "html", "comment"})


def unused(page: Page) -> Faults:
    """Yield each definition of a link or footnote, in one line of its own, whose name stands nowhere else in the file.

    Where the text names a footnote that is nearly called so, that mark is the fault (LNK010).
    """
    text = page.context.text(page.path)
    if "]:" not in text or not _is_alone(text):
        return
    said = [_folded(match[1]) for match in LABEL.finditer(text)]
    defined = [(number, match, _folded(match["label"])) for number, match in _definitions(page)]
    missing = {mark for mark in said if mark.startswith("^")} - {label for _, _, label in defined}
    for number, match, label in defined:
        if said.count(label) == 1 and label != "//" and not (label.startswith("^") and closest(label, missing)):
            is_note = label.startswith("^")
            span = Span(page.path, number, match.start("label"), number, match.end("label") + 2)
            what = "footnote" if is_note else "link"
            mend = "Put its mark where it belongs, or remove the definition"
            fix = None if is_note else _fix(page.path, number, page.lines)
            yield Fault(span, f"nothing refers to the {what} `{match['label']}`", mend, fix=fix)


def _is_alone(text: str) -> bool:
    """Say whether the name of a definition may stand in no second place; a quick look at the whole text."""
    folded = text.casefold()
    return any(folded.count(f"[{match['label']}]") == 1 for match in START.finditer(folded))


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _definitions(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines that define something; a line of a paragraph, of code or of a comment defines nothing."""
    verbatim: set[int] = set()
    for node in page.nodes:
        if node.kind in VERBATIM:
            verbatim.update(range(node.span.line, node.span.end_line + 1))
    first = page.module.body.span.line if page.module else 1
    defined = True
    for number in range(first, len(page.lines) + 1):
        line = page.lines[number - 1]
        match = DEFINITION.fullmatch(line.rstrip()) if number not in verbatim and defined else None
        if match:
            yield number, match
        defined = bool(match) or not line.strip()


def _fix(path: str, number: int, lines: Sequence[str]) -> Fix | None:
    """Return the fix that deletes the definition of a link; None where it may go on in the next line, or ends the file."""
    following = lines[number] if number < len(lines) else None
    if following is None or (following.strip() and not DEFINITION.fullmatch(following.rstrip())):
        return None
    return Fix("remove the definition", (Edit(Span(path, number, 1, number + 1, 1), ""),), safe=True)


RULE = Rule(Severity.info, page=unused, mends="safe")
