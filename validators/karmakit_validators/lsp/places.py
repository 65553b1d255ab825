"""Places as an editor counts them: lines from zero, characters in the unit that both sides agreed on."""

from collections.abc import Sequence

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec
from pygls.workspace.position_codec import ServerTextPosition, ServerTextRange

from karmakit_schemas.spans import Span
from karmakit_validators.allowing import front_matter_end


def to_range(span: Span, lines: Sequence[str], codec: PositionCodec) -> Range:
    """Return the range of a span in a file of these lines; what lies behind the end of the file is its end."""
    last = max(len(lines) - 1, 0)
    first_line, end_line = min(span.line - 1, last), min(span.end_line - 1, last)
    start = ServerTextPosition(first_line, _column(lines, first_line, span.column - 1))
    end = ServerTextPosition(end_line, _column(lines, end_line, span.end_column - 1))
    return codec.range_to_client_units(lines, ServerTextRange(start, max(start, end)))


def from_position(position: Position, lines: Sequence[str], codec: PositionCodec) -> tuple[int, int]:
    """Return line and column, both from one and in code points, of a position in the editor."""
    place = codec.position_from_client_units(lines, position)
    return place.line + 1, place.character + 1


def covers(span: Span, line: int, column: int) -> bool:
    """Say whether a place lies in a span, or at its end, where a cursor stands behind what was typed."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)


def is_yaml(path: str, lines: Sequence[str], line: int) -> bool:
    """Say whether a line (from one) is YAML: in a YAML file, or in the front-matter of a module."""
    if path.endswith((".yml", ".yaml")):
        return True
    if not lines or lines[0].rstrip() != "---":
        return False
    return line <= (front_matter_end(lines) or len(lines))  # what is not closed yet is being written


def _column(lines: Sequence[str], line: int, column: int) -> int:
    return min(column, len(lines[line])) if line < len(lines) else 0
