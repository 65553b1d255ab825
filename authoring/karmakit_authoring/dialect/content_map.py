"""The way back from the text of a paragraph, heading or cell to its place in the file."""

from bisect import bisect_right
from typing import NamedTuple

from karmakit_schemas.spans import Span


class ContentMap(NamedTuple):
    """Pieces of the source that make up a text: where each begins in the text, and its line and column in the file."""

    path: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    columns: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the text from `start` to `end`."""
        path, starts, lines, columns = self
        if len(starts) == 1:
            return Span(path, lines[0], columns[0] + start, lines[0], columns[0] + end)
        first = bisect_right(starts, start) - 1
        line, column = lines[first], columns[first] + start - starts[first]
        if end <= start:
            return Span(path, line, column, line, column)
        # the end belongs to the piece of the last character, not to the piece that begins after it
        last = bisect_right(starts, end - 1, first) - 1
        return Span(path, line, column, lines[last], columns[last] + end - starts[last])

    def next_line(self, start: int, end: int) -> Span:
        """Return the span of a line break: from `start` to where the text goes on at `end`."""
        span = self.span(start, start)
        piece = bisect_right(self.starts, end) - 1
        return Span(self.path, span.line, span.column, self.lines[piece], self.columns[piece] + end - self.starts[piece])

    def cut(self, start: int) -> "ContentMap":
        """Return the map of the text without its first `start` characters."""
        piece = bisect_right(self.starts, start) - 1
        return ContentMap(
            self.path,
            (0, *(at - start for at in self.starts[piece + 1 :])),
            self.lines[piece:],
            (self.columns[piece] + start - self.starts[piece], *self.columns[piece + 1 :]),
        )
