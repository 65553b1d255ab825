"""Question directives become questions; what a question is, its shape says."""

from collections.abc import Callable, Mapping

from karmakit_authoring.answers import Answers, head_of, split
from karmakit_authoring.blanks import read_blanks
from karmakit_authoring.choices import read_choice, read_items
from karmakit_authoring.faults import UNKNOWN_DIRECTIVE
from karmakit_authoring.matching import read_matching
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Question

TYPES = dict(DIRECTIVES["question"].choices)["type"]
INLINE = frozenset({"paragraph", "heading", "table", "term"})
BLOOM = dict(DIRECTIVES["question"].choices)["bloom"]


def read_questions(body: Node, findings: list[Finding]) -> tuple[Node, tuple[Question, ...], bool]:
    """Return the text with the questions that could be read standing in it, these questions, and whether others were lost."""
    if not _holds_question(body):
        return body, (), False
    questions: list[Question | None] = []
    text = _without_unread(body, questions, findings)
    return text, tuple(question for question in questions if question), None in questions


def _holds_question(root: Node) -> bool:
    """Return whether there is a question below a node; what holds inlines alone is not looked into."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.kind == "question":
            return True
        if node.kind not in INLINE:
            stack.extend(node.children)
    return False


def _without_unread(root: Node, questions: list[Question | None], findings: list[Finding]) -> Node:
    """Return the tree without the questions that could not be read; each of those is a None among the questions."""
    children: list[Node] = []
    for child in root.children:
        if child.kind == "question":
            question = _read(child, findings)
            questions.append(question)
            if question is not None:
                children.append(_clean(child))
        elif _holds_question(child):
            children.append(_without_unread(child, questions, findings))
        else:
            children.append(child)
    return Node(root.kind, root.span, root.text, root.attrs, tuple(children))


def _clean(node: Node) -> Node:
    """Return a question's node with the attributes as they are written."""
    if "broken" not in node.attrs:
        return node
    return Node(
        node.kind, node.span, node.text, {key: value for key, value in node.attrs.items() if key != "broken"}, node.children
    )


def _read(node: Node, findings: list[Finding]) -> Question | None:
    """Read one question; None, and a finding, if its shape is unclear."""
    if not node.attrs.get("id"):
        return None  # a finding of the dialect
    met: list[Finding] = []
    common = _common(node, met)
    question = _by_shape(node, common, met)
    # what follows from a fence that was never closed is no fault of its own
    findings.extend(met if "broken" not in node.attrs else [])
    return question


def _common(node: Node, findings: list[Finding]) -> dict[str, object]:
    """Return what every question has, but its stem and its feedback."""
    attrs = node.attrs
    common: dict[str, object] = {"id": attrs["id"], "span": node.span}
    if "objective" in attrs:
        common["objective"] = attrs["objective"]
    if attrs.get("bloom") in BLOOM:
        common["bloom"] = attrs["bloom"]
    for key, most in (("points", 100), ("attempts", 99)):
        if key in attrs:
            value = attrs[key]
            if value.isascii() and value.isdigit() and len(value) < 4 and int(value) <= most:  # noqa: PLR2004 (up to 999)
                common[key] = int(value)
            else:
                message = f"`{key}={value[:40]}` is no whole number from 0 to {most}"
                findings.append(UNKNOWN_DIRECTIVE.at(head_of(node), message, f"Write {key}=1"))
    common["shuffle"] = attrs.get("shuffle") != "false"
    return common


def _by_shape(node: Node, common: Mapping[str, object], findings: list[Finding]) -> Question | None:
    """Read the answers by the type that is written, or else by their shape."""
    head = head_of(node)
    wanted = node.attrs.get("type", "")
    wanted = wanted if wanted in TYPES else ""
    answers = split(node, wanted, head, findings)
    if answers is None:
        return None
    reader = READERS[answers.type]
    return reader(answers, {**common, **answers.feedback, "stem": answers.stem}, node, findings)


Reader = Callable[[Answers, dict[str, object], Node, list[Finding]], Question | None]
READERS: Mapping[str, Reader] = {
    "choice": read_choice,
    "single": read_choice,
    "multiple": read_choice,
    "true-false": read_choice,
    "ordering": read_items,
    "scale": read_items,
    "matching": read_matching,
    "fill-in": read_blanks,
    "numeric": read_blanks,
}
