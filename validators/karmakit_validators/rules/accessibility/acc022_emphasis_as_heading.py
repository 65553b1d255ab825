"""A heading is written as one."""

from itertools import pairwise

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

LONGEST = 10
FOLLOWED = frozenset({"paragraph", "list", "table", "code_block", "definition_list"})
ENDS = (".", "?", "!", ":", ";", ",", "।", "…", ")", '"', "”")
# the subject line and the number of a letter that a page shows are bold by custom
LETTER = ("subject:", "sub:", "re:", "no.", "ref.", "ref:", "विषय:", "विषय :", "सं.", "संख्या", "संदर्भ:")
DEEPEST = 6


def as_heading(page: Page) -> Faults:
    """Yield each short paragraph in bold letters, without an end mark, that stands above running text of a module."""
    if page.module is None:
        return
    level = 1
    blocks = page.module.body.children
    for node, following in pairwise(blocks):
        if node.kind == "heading":
            level = int(node.attrs["level"])
        elif following.kind in FOLLOWED and not is_bold(following) and is_bold(node):
            message = f"`{node.plain()}` looks like a heading and is none"
            yield Fault(node.span, message, "Write ## before it instead of ** round it", fix=_heading(node, level + 1, page))


def is_bold(node: Node) -> bool:
    """Say whether a block is a few words in bold letters that do not end as a sentence does."""
    if node.kind != "paragraph" or len(node.children) != 1 or node.children[0].kind != "strong":
        return False
    text = node.plain()
    if not 0 < len(text.split()) <= LONGEST or text.endswith(ENDS) or text.casefold().startswith(LETTER):
        return False
    return not any(inner.kind == "image" for inner in node.walk())


def _heading(node: Node, level: int, page: Page) -> Fix | None:
    """Return the line as a heading one level below the last, where it is written as two stars, words, two stars."""
    span = node.span
    line = page.lines[span.line - 1]
    words = line.strip().removeprefix("**").removesuffix("**")
    if span.line != span.end_line or line.strip() != f"**{words}**" or "*" in words or level > DEEPEST:
        return None
    return Fix(f"Write it as a heading of level {level}", (Edit(span, f"{'#' * level} {words}"),))


RULE = Rule(Severity.warning, page=as_heading, mends="unsafe")
