"""The headings of a page, and the edits that lift or lower them."""

import re
from collections.abc import Iterable, Sequence

from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.page import Page

DEEPEST = 6
_LEVEL = re.compile(r"<?h[1-6]>?|#{1,6}")


def of_page(page: Page) -> list[Node]:
    """Return the headings of a page, in their order."""
    return [node for node in page.nodes if node.kind == "heading"]


def level(heading: Node) -> int:
    """Return the level of a heading: 1 to 6."""
    return int(heading.attrs["level"])


def shows_itself(heading: Node) -> bool:
    """Say whether a heading is there to be looked at: a lesson about headings names its level in it, as code."""
    return any(child.kind == "code" and _LEVEL.fullmatch(child.text.strip()) for child in heading.children)


def below(headings: Sequence[Node], index: int) -> list[Node]:
    """Return a heading with all that stand on its level or deeper, up to the next above it."""
    first = level(headings[index])
    found: list[Node] = []
    for heading in headings[index:]:
        if level(heading) < first:
            break
        found.append(heading)
    return found


def moved(page: Page, headings: Iterable[Node], by: int) -> tuple[Edit, ...]:
    """Return the edits that put headings `by` levels deeper (or higher); none if one is underlined or would leave 1 to 6."""
    edits: list[Edit] = []
    for heading in headings:
        at, old = heading.span, level(heading)
        marks = page.lines[at.line - 1][at.column - 1 : at.column - 1 + old]
        if marks != "#" * old or not 1 <= old + by <= DEEPEST:
            return ()
        edits.append(Edit(Span(at.path, at.line, at.column, at.line, at.column + old), "#" * (old + by)))
    return tuple(edits)
