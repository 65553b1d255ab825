"""The canonical form of a file as edits to what stands in the editor: small ones, so that the cursor stays where it is."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol.types import TextEdit
from pygls.workspace import PositionCodec

from karmakit_schemas.findings import Edit
from karmakit_schemas.spans import Span
from karmakit_validators.edits import Writing
from karmakit_validators.formatting import formatted
from karmakit_validators.lsp.desk import Course
from karmakit_validators.lsp.places import to_range


def form(course: Course, path: str, codec: PositionCodec) -> list[TextEdit]:
    """Return the edits that bring a file into its canonical form; none for a text that cannot be read whole."""
    sources = course.parsed.sources
    done, writing = formatted(sources, path), Writing.read(path, sources.files)
    if done is None or writing is None:
        return []
    lines = course.lines(path)
    new = done.sources.canonical(path).decode().split("\n")
    return [TextEdit(to_range(edit.span, lines, codec), writing.fitted(edit)) for edit in _edits(path, lines, new)]


def _edits(path: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """Yield what makes some lines of others."""
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "replace" and end - start == stop - begin:
            for number in range(end - start):
                yield _within(path, start + number, old[start + number], new[begin + number])
        elif kind != "equal":
            yield _whole(path, old, start, end, new[begin:stop])


def _within(path: str, number: int, old: str, new: str) -> Edit:
    """Return the edit of one line, without the beginning and the end that stay."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    span = Span(path, number + 1, head + 1, number + 1, len(old) - tail + 1)
    return Edit(span, new[head : len(new) - tail])


def _whole(path: str, old: Sequence[str], start: int, end: int, lines: Sequence[str]) -> Edit:
    """Return the edit that puts whole lines in the place of others; at the end of a file the line break before them goes along."""
    text = "".join(f"{line}\n" for line in lines)
    if end < len(old):
        return Edit(Span(path, start + 1, 1, end + 1, 1), text)
    if start == 0:
        return Edit(Span(path, 1, 1, len(old), len(old[-1]) + 1), text[:-1])
    return Edit(Span(path, start, len(old[start - 1]) + 1, len(old), len(old[-1]) + 1), "".join(f"\n{line}" for line in lines))
