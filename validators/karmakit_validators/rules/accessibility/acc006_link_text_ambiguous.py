"""Links with the same words lead to the same place."""

import re

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule

PAGE_END = re.compile(r"\.(?:md|html)(?=#|$)|/(?=#|$)")
SITE = re.compile(r"https?://[^/]+(?=/)")


def ambiguous(page: Page) -> Faults:
    """Yield each link of a page whose words another link uses for another target."""
    seen: dict[str, Node] = {}
    for node in page.nodes:
        text = _words(node) if node.kind == "link" else ""
        if not text:
            continue
        first = seen.setdefault(text, node)
        if not _is_same(first.attrs.get("href", ""), node.attrs.get("href", "")):
            message = f"`{node.plain()}` leads elsewhere than on line {first.span.line}"
            yield Fault(node.span, message, "Tell the two apart in words", related=(first.span,))


def _words(node: Node) -> str:
    """Return the words of a link as they are compared; names from a program, as code, letter by letter: `bool` is not `bool()`."""
    return node.plain() if [child.kind for child in node.children] == ["code"] else spoken(node.plain())


def _is_same(one: str, other: str) -> bool:
    """Say whether two addresses mean one page: written as file and as page, or with and without the site's name."""
    one, other = PAGE_END.sub("", one), PAGE_END.sub("", other)
    if one.startswith("/") != other.startswith("/"):
        one, other = SITE.sub("", one), SITE.sub("", other)
    return one == other


RULE = Rule(Severity.warning, page=ambiguous)
