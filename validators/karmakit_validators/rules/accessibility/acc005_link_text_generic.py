"""A link says where it leads."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule


def generic(node: Node, page: Page) -> Faults:
    """Yield a link whose words mean nothing when heard alone."""
    text = node.plain()
    if spoken(text) in page.context.words.list("generic_links"):
        yield Fault(node.span, f"the link `{text}` does not say where it leads", "Make the name of the target the link")
    elif not text.strip():
        yield Fault(
            node.span, f"the link to `{node.attrs.get('href', '')}` has no text", "Write the name of the target in the brackets"
        )


RULE = Rule(Severity.error, visits={"link": generic})
