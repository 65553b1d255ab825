"""A page has one title, and it stands in the front-matter."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def second_title(node: Node, _page: Page) -> Faults:
    """Yield a first-level heading: the front-matter's title is the page's only one."""
    if node.attrs["level"] == "1":
        yield Fault(
            node.span, f"`{node.plain()}` is a second title of the page", "Begin it with ##; the title stands in the front-matter"
        )


RULE = Rule(Severity.error, visits={"heading": second_title})
