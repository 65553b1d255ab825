"""A link can be opened by every learner."""

import ipaddress
import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.addresses import host, scheme
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

# a name without a full stop is known to an office network only
INTERNAL = re.compile(r"[^.:]+|.*\.(local|localhost|internal|intranet|lan|corp|home)")
OWN = frozenset({"localhost", "127.0.0.1"})
DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
SHARED = ("drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms", "dropbox.com", "www.dropbox.com")
PERSONAL = "-my.sharepoint.com"


def private(node: Node, page: Page) -> Faults:
    """Yield a link to the author's own machine, to an office network, or to a personal drive."""
    href = node.attrs.get("href", "")
    name = host(href)
    span = page.find(node.span, href)
    if scheme(href) == "file" or DRIVE.match(href):
        yield Fault(span, f"`{href[:80]}` is a place on your own computer", "Put the file into media/ and link to it there")
    elif (INTERNAL.fullmatch(name) or _is_private(name)) and not _is_shown(name, node):
        yield Fault(span, f"`{name}` is reached from inside an office only", "Link to a public address")
    elif name in SHARED or name.endswith(PERSONAL):
        yield Fault(span, f"`{name}` may ask a learner to sign in", "Put the file into media/, or link to its official page")


def _is_shown(name: str, node: Node) -> bool:
    """Say whether a link leads to the learner's own machine and says so: a lesson in which they run a program there."""
    return name in OWN and name in node.plain()


def _is_private(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return False


RULE = Rule(Severity.error, visits={"link": private})
