"""Nothing is embedded from elsewhere."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.markup import place, tags
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

FRAMES = frozenset(["iframe", "object", "embed", "frame", "frameset", "applet", "portal"])


def frame(node: Node, page: Page) -> Faults:
    """Yield each tag that would load another page into this one."""
    for tag in tags(node.text):
        if tag.name in FRAMES and not tag.closing:
            span = place(tag, node, page)
            mend = "Put the video into media/ and write ::: video; or link to the page"
            yield Fault(span, f"`<{tag.name}>` is not allowed: offline it is empty, and it watches learners", mend)


RULE = Rule(Severity.error, gate=True, visits={"html": frame, "html_inline": frame})
