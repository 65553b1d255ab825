"""The parts of a question: stem, answers, and the quotations that speak for the whole of it."""

from collections.abc import Mapping
from typing import NamedTuple

from karmakit_authoring.faults import QUESTION_SHAPE
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import NO_ATTRS, Node
from karmakit_schemas.spans import Span

FEEDBACK = {"right": "right", "wrong": "wrong", "feedback": "always"}
TASKS = frozenset({"choice", "single", "multiple", "true-false"})
LISTS = frozenset({"ordering", "scale"})
SHAPES = "Give it a task list (`- [x]`), a gap `[[word]]`, a table of two columns, or a list with type=ordering or type=scale"


class Answers(NamedTuple):
    """What a question is made of: `block` is the list or table of answers, `gaps` the blanks of its stem."""

    type: str
    stem: Node
    block: Node | None
    gaps: tuple[Node, ...]
    feedback: Mapping[str, object]


def split(node: Node, wanted: str, head: Span, findings: list[Finding]) -> Answers | None:
    """Part a question into stem, answers and feedback; None, and a finding, if that cannot be done."""
    blocks = [child for child in node.children if not _speaks(child) and child.kind != "comment"]
    gaps = tuple(found for block in blocks for found in block.walk() if found.kind == "blank")
    index, kind = _answers(blocks, wanted, gaps)
    fault = _fault(blocks, index, gaps) if kind else _no_answers(blocks, wanted, head)
    if fault is not None:
        findings.append(fault)
        return None
    stem = blocks if index is None else blocks[:index]
    if not stem:
        findings.append(QUESTION_SHAPE.at(head, "the question asks nothing", "Write the question before its answers"))
        return None
    document = document_of(stem)
    block = None if index is None else blocks[index]
    return Answers(kind, document, block, gaps, _feedback(node, gaps, findings))


def document_of(nodes: list[Node] | tuple[Node, ...]) -> Node:
    """Return nodes that stand together as one document."""
    first, last = nodes[0].span, nodes[-1].span
    return Node("document", Span(first.path, first.line, first.column, last.end_line, last.end_column), "", NO_ATTRS, tuple(nodes))


def head_of(node: Node) -> Span:
    """Return the beginning of a directive's first line."""
    span = node.span
    return Span(span.path, span.line, span.column, span.line, span.column + len("::: ") + len(node.kind))


def start_of(item: Node) -> Span:
    """Return the first line of an item, where its text begins."""
    span = item.children[0].span if item.children else item.span
    last = span.end_column if span.line == span.end_line else span.column + 1
    return Span(span.path, item.span.line, item.span.column, span.line, last)


def is_task_list(node: Node) -> bool:
    """Return whether a list has boxes."""
    return node.kind == "list" and any("task" in item.attrs for item in node.children)


def _speaks(node: Node) -> bool:
    """Return whether a block is a hint or feedback for the whole question."""
    return node.kind == "alert" and (node.attrs["kind"] in FEEDBACK or node.attrs["kind"] == "hint")


def _answers(  # noqa: PLR0911 (a return a shape)
    blocks: list[Node], wanted: str, gaps: tuple[Node, ...]
) -> tuple[int | None, str]:
    """Return where the answers stand, and of what type they are; an empty type if none are to be seen."""
    places = {
        "task": next((i for i, block in enumerate(blocks) if is_task_list(block)), None),
        "list": next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i].kind == "list" and not is_task_list(blocks[i])), None),
        "table": next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i].kind == "table"), None),
    }
    if wanted in TASKS:
        return places["task"], wanted if places["task"] is not None else ""
    if wanted in LISTS:
        index = places["list"] if places["list"] is not None else places["task"]
        return index, wanted if index is not None else ""
    if wanted == "matching":
        return places["table"], wanted if places["table"] is not None else ""
    if wanted in {"fill-in", "numeric"}:
        return None, wanted if gaps else ""
    if places["task"] is not None:
        return places["task"], "choice"
    if gaps:
        return None, "numeric" if any(is_number(gap) for gap in gaps) else "fill-in"
    if places["table"] is not None and places["table"] == len(blocks) - 1:
        return places["table"], "matching"
    return None, ""


def is_number(gap: Node) -> bool:
    """Return whether a gap asks for a number."""
    return gap.text.lstrip().startswith("=")


def _fault(blocks: list[Node], index: int | None, gaps: tuple[Node, ...]) -> Finding | None:
    """Return what is wrong with what stands beside the answers."""
    if index is None:
        return None
    if gaps and not all(_inside(gap, blocks[index]) for gap in gaps):
        message = "the question has gaps `[[...]]` and a list or table of answers"
        return QUESTION_SHAPE.at(gaps[0].span, message, "Keep one kind of answer; make two questions of it")
    if gaps:
        message = "a gap `[[...]]` stands in an answer"
        return QUESTION_SHAPE.at(gaps[0].span, message, "Gaps belong in the text of a question, not in its answers")
    after = blocks[index + 1 :]
    if not after:
        return None
    if any(is_task_list(block) for block in after):
        message = "the answers are parted into several lists"
        mend = "Begin every answer with the same sign, `- [ ]`, with no text between them"
        return QUESTION_SHAPE.at(after[0].span, message, mend)
    message = "text stands after the answers"
    return QUESTION_SHAPE.at(_line(after[0]), message, "Write it before the answers, or as `> [!FEEDBACK]`")


def _no_answers(blocks: list[Node], wanted: str, head: Span) -> Finding:  # noqa: PLR0911 (a return a shape)
    """Return the finding of a question without answers, by what stands where they should."""
    if wanted in TASKS:
        return QUESTION_SHAPE.at(
            head, f"a question with type={wanted} has no task list", "Write each answer as `- [ ]`, the right one as `- [x]`"
        )
    if wanted in LISTS:
        sign = "1. " if wanted == "ordering" else "- "
        return QUESTION_SHAPE.at(
            head, f"a question with type={wanted} has no list", f"Write each item on a line that begins with `{sign}`"
        )
    if wanted == "matching":
        return QUESTION_SHAPE.at(head, "a question with type=matching has no table", "Write a table of two columns, one pair a row")
    if wanted:
        return QUESTION_SHAPE.at(
            head, f"a question with type={wanted} has no gap", "Write `[[word]]` or `[[= 30 ± 1 days]]` where the learner types"
        )
    last = blocks[-1] if blocks else None
    if last is not None and last.kind == "list" and last.attrs.get("ordered"):
        return QUESTION_SHAPE.at(
            _line(last),
            "a numbered list, and nothing says what it is",
            "Add type=ordering, or write the answers as `- [ ]` and `- [x]`",
        )
    if last is not None and last.kind == "list":
        return QUESTION_SHAPE.at(
            _line(last), "the answers have no boxes", "Write each as `- [ ]`, the right one as `- [x]`; or add type=scale"
        )
    return QUESTION_SHAPE.at(head, "no answers can be seen in this question", SHAPES)


def _line(node: Node) -> Span:
    """Return the first line of a block."""
    span = node.span
    return span if span.line == span.end_line else Span(span.path, span.line, span.column, span.line, span.column + 1)


def _inside(gap: Node, block: Node) -> bool:
    return any(node is gap for node in block.walk())


def _feedback(node: Node, gaps: tuple[Node, ...], findings: list[Finding]) -> dict[str, object]:
    """Return hints and overall feedback."""
    hints: list[Node] = []
    spoken: dict[str, list[Node]] = {}
    for child in node.children:
        if not _speaks(child):
            continue
        kind = child.attrs["kind"]
        gap = next((found for found in child.walk() if found.kind == "blank" and not any(found is known for known in gaps)), None)
        if gap is not None:
            message = f"a gap `[[...]]` stands in `[!{kind.upper()}]`"
            findings.append(QUESTION_SHAPE.at(gap.span, message, "Gaps belong in the text of a question"))
        if not child.children:
            findings.append(
                QUESTION_SHAPE.at(child.span, f"`[!{kind.upper()}]` says nothing", "Write its text on the next line, after `> `")
            )
        elif kind == "hint":
            hints.append(Node("document", child.span, "", NO_ATTRS, child.children))
        else:
            spoken.setdefault(FEEDBACK[kind], []).append(child)
    feedback: dict[str, object] = {"hints": tuple(hints)}
    for name, alerts in spoken.items():
        whole = document_of(alerts)
        feedback[name] = Node("document", whole.span, "", NO_ATTRS, tuple(child for alert in alerts for child in alert.children))
    return feedback
