"""A video keeps to the time that learners watch."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.measure import minutes
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LONGEST = 6


def too_long(node: Node, page: Page) -> Faults:
    """Yield a video that says it takes more than six minutes."""
    told = node.attrs.get("duration", "")
    length = minutes(told)
    if length is not None and length > LONGEST:
        yield Fault(
            page.find(node.span, told), f"the video takes {length:g} minutes", f"Cut it into parts of at most {LONGEST} minutes"
        )


RULE = Rule(Severity.warning, visits={"video": too_long})
