"""Neighbouring sections have different headings."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.headings import level
from karmakit_validators.page import Page, spoken
from karmakit_validators.rule import Fault, Faults, Rule


def duplicate(page: Page) -> Faults:
    """Yield each heading that stands under the same heading as an earlier one of the same words."""
    for node in page.containers:
        yield from _among(node)


def _among(parent: Node) -> Faults:
    """Yield the second and later headings of the same words among the children of a node, each section by itself."""
    seen: dict[tuple[str, ...], Node] = {}
    above: list[tuple[int, str]] = []
    for heading in parent.children:
        if heading.kind != "heading" or not heading.plain():
            continue
        above = [(depth, words) for depth, words in above if depth < level(heading)]
        above.append((level(heading), _words(heading)))
        place = tuple(words for _, words in above)
        first = seen.setdefault(place, heading)
        if first is not heading:
            message = f"the heading `{heading.plain()}` stands on line {first.span.line} too, beside this one"
            yield Fault(heading.span, message, "Say what this section adds, or join the two", related=(first.span,))


def _words(heading: Node) -> str:
    """Return the words of a heading as they are compared; signs count where it holds code: `!Send` is not `Send`."""
    return heading.plain() if any(node.kind == "code" for node in heading.walk()) else spoken(heading.plain())


RULE = Rule(Severity.warning, page=duplicate)
