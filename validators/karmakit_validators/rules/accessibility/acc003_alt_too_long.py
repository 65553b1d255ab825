"""An alternative text is heard at one breath."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.text import graphemes
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LONGEST = 150


def too_long(node: Node, page: Page) -> Faults:
    """Yield an alternative text that is a paragraph: nobody can stop or go back in it."""
    alt = node.attrs.get("alt", "")
    size = graphemes(alt)
    if size > LONGEST:
        mend = "Shorten it, and say the rest in a description inside a figure"
        yield Fault(page.find(node.span, alt), f"the alternative text has {size} letters", mend)


RULE = Rule(Severity.warning, visits={"image": too_long, "figure": too_long})
