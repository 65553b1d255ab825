"""Links with the same words lead to the same place."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule


def ambiguous(page: Page) -> Faults:
    """Yield each link of a page whose words another link uses for another target."""
    seen: dict[str, Node] = {}
    for node in page.nodes:
        text = spoken(node.plain()) if node.kind == "link" else ""
        if not text:
            continue
        first = seen.setdefault(text, node)
        if first.attrs.get("href") != node.attrs.get("href"):
            message = f"`{node.plain()}` leads elsewhere than on line {first.span.line}"
            yield Fault(node.span, message, "Tell the two apart in words", related=(first.span,))


RULE = Rule(Severity.warning, page=ambiguous)
