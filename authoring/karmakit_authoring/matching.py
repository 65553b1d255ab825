"""Matching: a table of pairs, with a third column for feedback."""

from typing import Any

from karmakit_authoring.answers import Answers
from karmakit_authoring.faults import QUESTION_SHAPE
from karmakit_authoring.option_codes import shuffled_codes
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Matching, Pair, Question

COLUMNS = (2, 3)


def read_matching(answers: Answers, common: dict[str, Any], node: Node, findings: list[Finding]) -> Question | None:
    """Read a table as pairs; equal right-hand sides share a code, since a learner cannot tell them apart."""
    rows = answers.block.children if answers.block is not None else ()
    columns = len(rows[0].children) if rows else 0
    if columns not in COLUMNS:
        message = f"a matching table has {columns} column{'s' if columns != 1 else ''}"
        findings.append(
            QUESTION_SHAPE.at(rows[0].span if rows else node.span, message, "Give it two, and a third one for feedback if you like")
        )
        return None
    before = len(findings)
    for row in rows[1:]:
        if not row.children[1].children:
            mend = "Write what belongs to the first cell; for a distractor leave the first cell empty"
            findings.append(QUESTION_SHAPE.at(row.span, "the second cell of this row is empty", mend))
    lefts = [row for row in rows[1:] if row.children[0].children]
    if not lefts:
        findings.append(QUESTION_SHAPE.at(rows[0].span, "a matching table has no pair", "Write one pair a row under its head"))
    if len(findings) > before:
        return None
    pairs: list[Pair] = []
    number = 0
    for row, code in zip(rows[1:], _codes(common["id"], rows[1:]), strict=True):
        left, right, *rest = row.children
        has_left = bool(left.children)
        number += has_left
        pairs.append(
            Pair(
                left_code=str(number) if has_left else "",
                left=left if has_left else None,
                code=code,
                right=right,
                feedback=rest[0] if rest and rest[0].children else None,
            )
        )
    return Matching(**common, headers=(rows[0].children[0], rows[0].children[1]), pairs=tuple(pairs))


def _codes(question: str, rows: tuple[Node, ...]) -> list[str]:
    """Return the code of each row's right-hand side."""
    texts = [row.children[1].plain() for row in rows]
    distinct = list(dict.fromkeys(texts))
    codes = dict(zip(distinct, shuffled_codes(question, [None] * len(distinct)), strict=True))
    return [codes[text] for text in texts]
