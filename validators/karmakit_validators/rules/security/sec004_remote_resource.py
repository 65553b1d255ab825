"""Nothing is loaded from the network; found in the course by `check`, and in the finished bundle by `verify`."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import ADDRESSES, Page, is_remote
from karmakit_validators.rule import Fault, Faults, Rule


def remote(node: Node, page: Page) -> Faults:
    """Yield each picture, video, audio or caption file that lies on another server."""
    for name in ADDRESSES[node.kind]:
        address = node.attrs.get(name, "")
        if address and is_remote(address):
            mend = "Put the file into media/ and name it from there; mind its licence"
            yield Fault(page.find(node.span, address), f"`{address[:80]}` would be loaded from the network", mend)


RULE = Rule(Severity.error, gate=True, visits={kind: remote for kind in ADDRESSES if kind != "link"})
