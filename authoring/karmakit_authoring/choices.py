"""Questions whose answers are a list: choices, true or false, ordering, scales."""

from typing import Any

from karmakit_authoring.answers import Answers, document_of, head_of, start_of
from karmakit_authoring.faults import QUESTION_SHAPE
from karmakit_authoring.option_codes import PIN, give_codes, shuffled_codes
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import NO_ATTRS, Node
from karmakit_schemas.questions import MultipleChoice, Option, Ordering, Question, Scale, SingleChoice, TrueFalse

FEEDBACK = frozenset({"quote", "alert"})


def read_choice(answers: Answers, common: dict[str, Any], node: Node, findings: list[Finding]) -> Question | None:
    """Read a task list as single choice, multiple choice, or true and false."""
    items = _items(answers, findings)
    if items is None:
        return None
    for item in items:
        if "task" not in item.attrs:
            findings.append(
                QUESTION_SHAPE.at(start_of(item), "this answer has no box", "Begin it with `- [ ]`, or `- [x]` if it is right")
            )
            return None
    right = [item.attrs["task"] == "x" for item in items]
    if answers.type == "true-false":
        return _true_false(items, right, common, node, findings)
    codes = give_codes([item.attrs.get("id") for item in items])
    options = tuple(_option(item, code, correct=key) for item, code, key in zip(items, codes, right, strict=True))
    several = answers.type == "multiple" or (answers.type == "choice" and sum(right) > 1)
    return (MultipleChoice if several else SingleChoice)(**common, options=options)


def _true_false(
    items: list[Node], right: list[bool], common: dict[str, Any], node: Node, findings: list[Finding]
) -> Question | None:
    if len(items) != 2:  # noqa: PLR2004 (true, and false)
        message = f"a true-false question has {len(items)} answer{'s' if len(items) != 1 else ''}"
        findings.append(QUESTION_SHAPE.at(head_of(node), message, "Give it two: the first says true, the second false"))
        return None
    for item in items:
        if "id" in item.attrs:
            message = f"`{{#{item.attrs['id'][:10]}}}` is pinned to an answer of a true-false question"
            findings.append(QUESTION_SHAPE.at(start_of(item), message, "Remove it: their codes are always t and f"))
            return None
    options = tuple(_option(item, code, correct=key) for item, code, key in zip(items, "tf", right, strict=True))
    return TrueFalse(**common, options=options)


def read_items(answers: Answers, common: dict[str, Any], node: Node, findings: list[Finding]) -> Question | None:
    """Read a list as an ordering or a scale."""
    items = _items(answers, findings)
    if items is None:
        return None
    if len(items) < 2:  # noqa: PLR2004 (nothing to order, nothing to choose)
        message = f"a question with type={answers.type} has only one item"
        findings.append(QUESTION_SHAPE.at(head_of(node), message, "Give it two at the least"))
        return None
    if boxed := next((item for item in items if "task" in item.attrs), None):
        message = f"an item of a question with type={answers.type} has a box"
        sign = "1. " if answers.type == "ordering" else "- "
        findings.append(QUESTION_SHAPE.at(start_of(boxed), message, f"Begin each item with `{sign}`, without `[ ]`"))
        return None
    pins = [item.attrs.get("id") for item in items]
    if answers.type == "scale":
        return Scale(**common, options=tuple(_option(item, code) for item, code in zip(items, give_codes(pins), strict=True)))
    if answers.block is not None and not answers.block.attrs.get("ordered"):
        findings.append(
            QUESTION_SHAPE.at(
                start_of(items[0]), "the items of an ordering have no numbers", "Number them in the right order: `1. `, `2. `"
            )
        )
        return None
    codes = shuffled_codes(common["id"], pins)
    return Ordering(**common, options=tuple(_option(item, code) for item, code in zip(items, codes, strict=True)))


def _items(answers: Answers, findings: list[Finding]) -> list[Node] | None:
    """Return the items of the list of answers; None, and a finding, if one is empty or wrongly pinned."""
    items = list(answers.block.children) if answers.block is not None else []
    seen: set[str] = set()
    before = len(findings)
    for item in items:
        pin = item.attrs.get("id")
        if pin is not None and not PIN.fullmatch(pin):
            findings.append(
                QUESTION_SHAPE.at(
                    start_of(item), f"`{{#{pin[:20]}}}` cannot be the letter of an answer", "Pin a small letter: {#b}"
                )
            )
        elif pin is not None and pin in seen:
            findings.append(QUESTION_SHAPE.at(start_of(item), f"the letter `{pin}` is pinned twice", "Pin each letter once"))
        if not any(child.kind not in FEEDBACK and child.kind != "comment" for child in item.children):
            findings.append(QUESTION_SHAPE.at(start_of(item), "this answer says nothing", "Write its text, or remove the line"))
        seen.add(pin or "")
    return items if len(findings) == before else None


def _content(item: Node) -> Node:
    """Return an item's own text, without the quotation that is its feedback."""
    children = tuple(child for child in item.children if child.kind not in FEEDBACK)
    return document_of(children)


def _option(item: Node, code: str, *, correct: bool = False) -> Option:
    quotes = [child for child in item.children if child.kind in FEEDBACK and child.children]
    feedback = None
    if quotes:
        whole = document_of(quotes)
        feedback = Node("document", whole.span, "", NO_ATTRS, tuple(child for quote in quotes for child in quote.children))
    return Option(code=code, content=_content(item), correct=correct, feedback=feedback, pinned="id" in item.attrs)
