"""What the rules of the dialect share while they read one file."""

import re
from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from karmakit_authoring.source_text import SourceText
from karmakit_schemas.findings import Finding


@dataclass(slots=True)
class Context:
    """The file that is read, the faults met, and where in it the rules are."""

    source: SourceText
    findings: list[Finding] = field(default_factory=list)
    forgiven: dict[int, int] = field(default_factory=dict)  # closing fences, by length, that an earlier finding accounts for
    in_question: bool = False
    too_deep: bool = False
    lossy: bool = False
    comment_ends: tuple[int, ...] = ()  # where a comment can end

    def __post_init__(self) -> None:
        self.comment_ends = tuple(found.start() for found in re.finditer("-->", self.source.text))


def context_of(state: StateBlock | StateInline) -> Context:
    """Return the context of a markdown-it state."""
    context = state.env["context"]
    if not isinstance(context, Context):
        raise TypeError("the dialect reads files by `read_document` alone")
    return context
