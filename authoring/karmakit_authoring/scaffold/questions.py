"""A question, laid out from the template of its type."""

from collections.abc import Iterator, Mapping
from itertools import count
from types import MappingProxyType

from karmakit_authoring.scaffold.addition import Addition
from karmakit_authoring.scaffold.filling import fill, template
from karmakit_authoring.source_text import SourceText
from karmakit_schemas.course import Module
from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.spans import Span

TYPES = ("single", "multiple", "true-false", "matching", "ordering", "fill-in", "numeric", "scale", "reflection")
NOT_SCORED = frozenset({"scale", "reflection"})
OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "truefalse": "true-false",
        "blank": "fill-in",
        "fillin": "fill-in",
        "number": "numeric",
        "order": "ordering",
        "match": "matching",
    }
)
# what closes a page: a question comes before it
_CLOSING = frozenset({"footnote", "further-reading", "comment"})
_HEADINGS = frozenset({"sources", "source", "references", "further reading", "notes", "स्रोत", "संदर्भ", "और पढ़ें", "टिप्पणियाँ"})


def question(parsed: Parsed, kind: str, identifier: str, objective: str | None) -> str:
    """Return a question of a type as Markdown, without a line end; where the course asks just this already, it gets a number."""
    text = template(parsed.part.meta.language, f"questions/{kind}.md").rstrip("\n")
    pages = [data.decode("utf-8", "replace") for path, data in parsed.sources.files.items() if path.endswith(".md")]
    asked = {line for page in pages for line in page.splitlines()}
    stem = text.split("\n")[1]
    mark = next(mark for mark in _marks() if "{{n}}" not in stem or fill(stem, {"n": mark}) not in asked)
    return fill(text, {"id": identifier, "n": mark, "objective": objective or ""})


def _marks() -> Iterator[str]:
    """Yield what tells the same questions apart: nothing, then a number."""
    yield ""
    yield from (f" ({number})" for number in count(2))


def with_question(module: Module, data: bytes, text: str, identifier: str) -> Addition:
    """Return the edit that puts a question at the end of a module, before its sources and footnotes."""
    source = SourceText.decode(module.path, data)
    kept = _before_closing(module.body.children)
    line = _last_line(source, kept.span) if kept else _end_of_front_matter(source)
    place = Span(module.path, line + 1, len(source.line(line)) + 1, line + 1, len(source.line(line)) + 1)
    more = line + 1 < len(source.starts) and source.line(line + 1).strip()
    closed = line + 1 >= len(source.starts)
    return Addition(identifier, edits=(Edit(place, f"\n\n{text}{chr(10) if more or closed else ''}"),))


def _before_closing(blocks: tuple[Node, ...]) -> Node | None:
    """Return the last block after which only sources, footnotes and remarks come."""
    end = len(blocks)
    while end and blocks[end - 1].kind in _CLOSING:
        end -= 1
    heading = next((at for at in range(end - 1, -1, -1) if blocks[at].kind == "heading"), None)
    if heading is not None and blocks[heading].plain().strip().casefold() in _HEADINGS:
        end = heading
    return blocks[end - 1] if end else None


def _last_line(source: SourceText, span: Span) -> int:
    """Return the last line (from 0) of a block that is not empty."""
    line = min(span.end_line, len(source.starts)) - 1
    while line >= span.line and not source.line(line).strip():
        line -= 1
    return line


def _end_of_front_matter(source: SourceText) -> int:
    """Return the line (from 0) that closes the front-matter of a module without text."""
    return max(line for line in range(len(source.starts)) if source.line(line).strip())
