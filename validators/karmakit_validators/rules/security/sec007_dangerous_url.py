"""No address that runs."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.addresses import scheme
from karmakit_validators.page import Page, addresses
from karmakit_validators.rule import Fault, Faults, Rule

DANGEROUS = frozenset({"javascript", "vbscript", "livescript"})
DATA_PAGE = re.compile(r"data:(?!image/(png|jpeg|gif|webp)[;,])", re.IGNORECASE)


def dangerous(node: Node, page: Page) -> Faults:
    """Yield an address with `javascript:`, `vbscript:` or a page in `data:`."""
    for _, address in addresses(node):
        if scheme(address) in DANGEROUS or DATA_PAGE.match(address.strip()):
            yield _fault(page, node, address)


def _fault(page: Page, node: Node, address: str) -> Fault:
    return Fault(page.find(node.span, address), f"`{address[:60]}` can run a script", "Link to a page by https")


RULE = Rule(Severity.error, gate=True, visits=dict.fromkeys(("link", "image", "figure", "video", "audio"), dangerous))
