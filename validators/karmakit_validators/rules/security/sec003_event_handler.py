"""No attribute that runs a script."""

import re

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.markup import Tag, tags
from karmakit_validators.mending import stands
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

SHORTEST = 4
ATTRIBUTE = re.compile(r"\s*([A-Za-z_:@][^\s=/>\"']*)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


def handler(node: Node, page: Page) -> Faults:
    """Yield each `on…` attribute."""
    for tag in tags(node.text):
        for name, _ in tag.attrs:
            if name.startswith("on") and len(name) >= SHORTEST:
                span = page.find(node.span, name)
                yield Fault(span, f"the attribute `{name}` runs a script", "Delete it", fix=_fix(tag, name, node, page))


def _fix(tag: Tag, name: str, node: Node, page: Page) -> Fix | None:
    """Return the fix that deletes an attribute with its value, where both stand in one line."""
    text = node.text[tag.start : tag.end]
    for match in ATTRIBUTE.finditer(text, re.match(r"<\s*\S+", text).end()):  # type: ignore[union-attr]  # a tag begins so
        if match[1].lower() == name:
            whole = page.find(node.span, text)
            if not stands(page, whole, text):
                return None
            span = Span(whole.path, whole.line, whole.column + match.start(), whole.line, whole.column + match.end())
            return Fix(f"delete `{name}`", (Edit(span, ""),), safe=True)
    return None


RULE = Rule(Severity.error, gate=True, visits={"html": handler, "html_inline": handler}, mends="safe")
