"""Edits of findings, put into the bytes of a file: its byte order mark and the line ends it has stay as they are."""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from karmakit_schemas.findings import Edit
from karmakit_schemas.sources import TEXT_SUFFIXES, Sources
from karmakit_schemas.spans import Span

BOM = b"\xef\xbb\xbf"
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Writing:
    """A text file as it stands on the disk, without its byte order mark."""

    text: str

    @classmethod
    def read(cls, path: str, files: Mapping[str, bytes]) -> "Writing | None":
        """Return a file of a course; None if it is no text file, or not there."""
        if path not in files or not path.lower().endswith(TEXT_SUFFIXES):
            return None
        try:
            return cls(files[path].removeprefix(BOM).decode())
        except UnicodeDecodeError:
            return None

    @cached_property
    def _lines(self) -> tuple[tuple[int, int, str], ...]:
        """Return start, stop and line end of each line; the last line has the line end of the one before it."""
        found = list(LINE_END.finditer(self.text))
        starts = (0, *(match.end() for match in found))
        stops = (*(match.start() for match in found), len(self.text))
        ends = [match[0] for match in found] or ["\n"]
        return tuple(zip(starts, stops, (*ends[: len(found)], ends[-1]), strict=True))

    def range(self, span: Span) -> tuple[int, int] | None:
        """Return the offsets of a span; None if it is no place of this text."""
        start, stop = self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)
        return None if start is None or stop is None or stop < start else (start, stop)

    def _offset(self, line: int, column: int) -> int | None:
        if not 0 < line <= len(self._lines):
            return None
        start, stop, _ = self._lines[line - 1]
        offset = start + column - 1
        return offset if start <= offset <= stop else None

    def fitted(self, edit: Edit) -> str:
        """Return the text of an edit with the line ends of the place it is for."""
        return LINE_END.sub(self._lines[edit.span.line - 1][2], edit.text)

    def edited(self, edits: Iterable[Edit]) -> str | None:
        """Return the text after edits that do not overlap; None if one is for no place here."""
        parts, at = [], 0
        for edit in sorted(edits, key=lambda e: e.span[1:]):
            place = self.range(edit.span)
            if place is None or place[0] < at:
                return None
            parts += [self.text[at : place[0]], self.fitted(edit)]
            at = place[1]
        return "".join([*parts, self.text[at:]])


def edited(sources: Sources, edits: Iterable[Edit]) -> Sources | None:
    """Return the sources with edits that do not overlap; None if one is for no place of a text file."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.span.path].append(edit)
    files = dict(sources.files)
    for path, there in by_path.items():
        writing = Writing.read(path, files)
        text = writing.edited(there) if writing else None
        if text is None or not _is_text(text):
            return None
        files[path] = (BOM if files[path].startswith(BOM) else b"") + text.encode()
    return Sources(sources.name, files)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True)
class Together:
    """Edits of one course that can be made together, taken up one group after the other."""

    sources: Sources
    _writings: dict[str, Writing | None] = field(default_factory=dict)
    _ordered: list[Edit] = field(default_factory=list)

    def take(self, edits: Sequence[Edit]) -> bool:
        """Take up edits if each has its place, one of them changes something, and none touches another or one taken before."""
        ordered = sorted(edits, key=_place)
        if not ordered or any(_overlap(one, other) for one, other in pairwise(ordered)):
            return False
        changes = [self._change(edit) for edit in ordered]
        if None in changes or not any(changes) or any(self._touches(edit) for edit in ordered):
            return False
        for edit in ordered:
            insort(self._ordered, edit, key=_place)
        return True

    def _change(self, edit: Edit) -> bool | None:
        """Say whether an edit changes the text; None if it has no place there, or is no text itself."""
        path = edit.span.path
        if path not in self._writings:
            self._writings[path] = Writing.read(path, self.sources.files)
        writing = self._writings[path]
        place = writing.range(edit.span) if writing else None
        if writing is None or place is None or not _is_text(edit.text):
            return None
        return writing.text[place[0] : place[1]] != writing.fitted(edit)

    def _touches(self, edit: Edit) -> bool:
        """Say whether an edit touches one that is taken: of edits in order that are apart, that is the one before or after it."""
        at = bisect_left(self._ordered, edit.span, key=_place)
        return any(_overlap(edit, other) for other in self._ordered[max(at - 1, 0) : at + 1])


def _place(edit: Edit) -> Span:
    return edit.span


def _overlap(one: Edit, other: Edit) -> bool:
    """Say whether two edits touch the same text; of an insertion at the edge of another it is not clear which comes first."""
    a, b = one.span, other.span
    if a.path != b.path:
        return False
    a_start, a_end, b_start, b_end = a[1:3], a[3:5], b[1:3], b[3:5]
    if a_start == a_end or b_start == b_end:
        return a_start <= b_end and b_start <= a_end
    return a_start < b_end and b_start < a_end
