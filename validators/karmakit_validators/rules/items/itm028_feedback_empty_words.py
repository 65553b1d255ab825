"""Feedback says why."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.asking import questions
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule


def empty_words(page: Page) -> Faults:
    """Yield each feedback that says only `Correct`, `Wrong` or `Try again`."""
    phrases = page.context.words.list("empty_feedback")
    for _, question in questions(page):
        nodes: list[Node | None] = [option.feedback for option in getattr(question, "options", ())]
        nodes += [pair.feedback for pair in getattr(question, "pairs", ())]
        for node in (*nodes, question.right, question.wrong, question.always):
            if node and spoken(node.plain()) in phrases:
                yield Fault(
                    page.option(node), f"`{node.plain()}` does not say why", "Say why it is right or wrong, and where to look"
                )


RULE = Rule(Severity.warning, page=empty_words)
