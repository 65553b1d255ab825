"""A quotation is as long as its purpose needs."""

from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

MOST_WORDS = 200


def long_quotation(node: Node, page: Page) -> Faults:
    """Yield a quotation of more than 200 words; what stands in a question is feedback, and an alert is the author's own."""
    if node.span.end_line == node.span.line or id(node) in page.inside_questions:
        return
    words = len(node.plain().split())
    if words > MOST_WORDS:
        message = f"the quotation has {words} words"
        mend = "Quote what you discuss and tell the rest; the text of an Act may be given in full"
        yield Fault(page.head(node), message, mend, Kind.needs_human)


RULE = Rule(Severity.info, visits={"quote": long_quotation})
