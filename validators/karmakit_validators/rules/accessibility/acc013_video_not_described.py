"""What a video shows is also said."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def not_described(node: Node, page: Page) -> Faults:
    """Yield a video that neither says `visual=spoken` nor holds a description of what is to be seen."""
    if node.attrs.get("visual") == "spoken" or any(child.kind == "description" for child in node.walk()):
        return
    mend = "Put ::: description inside it; or say visual=spoken if nothing is shown that is not said"
    yield Fault(page.head(node), "nobody says what the video shows", mend)


RULE = Rule(Severity.error, visits={"video": not_described})
