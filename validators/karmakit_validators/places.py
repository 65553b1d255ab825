"""Where an MP4 or WebM says that it was taken: the stretches of its bytes that a phone, a camera or a program wrote the place into.

MP4 by its boxes (ISO/IEC 14496-12, 4.2; `loci`: 3GPP TS 26.244, 8.6; `©xyz`, `keys`, `ilst`: QuickTime File Format), WebM by
its tags (RFC 9559, 5.1.8). A file may lie about all its lengths.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_validators.films import elements
from karmakit_validators.pictures import format_of

MOST_BOXES, DEEPEST = 20_000, 8
_INSIDE = frozenset({b"moov", b"trak", b"udta", b"mdia", b"minf", b"stbl"})
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")  # XMP specification, part 3, 1.2.4
XMP_PLACE = b"GPSLatitude"
_COORDINATES = re.compile(rb"[+-]\d{1,6}(\.\d*)?[+-]\d{1,7}(\.\d*)?")  # ISO 6709, annex H
_NAMED = re.compile(rb"location|gps", re.IGNORECASE)
_GO_PRO = (b"GPS5", b"GPS9")
_SEGMENT, _TAGS, _TAG, _SIMPLE = b"\x18\x53\x80\x67", b"\x12\x54\xc3\x67", b"\x73\x73", b"\x67\xc8"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a film that names a place: the whole of it from `start`, its contents from `inner`, to `end`.

    `within`: the elements of a WebM around it, the innermost first, by their contents, since these may bear a checksum.
    """

    start: int
    inner: int
    end: int
    within: tuple[tuple[int, int], ...] = ()


def places(data: bytes) -> tuple[Place, ...]:
    """Return the parts of an MP4, M4A or WebM that name the place where it was taken; none of another file."""
    kind = format_of(data)
    if kind in {"mp4", "m4a"}:
        return tuple(_in_boxes(data, 0, len(data), 0))
    return tuple(_in_tags(data)) if kind == "webm" else ()


def is_tracked(data: bytes) -> bool:
    """Say whether an MP4 has a track beside picture and sound that tells places all along."""
    return format_of(data) == "mp4" and any(_is_tracker(data, *table) for table in _tables(data, 0, len(data), 0))


Box = tuple[bytes, int, int, int]


def _boxes(data: bytes, at: int, stop: int) -> Iterator[Box]:
    """Yield kind, start, start of the contents and end of each box between two places."""
    for _ in range(MOST_BOXES):
        if at + 8 > stop:
            return
        size, inner = int.from_bytes(data[at : at + 4], "big"), at + 8
        if size == 1:
            size, inner = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        end = min(at + size, stop) if size else stop
        if end < inner:
            return
        yield data[at + 4 : at + 8], at, inner, end
        at = end


def _in_boxes(data: bytes, at: int, stop: int, depth: int) -> Iterator[Place]:
    for kind, start, inner, end in _boxes(data, at, stop):
        if kind == b"meta":
            yield from _in_meta(data, inner, end)
        elif kind in _INSIDE and depth < DEEPEST:
            yield from _in_boxes(data, inner, end, depth + 1)
        elif _is_place(kind, data[inner:end] if kind in _SAYING else b""):
            yield Place(start, inner, end)


_SAYING = frozenset({b"\xa9xyz", b"loci", b"uuid", b"XMP_"})


def _is_place(kind: bytes, said: bytes) -> bool:
    if kind == b"\xa9xyz":
        return bool(_COORDINATES.search(said))
    if kind == b"loci":
        return _has_position(said)
    return (kind == b"XMP_" or said.startswith(_XMP)) and XMP_PLACE in said


def _has_position(said: bytes) -> bool:
    """Say whether a `loci` names a longitude or a latitude; files that know none have zeros."""
    wide = said[6:8] in {b"\xfe\xff", b"\xff\xfe"}
    step = 1 + wide
    ends = next((at for at in range(6, len(said), step) if not any(said[at : at + step])), -1)
    position = said[ends + 2 + wide : ends + 10 + wide]
    return ends >= 0 and len(position) == 8 and any(position)  # noqa: PLR2004 - two numbers of four bytes


def _in_meta(data: bytes, at: int, stop: int) -> Iterator[Place]:
    """Yield the values of a `meta` that name a place, by the names in its `keys` or by their own."""
    if data[at + 4 : at + 8] != b"hdlr":
        at += 4  # version and flags, which QuickTime leaves out
    parts = list(_boxes(data, at, stop))
    names = [
        data[inner:end] for kind, _, start, last in parts if kind == b"keys" for _, _, inner, end in _boxes(data, start + 8, last)
    ]
    for kind, start, inner, end in parts:
        if kind == b"ilst":
            for item in _boxes(data, inner, end):
                number = int.from_bytes(item[0], "big")
                name = names[number - 1] if 0 < number <= len(names) else item[0]
                said = data[item[2] : item[3]]
                is_named = name == b"\xa9xyz" or _NAMED.search(said if name == b"----" else name)
                if is_named and item[0] != b"free" and _COORDINATES.search(said):
                    yield Place(*item[1:])
        elif kind in _SAYING and _is_place(kind, data[inner:end]):
            yield Place(start, inner, end)


def _in_tags(data: bytes) -> Iterator[Place]:
    for name, *segment in elements(data, 0, len(data)):
        for tags in _named(data, segment, _TAGS) if name == _SEGMENT else ():
            for tag in _named(data, tags[1:], _TAG):
                for start, inner, end in _named(data, tag[1:], _SIMPLE):
                    said = data[inner:end]
                    if _NAMED.search(said) and _COORDINATES.search(said):
                        yield Place(start, inner, end, ((tag[1], tag[2]), (tags[1], tags[2])))


def _named(data: bytes, place: list[int] | tuple[int, ...], wanted: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield start, start of the contents and end of the elements of a name."""
    at, stop = place
    for name, inner, end in elements(data, at, stop):
        if name == wanted:
            yield at, inner, end
        at = end


def _tables(data: bytes, at: int, stop: int, depth: int) -> Iterator[tuple[int, int]]:
    """Yield where the descriptions of the samples of each track begin and end."""
    for kind, _, inner, end in _boxes(data, at, stop):
        if kind == b"stsd":
            yield inner + 8, end
        elif kind in _INSIDE and depth < DEEPEST:
            yield from _tables(data, inner, end, depth + 1)


def _is_tracker(data: bytes, at: int, stop: int) -> bool:
    """Say whether a track is of an action camera that knew where it was, or has a name for a place among its keys."""
    for kind, _, inner, end in _boxes(data, at, stop):
        if kind == b"gpmd":
            return any(mark in data for mark in _GO_PRO)
        if kind == b"mebx" and b"location.ISO6709" in data[inner:end]:
            return True
    return False
