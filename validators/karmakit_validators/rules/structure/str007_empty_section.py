"""Every heading has something under it."""

from collections.abc import Sequence

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.headings import level, shows_itself
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

# what says nothing to a learner
SILENT = frozenset({"comment", "rule"})


def empty(page: Page) -> Faults:
    """Yield each heading after which the text goes on with a heading of its level or above, or ends."""
    for node in page.containers:
        for heading in _bare(node):
            message = f"nothing stands under the heading `{heading.plain()}`"
            yield Fault(heading.span, message, "Write what it promises, or remove the heading")


def _bare(parent: Node) -> list[Node]:
    """Return the headings among the children of a node that have nothing under them."""
    spoken = [child for child in parent.children if child.kind not in SILENT]
    at = [index for index, child in enumerate(spoken) if child.kind == "heading" and not shows_itself(child)]
    return [spoken[index] for index in at if _goes_on_above(spoken[index], spoken[index + 1 : index + 2])]


def _goes_on_above(heading: Node, following: Sequence[Node]) -> bool:
    """Say whether nothing follows a heading, or a heading that is not below it."""
    return not following or (following[0].kind == "heading" and level(following[0]) <= level(heading))


RULE = Rule(Severity.warning, page=empty, whole=True)
