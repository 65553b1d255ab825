"""Links do not follow learners."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.addresses import host
from karmakit_validators.mending import address
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

TRACKING = re.compile(r"[?&](utm_[a-z]+|fbclid|gclid|igshid|mc_eid|msclkid)=")
MARK = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|igshid|mc_eid|msclkid)=")
SHORTENERS = frozenset(["bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "rb.gy", "cutt.ly", "shorturl.at", "t.ly"])


def tracking(node: Node, page: Page) -> Faults:
    """Yield a link with marks of a campaign in it, or through a shortener that hides where it goes."""
    href = node.attrs.get("href", "")
    found = TRACKING.search(href)
    if found:
        fix = address(page, node, href, without_marks(href), safe=True)
        message = f"the link carries `{found[1]}`, which follows learners"
        yield Fault(page.find(node.span, href), message, "Cut it off the address", fix=fix)
    elif host(href) in SHORTENERS:
        yield Fault(page.find(node.span, href), f"`{host(href)}` hides where the link leads", "Write the address it leads to")


def without_marks(href: str) -> str:
    """Return an address without the parameters that follow learners; all others stay as they are."""
    start, hash_, fragment = href.partition("#")
    path, _, query = start.partition("?")
    kept = [part for part in query.split("&") if not MARK.match(part)]
    return f"{path}{'?' if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


RULE = Rule(Severity.warning, visits={"link": tracking}, mends="safe")
