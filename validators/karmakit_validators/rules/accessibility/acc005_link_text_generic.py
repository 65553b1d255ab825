"""A link says where it leads."""

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_schemas.unread import UnreadError
from karmakit_validators.page import Page, is_remote, spoken
from karmakit_validators.rule import Fault, Faults, Rule


def generic(node: Node, page: Page) -> Faults:
    """Yield a link whose words mean nothing when heard alone."""
    text = node.plain()
    if spoken(text) in page.context.words.list("generic_links") and not _is_shown(node, page):
        message = f"the link `{text}` does not say where it leads"
        yield Fault(node.span, message, "Make the name of the target the link", fix=_titled(node, page))
    elif not text.strip():
        yield Fault(
            node.span, f"the link to `{node.attrs.get('href', '')}` has no text", "Write the name of the target in the brackets"
        )


def _is_shown(node: Node, page: Page) -> bool:
    """Say whether the words are a name from a program, as code, or those of a quotation."""
    if [child.kind for child in node.children] == ["code"]:
        return True
    return any(inner is node for quote in page.nodes if quote.kind == "quote" for inner in quote.walk())


def _titled(node: Node, page: Page) -> Fix | None:
    """Return the link with the title of the module that it leads to, where its words are one piece of plain text."""
    href = node.attrs.get("href", "")
    if is_remote(href) or "#" in href or [child.kind for child in node.children] != ["text"]:
        return None
    target = page.context.page(page.context.resolve(page.path, href))
    words: Span = node.children[0].span
    if target is None or target.module is None or target is page or words.line != words.end_line:
        return None
    try:
        title = target.module.meta.title
    except UnreadError:
        return None
    return Fix(f"Write `{title}`", (Edit(words, title),)) if title and not set(title) & set("[]|*_`<\\") else None


RULE = Rule(Severity.error, visits={"link": generic}, mends="unsafe")
