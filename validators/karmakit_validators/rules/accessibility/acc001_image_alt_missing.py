"""Every picture has a text, or says that it is decoration."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def missing(node: Node, page: Page) -> Faults:
    """Yield a picture or figure with neither an alternative text nor the mark of decoration."""
    if node.attrs.get("alt", "").strip() or node.attrs.get("decorative") == "true":
        return
    source = node.attrs.get("src", "")
    if node.kind == "image":
        mend = "Write ![what it shows](…); if it only decorates, ![](…){.decorative}"
    else:
        mend = 'Add alt="what it shows"; if it only decorates, decorative=true'
    yield Fault(page.head(node), f"the picture `{source}` has no alternative text", mend)


RULE = Rule(Severity.error, gate=True, visits={"image": missing, "figure": missing})
