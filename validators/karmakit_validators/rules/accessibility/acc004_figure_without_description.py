"""A drawing that carries information has a long description."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def without(node: Node, page: Page) -> Faults:
    """Yield a drawn figure (SVG) without a description inside; photographs can do with their alternative text."""
    if node.attrs.get("decorative") == "true" or not node.attrs.get("src", "").lower().endswith(".svg"):
        return
    if not any(child.kind == "description" for child in node.children):
        message = f"the drawing `{node.attrs['src']}` has no long description"
        yield Fault(page.head(node), message, "Put ::: description inside it, and tell what it shows step by step")


RULE = Rule(Severity.warning, visits={"figure": without})
