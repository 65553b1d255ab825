"""The first line of a directive: the id first, quotation marks around texts and where a value needs them."""

import re
from collections.abc import Iterator

from karmakit_authoring.dialect.attributes import Attribute, read_attributes
from karmakit_authoring.dialect.fences import LINE
from karmakit_schemas.directives import DIRECTIVES
from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.page import Page

TEXTS = frozenset({"title", "alt"})
"""What learners read stands in quotation marks, whether it has spaces or not."""
_BARE = re.compile(r"""[^\s}"'=]+""")


def edits(context: Context) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits that write the first line of each directive in one way."""
    for page in context.pages:
        if page.module and ":::" in context.text(page.path):
            for node in page.module.body.walk():
                if node.kind in DIRECTIVES:
                    yield from _opening(page, node)


def _opening(page: Page, node: Node) -> Iterator[tuple[Edit, ...]]:
    at = node.span
    line = page.lines[at.line - 1]
    found = LINE.match(line, at.column - 1)
    if found is None or found["name"] != node.kind:
        return
    rest = found["rest"].strip()
    read = read_attributes(line, found.start("rest"), len(line)) if rest.startswith("{") else None
    if rest and (read is None or line[read.end :].strip() or any(not item.key for item in read.items)):
        return  # a finding tells of it
    new = f"{found['colons']} {found['name']}"
    if read and read.items:
        ordered = sorted(read.items, key=lambda item: item.key != "id")
        new += f" {{{' '.join(map(_written, ordered))}}}"
    if new != line[at.column - 1 :]:
        yield (Edit(Span(at.path, at.line, at.column, at.line, len(line) + 1), new),)


def _written(item: Attribute) -> str:
    if item.key == "id":
        return f"#{item.value}"
    if item.key == "class":
        return f".{item.value}"
    return f"{item.key}={item.value}" if item.key not in TEXTS and _BARE.fullmatch(item.value) else f'{item.key}="{item.value}"'
