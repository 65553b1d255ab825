"""Write a question of a draft as a directive of our dialect."""

import re
from collections.abc import Iterator

from karmakit_build.importing.draft import DraftOption, DraftQuestion
from karmakit_build.importing.wording import cell, indented, quoted

SAYS = {"hints": "HINT", "right": "RIGHT", "wrong": "WRONG", "feedback": "FEEDBACK"}


def question(asked: DraftQuestion, identifier: str, objective: str | None = None) -> str:
    """Return the Markdown of a question under an id, and the objective that it assesses, if one is known."""
    if asked.kind == "reflection":
        return f"::: reflection {{#{identifier}}}\n{asked.stem.strip()}\n\n:::\n"
    told = [f"#{identifier}", *([f"objective={objective}"] if objective else []), *_attributes(asked)]
    pieces = [f"::: question {{{' '.join(told)}}}\n{asked.stem.strip()}", *_answers(asked), *_said(asked)]
    return "\n\n".join(pieces) + "\n\n:::\n"


def _attributes(asked: DraftQuestion) -> Iterator[str]:
    if asked.kind in {"true-false", "ordering", "scale"}:
        yield f"type={asked.kind}"
    elif asked.kind == "choice" and sum(option.correct for option in asked.options) != 1:
        yield "type=multiple"
    if asked.points != 1:
        yield f"points={asked.points}"
    if asked.case:
        yield "case=true"
    if not asked.shuffle:
        yield "shuffle=false"


def _answers(asked: DraftQuestion) -> Iterator[str]:
    if asked.pairs:
        feedback = any(pair.feedback for pair in asked.pairs)
        rows = [[*asked.heads, *([""] if feedback else [])]]
        rows += [[pair.left, pair.right, *([pair.feedback] if feedback else [])] for pair in asked.pairs]
        lines = [_row(row) for row in rows]
        yield "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])
    elif asked.options:
        other = _ends_in_list(asked.stem, asked.kind)
        yield "\n".join(_option(option, number, asked.kind, other=other) for number, option in enumerate(asked.options, 1))


def _row(cells: list[str]) -> str:
    return "".join(["|", *(f" {cell(each)} |" if each else " |" for each in cells)])


def _ends_in_list(stem: str, kind: str) -> bool:
    """Return whether the last block of a stem is a list that would go on in the answers: they then begin with another sign."""
    outer = [line for line in stem.strip().split("\n") if line.strip() and not line.startswith((" ", "\t"))]
    return bool(outer) and re.match(r"\d{1,9}\. " if kind == "ordering" else r"- ", outer[-1]) is not None


def _option(option: DraftOption, number: int, kind: str, *, other: bool) -> str:
    if kind == "ordering":
        mark = f"{number}{')' if other else '.'} "
    elif kind == "scale":
        mark = "* " if other else "- "
    else:
        mark = f"{'*' if other else '-'} [{'x' if option.correct else ' '}] "
    by = " " * (len(f"{number}") + 2) if kind == "ordering" else "  "
    text = f"{mark}{indented(option.text.strip(), by)}"
    return f"{text}\n{by}{indented(quoted(option.feedback), by)}" if option.feedback.strip() else text


def _said(asked: DraftQuestion) -> Iterator[str]:
    for hint in asked.hints:
        yield _quoted("HINT", hint)
    for name in ("right", "wrong", "feedback"):
        if text := getattr(asked, name).strip():
            yield _quoted(SAYS[name], text)


def _quoted(word: str, text: str) -> str:
    return f"> [!{word}]\n{quoted(text)}"
