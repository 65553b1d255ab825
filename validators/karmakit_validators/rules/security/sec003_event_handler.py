"""No attribute that runs a script."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.markup import tags
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST = 4


def handler(node: Node, page: Page) -> Faults:
    """Yield each `on…` attribute."""
    for tag in tags(node.text):
        for name, _ in tag.attrs:
            if name.startswith("on") and len(name) >= SHORTEST:
                span = page.find(node.span, name)
                yield Fault(span, f"the attribute `{name}` runs a script", "Delete it")


RULE = Rule(Severity.error, gate=True, visits={"html": handler, "html_inline": handler})
