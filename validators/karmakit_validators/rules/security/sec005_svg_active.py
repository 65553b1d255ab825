"""A drawing only draws."""

import re
from collections.abc import Iterator

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.markup import Tag, tags
from karmakit_validators.rule import Fault, Faults, Rule

ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
REFERENCES = frozenset({"href", "xlink:href", "src"})
DECLARATION = re.compile(r"<!(?:DOCTYPE[^>\[]*\[|ENTITY)", re.IGNORECASE)
STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|[\"']|data:image/)[^)\s]", re.IGNORECASE)
INLINE_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
HANDLER = re.compile(r"on[a-z]+")  # but not `only_selected`, which Inkscape writes
# no drawing with a fault is without one of these
HINTS = ("script", "object", "iframe", "embed", "handler", "listener", "href", "src", "on", "<!", "@", "url(")


def active(context: Context) -> Faults:
    """Yield what in an SVG file runs, loads or declares: scripts, handlers, foreign objects, references outside, entities."""
    for path in context.text_files:
        if path.lower().endswith(".svg"):
            text = context.text(path)
            for start, end, what in sorted(found(text)):
                yield Fault(_span(path, text, start, end), f"{what} in a drawing", "Take it out; export the drawing as plain SVG")


def found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is active in the text of a drawing: where it begins and ends, and what it is."""
    lowered = text.lower()
    if not any(hint in lowered for hint in HINTS):
        return
    for match in DECLARATION.finditer(text):
        yield match.start(), match.end(), "an entity declaration"
    for match in STYLE.finditer(text):
        yield match.start(), match.end(), "a style that loads a file"
    for tag in tags(text):
        for what in _of_tag(tag):
            yield tag.start, tag.end, what


def _of_tag(tag: Tag) -> Iterator[str]:
    if tag.closing:
        return
    if tag.name in ACTIVE:
        yield f"`<{tag.name}>`"
    for name, value in tag.attrs:
        if HANDLER.fullmatch(name):
            yield f"the handler `{name}`"
        elif (
            name in REFERENCES
            and not value.startswith("#")
            and not (tag.name in {"image", "feimage"} and INLINE_PICTURE.match(value))
        ):
            yield f"the reference `{value[:40]}`"


def _span(path: str, text: str, start: int, end: int) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    stop = min(end, text.find("\n", start) % (len(text) + 1))
    return Span(path, line, column, line, column + stop - start)


RULE = Rule(Severity.error, gate=True, sources=active)
