"""A page has one title, and it stands in the front-matter."""

from collections.abc import Sequence

from karmakit_schemas.findings import Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.headings import level, moved, of_page
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule


def second_title(page: Page) -> Faults:
    """Yield each first-level heading: the front-matter's title is the page's only one."""
    headings = of_page(page)
    for index, node in enumerate(headings):
        if level(node) == 1:
            message = f"`{node.plain()}` is a second title of the page"
            mend = "Begin it with ##; the title stands in the front-matter"
            yield Fault(node.span, message, mend, fix=_fix(page, headings, index))


def _fix(page: Page, headings: Sequence[Node], index: int) -> Fix | None:
    """Return the fix that keeps who stands under whom: all headings one deeper, or this one alone if none stands under it."""
    following = headings[index + 1 : index + 2]
    if level(headings[0]) == 1:
        edits = moved(page, headings, 1)
    elif not following or level(following[0]) == 1:
        edits = moved(page, headings[index : index + 1], 1)
    else:
        edits = ()
    return Fix("put the headings one level deeper", edits, safe=True) if edits else None


RULE = Rule(Severity.error, page=second_title, mends="safe")
