"""Spaces, tabs, empty lines and the end of a file: as the rule on the style of Markdown mends them."""

from collections.abc import Iterator

from karmakit_schemas.findings import Edit
from karmakit_validators.context import Context
from karmakit_validators.rules.structure.str023_markdown_style import untidy


def edits(context: Context) -> Iterator[tuple[Edit, ...]]:
    """Yield the edits that leave out what says nothing."""
    for page in context.pages:
        for fault in untidy(page):
            if fault.fix:
                yield fault.fix.edits
