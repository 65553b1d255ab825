"""A link to a place on a page finds it."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.suggest import closest
from karmakit_validators.mending import address
from karmakit_validators.page import Page, is_remote
from karmakit_validators.rule import Fault, Faults, Rule


def broken(node: Node, page: Page) -> Faults:
    """Yield a link whose `#anchor` its target does not have."""
    href = node.attrs.get("href", "")
    path, _, anchor = href.partition("#")
    if not anchor or is_remote(href):
        return
    target = page.context.page(page.context.resolve(page.path, path) if path else page.path)
    if target is None or anchor in target.anchors or target.path in page.context.parsed.lossy:
        return
    near = closest(anchor, target.anchors)
    mend = f"Did you mean `#{near[0]}`?" if near else f"Put {{#{anchor}}} at the end of the heading that is meant"
    fix = address(page, node, href, f"{path}#{near[0]}") if near else None
    yield Fault(page.find(node.span, f"#{anchor}"), f"`{target.path}` has no anchor `{anchor}`", mend, fix=fix)


RULE = Rule(Severity.error, visits={"link": broken}, mends="unsafe")
