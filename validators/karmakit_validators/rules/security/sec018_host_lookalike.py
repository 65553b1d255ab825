"""A host is what it looks like."""

from karmakit_schemas.findings import Kind, Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.addresses import host, scripts
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

SUSPICIOUS = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH"})


def lookalike(node: Node, page: Page) -> Faults:
    """Yield a link whose host mixes scripts within a name, or writes Latin-looking letters of another script."""
    href = node.attrs.get("href", "")
    name = host(href)
    try:
        shown = name.encode("ascii").decode("idna") if "xn--" in name else name
    except UnicodeError:
        shown = name
    if shown.isascii():
        return
    for label in shown.split("."):
        used = scripts(label)
        if len(used) > 1 or used & SUSPICIOUS:
            message = f"the host `{shown}` mixes letters that look alike"
            yield Fault(page.find(node.span, href), message, "Type the address by hand, and compare", Kind.needs_human)
            return


RULE = Rule(Severity.warning, visits={"link": lookalike})
