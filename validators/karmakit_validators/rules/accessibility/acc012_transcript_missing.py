"""What is said can be read."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.measure import count_words
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def missing(node: Node, page: Page) -> Faults:
    """Yield a video or audio whose directive holds no text: its transcript."""
    words = sum(count_words(child.plain()) for child in node.children if child.kind != "description")
    if not words:
        yield Fault(page.head(node), f"the {node.kind} has no transcript", "Write what is said between the fences")


RULE = Rule(Severity.error, gate=True, visits={"video": missing, "audio": missing})
