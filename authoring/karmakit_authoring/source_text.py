"""One text file as the parser sees it: Unicode, LF line ends, and the way back from an offset to line and column."""

from bisect import bisect_right
from dataclasses import dataclass

from karmakit_schemas.spans import Span

BOM = b"\xef\xbb\xbf"


class NotUtf8Error(Exception):
    """It was attempted to read bytes as UTF-8 that are not; `span` is the place of the first wrong byte."""

    def __init__(self, span: Span, byte: int) -> None:
        super().__init__(f"byte 0x{byte:02x} at {span}")
        self.span = span
        self.byte = byte


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of the file `path`; `starts` are the offsets at which its lines begin."""

    path: str
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, path: str, text: str) -> "SourceText":
        """Return `text` with LF line ends; NUL becomes U+FFFD, one for one, so that columns stay true."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text:
            text = text.replace("\0", "\ufffd")
        starts = [0]
        find, end = text.find, text.find("\n")
        while end >= 0:
            starts.append(end + 1)
            end = find("\n", end + 1)
        return cls(path, text, tuple(starts))

    @classmethod
    def decode(cls, path: str, data: bytes) -> "SourceText":
        """Return the text of `data`, without a byte order mark; raise `NotUtf8Error` at the first byte that is not UTF-8."""
        data = data.removeprefix(BOM)
        try:
            return cls.of(path, data.decode())
        except UnicodeDecodeError as error:
            before = cls.of(path, data[: error.start].decode())
            line, column = before.at(len(before.text))
            raise NotUtf8Error(Span(path, line, column, line, column + 1), data[error.start]) from None

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span from offset `start` to offset `end` (exclusive)."""
        return Span(self.path, *self.at(start), *self.at(max(start, end)))

    def line_end(self, line: int) -> int:
        """Return the offset at which line `line` (from 0) ends, before its line break."""
        return self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)

    def line(self, line: int) -> str:
        """Return the text of line `line` (from 0)."""
        return self.text[self.starts[line] : self.line_end(line)]

    def line_span(self, line: int) -> Span:
        """Return the span of line `line` (from 0), without the spaces around its text."""
        text = self.line(line)
        start = self.starts[line] + len(text) - len(text.lstrip())
        return self.span(start, self.starts[line] + len(text.rstrip()))
