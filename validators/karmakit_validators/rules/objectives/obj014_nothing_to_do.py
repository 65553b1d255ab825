"""A learner does something every few minutes."""

from karmakit_schemas.findings import Severity
from karmakit_validators.measure import count_words
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MOST_WORDS = 800
ACTIVITIES = frozenset({"question", "reflection", "tabs", "details"})


def nothing_to_do(page: Page) -> Faults:
    """Yield the block at which a learner has read too long without a question or an activity."""
    if page.module is None or sum([number for _, number in page.counted]) <= MOST_WORDS:
        return
    words = 0
    for node in page.nodes:
        if node.kind in ACTIVITIES:
            words = 0
        elif node.kind == "text" and id(node) not in page.inside_questions:
            words += count_words(node.text)
            if words > MOST_WORDS:
                message = f"more than {MOST_WORDS} words without a question or an activity end here"
                yield Fault(node.span, message, "Put a question, a reflection or a case between")
                return


RULE = Rule(Severity.warning, page=nothing_to_do, whole=True)
