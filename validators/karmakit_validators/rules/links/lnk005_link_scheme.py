"""A link opens a page, a mail or a call."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.addresses import scheme
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

ALLOWED = frozenset({"", "https", "http", "mailto", "tel"})
ELSEWHERE = frozenset({"javascript", "vbscript", "data", "file"})  # SEC007 and LNK006


def not_allowed(node: Node, page: Page) -> Faults:
    """Yield a link with a scheme that a learner's browser may not know or that leaves the web; and one without any, `//host`."""
    href = node.attrs.get("href", "")
    name = scheme(href)
    if name not in ALLOWED | ELSEWHERE:
        yield Fault(page.find(node.span, href), f"links with `{name}:` do not open everywhere", "Use https, mailto or tel")
    elif href.startswith("//"):
        yield Fault(page.find(node.span, href), f"`{href[:80]}` names no scheme", f"Write https:{href[:80]}")


RULE = Rule(Severity.error, visits={"link": not_allowed})
