"""One Markdown file under check: its nodes in order, its text, its links, and the way to exact places."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karmakit_schemas.course import Module, Term
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import Matching, Question
from karmakit_schemas.spans import Span
from karmakit_schemas.unread import UnreadError
from karmakit_validators import prose

if TYPE_CHECKING:
    from karmakit_validators.context import Context

FOLDED = frozenset({"video", "audio", "details"})
# blocks of text hold no blocks (but an item of a list may), and a question is a world of its own
TEXT_BLOCKS = frozenset({"paragraph", "heading", "table", "question", "term"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
ADDRESSES = {"link": ("href",), "image": ("src",), "figure": ("src",), "video": ("src", "captions", "poster"), "audio": ("src",)}


def parts(question: Question) -> Iterator[Node]:
    """Yield every text of a question, in the order of its model: stem, answers with their feedback, hints, overall feedback."""
    yield question.stem
    if isinstance(question, Matching):
        yield from question.headers
        for pair in question.pairs:
            yield from (node for node in (pair.left, pair.right, pair.feedback) if node)
    for option in getattr(question, "options", ()):
        yield option.content
        if option.feedback:
            yield option.feedback
    yield from question.hints
    yield from (node for node in (question.right, question.wrong, question.always) if node)


@dataclass(frozen=True)
class Page:
    """A module, or the glossary (then `module` is None and `terms` are its entries)."""

    path: str
    context: "Context"
    module: Module | None = None
    terms: tuple[Term, ...] = ()

    def again(self, context: "Context") -> "Page":
        """Return the page in another run; what was worked out of its own text alone, which is all that it keeps, comes with it."""
        page = Page(self.path, context, self.module, self.terms)
        page.__dict__.update({**self.__dict__, "context": context})  # where the properties keep it
        return page

    @cached_property
    def _walked(self) -> tuple[tuple[Node, ...], frozenset[int]]:
        """Return all nodes, and the identities of those that belong to a question."""
        if self.module is None:
            return tuple(node for term in self.terms for half in (term.name, term.meaning) for node in half.walk()), frozenset()
        questions = {question.id: question for question in self.module.questions}
        nodes: list[Node] = []
        inside: set[int] = set()
        stack = [(self.module.body, False)]
        while stack:
            node, asked = stack.pop()
            nodes.append(node)
            if asked:
                inside.add(id(node))
            question = questions.get(node.attrs.get("id", "")) if node.kind == "question" else None
            children = tuple(parts(question)) if question else node.children
            if children:
                below = asked or node.kind == "question"
                stack.extend((child, below) for child in reversed(children))
        return tuple(nodes), frozenset(inside)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return all nodes; the texts of a question follow its `question` node."""
        return self._walked[0]

    @cached_property
    def containers(self) -> tuple[Node, ...]:
        """Return the body and, within it, every block that holds blocks, outside of questions."""
        found: list[Node] = []
        stack = [self.module.body] if self.module else []
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend([child for child in node.children if child.children and child.kind not in TEXT_BLOCKS])
        return tuple(found)

    @property
    def inside_questions(self) -> frozenset[int]:
        """Return the identities of the nodes that belong to a question."""
        return self._walked[1]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the file's lines."""
        return self.context.lines(self.path)

    @cached_property
    def blocks(self) -> tuple[prose.Prose, ...]:
        """Return the running text of the body, block by block."""
        return tuple(prose.of_block(node) for node in self.nodes if prose.holds_inlines(node))

    @cached_property
    def values(self) -> tuple[prose.Prose, ...]:
        """Return the texts of the front-matter that a learner reads: title and objectives."""
        if self.module is None:
            return ()
        meta = self.module.meta
        texts: list[tuple[str, str, Span]] = []
        with suppress(UnreadError):
            texts.append(("title", meta.title, self.module.place("title")))
        with suppress(UnreadError):
            texts += [("objective", o.text, self.module.place("objectives", i, "text")) for i, o in enumerate(meta.objectives)]
        return tuple(prose.of_value(kind, text, span, self.lines) for kind, text, span in texts)

    @cached_property
    def texts(self) -> tuple[prose.Prose, ...]:
        """Return all running text: front-matter and body."""
        return (*self.values, *self.blocks)

    @cached_property
    def counted(self) -> tuple[tuple[Node, int], ...]:
        """Return every text node with the number of its words, as spaces part them; so every script counts alike."""
        return tuple([(node, len(node.text.split())) for node in self.nodes if node.kind == "text"])

    @cached_property
    def words(self) -> int:
        """Return how many words there are to read outside of questions, transcripts and what is folded away."""
        left_out = set(self.inside_questions)
        for node in self.nodes:
            if node.kind in FOLDED:
                left_out.update(id(inner) for inner in node.walk())
        return sum([number for node, number in self.counted if id(node) not in left_out])

    @cached_property
    def joined(self) -> str:
        """Return all running text, a line a block: what is not in it need not be searched block by block."""
        return "\n".join([prose.text for prose in self.texts])

    @cached_property
    def is_latin(self) -> bool:
        """Say whether all running text is ASCII."""
        return self.joined.replace(prose.OPAQUE, "").isascii()

    @cached_property
    def lowered_words(self) -> tuple[str, ...]:
        """Return all running text in lower case, parted at its spaces."""
        return tuple(self.joined.lower().split())

    @cached_property
    def lowered(self) -> str:
        """Return all running text in lower case with single spaces, to look for words before patterns look for them."""
        return " ".join(self.lowered_words)

    @cached_property
    def addressed(self) -> tuple[tuple[Node, str, str], ...]:
        """Return every address on the page: the node that points to it, the attribute that holds it, the address as written."""
        pointing = [node for node in self.nodes if node.kind in ADDRESSES]
        return tuple((node, name, address) for node in pointing for name, address in addresses(node))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return every id that a link can jump to."""
        return frozenset([node.attrs["id"] for node in self.nodes if node.attrs.get("id")] + [term.id for term in self.terms])

    @cached_property
    def set_off(self) -> tuple[Span, ...]:
        """Return where quotations and words in italics stand: a text speaks there of words rather than with them."""
        return outermost(node.span for node in self.nodes if node.kind in {"quote", "emphasis"})

    def find(self, span: Span, text: str) -> Span:
        """Return where `text` first stands within a span, for instance an attribute's value; the span itself if nowhere."""
        for number in range(span.line, min(span.end_line, len(self.lines)) + 1):
            line = self.lines[number - 1]
            start = span.column - 1 if number == span.line else 0
            stop = span.end_column - 1 if number == span.end_line else len(line)
            column = line.find(text, start, stop) if text else -1
            if column >= 0:
                return Span(span.path, number, column + 1, number, column + 1 + len(text))
        return span

    def head(self, node: Node) -> Span:
        """Return the first line of a node: a directive's fence rather than all it holds."""
        span = node.span
        if span.line == span.end_line or span.line > len(self.lines):
            return span
        return Span(span.path, span.line, span.column, span.line, len(self.lines[span.line - 1].rstrip()) + 1)

    def option(self, node: Node) -> Span:
        """Return where the text of an option, cell or stem stands: its first block's first line."""
        inner = next((n for n in node.walk() if prose.holds_inlines(n)), node)
        return self.head(inner)


def outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans of one file in order, without those that lie in another."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.line, one.column, -one.end_line, -one.end_column)):
        if not found or (found[-1].end_line, found[-1].end_column) < (span.end_line, span.end_column):
            found.append(span)
    return tuple(found)


def addresses(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the addresses a node points to, each after the attribute that holds it."""
    for name in ADDRESSES.get(node.kind, ()):
        if node.attrs.get(name):
            yield name, node.attrs[name]


def is_remote(address: str) -> bool:
    """Say whether an address leads out of the course."""
    return bool(_SCHEME.match(address)) or address.startswith("//")


def spoken(text: str) -> str:
    """Return a text as rules compare it: lower case, single spaces, without marks at its ends."""
    return re.sub(r"\s+", " ", text).strip(" \t\n.,;:!?।॥…\"'“”\u2018\u2019()[]*_").casefold()
