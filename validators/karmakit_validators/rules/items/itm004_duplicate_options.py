"""No two answers are the same."""

from collections.abc import Iterator

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Matching, Question
from karmakit_validators.asking import normal, questions
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def duplicate(page: Page) -> Faults:
    """Yield each option, left-hand or right-hand side that equals an earlier one, whatever its case, digits and marks."""
    for _, question in questions(page):
        for nodes in _lists(question):
            seen: dict[str, Node] = {}
            for node in nodes:
                text = normal(node)
                if text and seen.setdefault(text, node) is not node:
                    span, first = page.option(node), page.option(seen[text])
                    message = f"`{node.plain()}` stands twice in `{question.id}`"
                    yield Fault(span, message, "Replace one of the two", related=(first,))


def _lists(question: Question) -> Iterator[list[Node]]:
    if isinstance(question, Matching):
        yield [pair.left for pair in question.pairs if pair.left]
        yield [pair.right for pair in question.pairs]
    else:
        yield [option.content for option in getattr(question, "options", ())]


RULE = Rule(Severity.error, page=duplicate)
