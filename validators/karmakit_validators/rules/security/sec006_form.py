"""No form in content."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.markup import place, tags
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def form(node: Node, page: Page) -> Faults:
    """Yield each form: what it sends leaves the course, and looks as if the course asked for it."""
    for tag in tags(node.text):
        if tag.name == "form" and not tag.closing:
            span = place(tag, node, page)
            yield Fault(span, "a course may not bring a form", "Ask by a question or a reflection")


RULE = Rule(Severity.error, gate=True, visits={"html": form, "html_inline": form})
