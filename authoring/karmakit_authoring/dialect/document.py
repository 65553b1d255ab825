"""Read a text: blocks, inlines, nodes."""

from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from karmakit_authoring.dialect.context import Context
from karmakit_authoring.dialect.markup import markup
from karmakit_authoring.dialect.tree import build
from karmakit_authoring.faults import TOO_DEEP
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import Node


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file as a `document` node, and the faults met; `lossy` where a directive was not read as it was meant."""

    node: Node
    findings: tuple[Finding, ...]
    lossy: bool = False


def read_document(source: SourceText, first_line: int = 0) -> Document:
    """Read the Markdown of a file from line `first_line` (from 0)."""
    context = Context(source)
    tokens: list[Token] = []
    env = {"context": context}
    md = markup()
    if source.text:
        state = StateBlock(source.text, md, env, tokens)
        if first_line < state.lineMax:
            md.block.tokenize(state, first_line, state.lineMax)
    node = build(tokens, md, env, context, first_line)
    if context.too_deep:
        context.findings.append(
            TOO_DEEP.at(
                node.span,
                "quotes, lists and directives lie too deep in each other",
                "Write it flatter: text that lies too deep is lost",
            )
        )
    return Document(node, tuple(context.findings), lossy=context.lossy or context.too_deep)
