"""No script in content."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.markup import place, tags
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def script(node: Node, page: Page) -> Faults:
    """Yield each script tag."""
    for tag in tags(node.text):
        if tag.name == "script" and not tag.closing:
            span = place(tag, node, page)
            yield Fault(span, "a course may not bring a script", "Delete it; the player brings what a page needs")


RULE = Rule(Severity.error, gate=True, visits={"html": script, "html_inline": script})
