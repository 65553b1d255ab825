"""A sign is not all that a cell says."""

import unicodedata

from karmakit_schemas.findings import Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

PICTURE, SKIN = "So", "Sk"
MARKS = frozenset({"Mn", "Cf", "Me", "Zs", PICTURE, SKIN})


def sign_alone(node: Node, page: Page) -> Faults:
    """Yield the first cell of a table that holds emoji or pictorial signs and no word."""
    signs = [(cell, text) for row in node.children for cell in row.children if cell.children and is_sign(text := cell.plain())]
    if signs:
        cell, text = signs[0]
        often = f" in {len(signs)} cells" if len(signs) > 1 else ""
        message = f"`{text}` stands alone{often}, without a word"
        yield Fault(page.option(cell), message, "Write beside the sign what it means: yes, no, done")


def is_sign(text: str) -> bool:
    """Say whether a text is made of emoji and pictorial signs alone."""
    if text.isascii():
        return False
    kinds = {unicodedata.category(character) for character in text}
    return PICTURE in kinds and kinds <= MARKS


RULE = Rule(Severity.info, visits={"table": sign_alone})
