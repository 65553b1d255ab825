"""A question that asks for what is not so says it aloud."""

from karmakit_schemas.findings import Edit, Fix, Severity
from karmakit_schemas.nodes import Node
from karmakit_schemas.spans import Span
from karmakit_validators import languages
from karmakit_validators.asking import choices, denied
from karmakit_validators.page import Page
from karmakit_validators.rule import Fault, Faults, Rule

STRESSED = frozenset({"strong", "emphasis"})


def negative(page: Page) -> Faults:
    """Yield each negative word in the sentence that asks, where it is neither stressed nor in capitals."""
    for _, question in choices(page):
        found = denied(question, page.context.words)
        if found and not found[0].isupper() and not _is_stressed(question.stem, found[0]):
            span = _place(question.stem, found[0])
            mend = f"Ask for what is so; or write **{found[0]}**"
            yield Fault(
                span or question.stem.span, f"the stem turns on an unstressed `{found[0]}`", mend, fix=_stress(span, found[0])
            )


def _is_stressed(stem: Node, word: str) -> bool:
    pattern = languages.pattern((word,))
    return any(word in node.plain() and pattern.search(node.plain()) for node in stem.walk() if node.kind in STRESSED)


def _place(stem: Node, word: str) -> Span | None:
    """Return where the word stands last in the stem by itself; None if it stands nowhere as it is read."""
    pattern = languages.pattern((word,))
    places = [
        Span(node.span.path, node.span.line, node.span.column + match.start(), node.span.line, node.span.column + match.end())
        for node in stem.walk()
        if node.kind == "text" and word in node.text and node.span.end_column - node.span.column == len(node.text)
        for match in pattern.finditer(node.text)
    ]
    return places[-1] if places else None


def _stress(span: Span | None, word: str) -> Fix | None:
    return Fix(f"stress `{word}`", (Edit(span, f"**{word}**"),)) if span else None


RULE = Rule(Severity.warning, page=negative, mends="unsafe")
