"""Links are encrypted where they can be."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.addresses import scheme
from karmakit_validators.mending import address
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def insecure(node: Node, page: Page) -> Faults:
    """Yield a link by plain http."""
    href = node.attrs.get("href", "")
    if scheme(href) == "http":
        mend = "Write https; if the site has none, allow this finding and say so"
        fix = address(page, node, href, f"https:{href.partition(':')[2]}")
        yield Fault(page.find(node.span, href), f"`{href[:80]}` is not encrypted", mend, fix=fix)


RULE = Rule(Severity.warning, visits={"link": insecure}, mends="unsafe")
