"""Name a poster in the Markdown behind its film: an insertion, and reading it again must prove that nothing else changed."""

from collections.abc import Iterator
from posixpath import splitext

from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Edit
from karmakit_schemas.nodes import Node
from karmakit_schemas.parsed import Parsed
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.context import Context
from karmakit_validators.edits import Writing, edited
from karmakit_validators.page import Page

_QUOTE = '"'


def bare_films(parsed: Parsed) -> dict[str, list[tuple[Page, Node]]]:
    """Return the films of the course that are shown without a poster, by their paths, and where they are shown."""
    found: dict[str, list[tuple[Page, Node]]] = {}
    context = Context(parsed)
    for page in context.pages:
        for node, name, address in page.addressed:
            path = context.resolve(page.path, address) if name == "src" and node.kind == "video" else ""
            if path in parsed.sources.files and not node.attrs.get("poster"):
                found.setdefault(path, []).append((page, node))
    return found


def poster_of(film: str, sources: Sources, data: bytes) -> str:
    """Return a place for the poster of a film, beside it: `media/counter-poster.jpg`.

    It is free, or holds this very poster: a run that was stopped before it named it has left it there.
    """
    stem = splitext(film)[0]
    names = (f"{stem}-poster{f'-{number}' if number > 1 else ''}.jpg" for number in range(1, len(sources.files) + 2))
    return next(name for name in names if sources.files.get(name, data) == data)


def with_poster(parsed: Parsed, film: str, poster: str, data: bytes) -> Sources | None:
    """Return the course with a poster, named wherever its film is shown without one; None where that cannot be proved."""
    edits = [edit for page, node in bare_films(parsed).get(film, ()) for edit in _insertion(page, node, poster)]
    if len(edits) != len(bare_films(parsed).get(film, ())):
        return None
    before = Sources(parsed.sources.name, {**parsed.sources.files, poster: data})
    after = edited(before, edits)
    return after if after and _proved(parsed, parse(after), film, poster) else None


def _insertion(page: Page, node: Node, poster: str) -> Iterator[Edit]:
    """Yield the edit that writes the poster behind the film, in the same way: relative, quoted or escaped as that is."""
    address = node.attrs.get("src", "")
    span = page.find(Span(node.span.path, node.span.line, node.span.column, node.span.line, 10_000), address)
    writing = Writing.read(page.path, page.context.parsed.sources.files)
    if span.line != span.end_line or writing is None or span.column == node.span.column:
        return
    line = page.lines[span.line - 1]
    quote = _QUOTE if line[span.end_column - 1 : span.end_column] == _QUOTE else ""
    column = span.end_column + len(quote)
    told = splitext(address)[0] + poster.removeprefix(splitext(page.context.resolve(page.path, address))[0])
    yield Edit(Span(page.path, span.line, column, span.line, column), f" poster={quote}{told}{quote}")


def _proved(before: Parsed, after: Parsed, film: str, poster: str) -> bool:
    """Say whether the course is what it was but for this poster of this film."""
    if len(after.findings) > len(before.findings) or len(after.modules) != len(before.modules):
        return False
    old, new = (list(_all(parsed)) for parsed in (before, after))
    if len(old) != len(new) or film in bare_films(after):
        return False
    context = Context(after)
    for (path, one), (_, other) in zip(old, new, strict=True):
        said = {name: value for name, value in other.attrs.items() if name != "poster"} if other.kind == "video" else other.attrs
        is_new = other.attrs != one.attrs
        if (one.kind, one.text, dict(one.attrs)) != (other.kind, other.text, dict(said if is_new else other.attrs)):
            return False
        if is_new and (context.resolve(path, other.attrs["poster"]), context.resolve(path, other.attrs["src"])) != (poster, film):
            return False
    return True


def _all(parsed: Parsed) -> Iterator[tuple[str, Node]]:
    for page in Context(parsed).pages:
        yield from ((page.path, node) for node in page.nodes)
