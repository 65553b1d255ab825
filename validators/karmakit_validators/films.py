"""How long an MP4 or WebM takes, read from its header; a file may lie about all its lengths."""

import struct
from collections.abc import Iterator

from karmakit_validators.pictures import format_of

MOST_PARTS = 2_000
_SEGMENT, _INFO, _SCALE, _DURATION = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x2a\xd7\xb1", b"\x44\x89"
_USUAL_SCALE = 1_000_000  # nanoseconds of a tick


def seconds(data: bytes) -> float | None:
    """Return how many seconds a film takes; None if its header does not say, or says nothing that can be."""
    kind = format_of(data)
    found = _of_mp4(data) if kind in {"mp4", "m4a"} else _of_webm(data) if kind == "webm" else None
    return found if found is not None and 0 < found < 24 * 3600 else None


def _of_mp4(data: bytes) -> float | None:
    moov = next((body for kind, body in _boxes(data) if kind == b"moov"), b"")
    header = next((body for kind, body in _boxes(moov) if kind == b"mvhd"), b"")
    try:
        scale, length = struct.unpack_from(">IQ", header, 20) if header[:1] == b"\1" else struct.unpack_from(">II", header, 12)
    except struct.error:
        return None
    return length / scale if scale else None


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and contents of the boxes of an MP4, or of one of its boxes."""
    at = 0
    for _ in range(MOST_PARTS):
        if at + 8 > len(data):
            return
        size, start = int.from_bytes(data[at : at + 4], "big"), at + 8
        if size == 1:
            size, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        end = at + size if size else len(data)
        if end < start:
            return
        yield data[at + 4 : at + 8], data[start:end] if data[at + 4 : at + 8] in {b"moov", b"mvhd"} else b""
        at = end


def _of_webm(data: bytes) -> float | None:
    segment = next((place for name, *place in elements(data, 0, len(data)) if name == _SEGMENT), None)
    info = next((place for name, *place in elements(data, *segment) if name == _INFO), None) if segment else None
    told = {name: data[start:end] for name, start, end in elements(data, *info)} if info else {}
    try:
        length = struct.unpack(">d" if len(told[_DURATION]) == 8 else ">f", told[_DURATION])[0]  # noqa: PLR2004 - bytes of a double
    except (KeyError, struct.error):
        return None
    return float(length) * int.from_bytes(told.get(_SCALE, _USUAL_SCALE.to_bytes(3, "big")), "big") / 1e9


def elements(data: bytes, at: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each element of a WebM between two places, and where its contents begin and end."""
    for _ in range(MOST_PARTS):
        if at >= stop:
            return
        name_ends = at + _width(data[at])
        if name_ends >= stop:
            return
        start = name_ends + _width(data[name_ends])
        told = int.from_bytes(data[name_ends:start], "big") & ((1 << 7 * (start - name_ends)) - 1)
        unknown = told == (1 << 7 * (start - name_ends)) - 1
        end = stop if unknown else min(start + told, stop)
        yield data[at:name_ends], start, end
        at = end


def _width(first: int) -> int:
    """Return how many bytes a number of EBML has, by its first one."""
    return 9 - first.bit_length() if first else 8
