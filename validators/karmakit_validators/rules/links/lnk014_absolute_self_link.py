"""A link to the course's own pages goes by their files."""

from posixpath import dirname, relpath
from urllib.parse import urlsplit

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.unread import UnreadError
from karmakit_validators.addresses import host, scheme
from karmakit_validators.mending import address
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

WEB = frozenset({"http", "https"})


def absolute(node: Node, page: Page) -> Faults:
    """Yield a link to the publisher's domain in which a folder has the course's id, or the address ends in one of its pages."""
    href = node.attrs.get("href", "")
    if scheme(href) not in WEB:
        return
    meta = page.context.parsed.part.meta
    try:
        domain, identifier, units = meta.publisher.domain, meta.id, meta.units
    except UnreadError:
        return
    if not f".{host(href)}".endswith(f".{domain}"):
        return
    parts = urlsplit(href)
    folders = parts.path.split("/")
    if identifier not in folders:
        return
    module = parts.fragment.removeprefix("/") if parts.fragment.startswith("/") else folders[-1].rpartition(".")[0] or folders[-1]
    is_module = any(module in unit.modules for unit in units)
    better = relpath(f"modules/{module}.md", dirname(page.path) or ".")
    mend = f"Link to the file: `{better}`" if is_module else "Link to the module's file, such as `thirty-days.md`"
    fix = address(page, node, href, better) if is_module else None
    yield Fault(page.find(node.span, href), "the link leaves the course to come back to it by the web", mend, fix=fix)


RULE = Rule(Severity.warning, visits={"link": absolute}, mends="unsafe")
