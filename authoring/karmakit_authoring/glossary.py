"""`glossary.md`: one definition list, each term with its id."""

from karmakit_authoring.dialect import read_document
from karmakit_authoring.faults import GLOSSARY_SHAPE
from karmakit_authoring.texts import read_text
from karmakit_schemas.course import Term
from karmakit_schemas.findings import Finding
from karmakit_schemas.nodes import NO_ATTRS, Node
from karmakit_schemas.spans import Span

IGNORED = frozenset({"heading", "comment", "paragraph"})
SHAPE = "Write the term and its id, `Public authority {#public-authority}`, and on the next line `: ` and its meaning"


def read_glossary(path: str, data: bytes) -> tuple[tuple[Term, ...] | None, tuple[Finding, ...]]:
    """Return the terms of the glossary, None if it could not be read, and the faults met."""
    findings: list[Finding] = []
    source = read_text(path, data, findings)
    if source is None:
        return None, tuple(findings)
    document = read_document(source)
    findings.extend(document.findings)
    terms: list[Term] = []
    for node in document.node.children:
        if node.kind == "definition_list":
            terms.extend(_terms(node, findings))
        elif node.kind not in IGNORED:
            findings.append(GLOSSARY_SHAPE.at(node.span, f"a {node.kind.replace('_', ' ')} stands between the terms", SHAPE))
    if not terms and not findings:
        findings.append(GLOSSARY_SHAPE.at(document.node.span, "the glossary has no terms", SHAPE))
    return tuple(terms), tuple(findings)


def _terms(node: Node, findings: list[Finding]) -> list[Term]:
    """Return the terms of a definition list."""
    terms: list[Term] = []
    name: Node | None = None
    meanings: list[Node] = []
    for child in (*node.children, None):
        if child is not None and child.kind == "definition":
            meanings.append(child)
            continue
        if name is not None and "id" in name.attrs and meanings:
            terms.append(Term(id=name.attrs["id"], name=name, meaning=_meaning(meanings), span=_around(name, meanings[-1])))
        elif name is not None:
            findings.append(
                GLOSSARY_SHAPE.at(
                    name.span, f"the term `{name.plain()[:40]}` has no id", f"Write it as `{name.plain()[:40]} {{#an-id}}`"
                )
            )
        name, meanings = child, []
    return terms


def _meaning(meanings: list[Node]) -> Node:
    """Return the text of one or several definitions as one document."""
    children = tuple(child for meaning in meanings for child in meaning.children)
    return Node("document", _around(meanings[0], meanings[-1]), "", NO_ATTRS, children)


def _around(first: Node, last: Node) -> Span:
    """Return the span from the beginning of one node to the end of another."""
    return Span(first.span.path, first.span.line, first.span.column, last.span.end_line, last.span.end_column)
