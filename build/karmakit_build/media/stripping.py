"""Take out of a picture what is not seen: the camera's data, the place, thumbnails, comments; not a bit of what is seen changes.

JPEG by its segments (ITU-T T.81, B.1.1), PNG by its chunks (W3C PNG, 5.3), WebP by its RIFF chunks (RFC 9649, 2.3).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from karmakit_validators.pictures import format_of


class BrokenError(ValueError):
    """It was attempted to take apart a picture that is not whole."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A picture without its data, the EXIF block that was taken out (TIFF, without a prefix), and whether it moves."""

    data: bytes
    exif: bytes = b""
    moves: bool = False


def stripped(data: bytes) -> Bare:
    """Return a JPEG, PNG or WebP without what is not seen; colour profiles stay. Raise BrokenError where it is not whole."""
    return _READERS[format_of(data) or ""](data)


def _jpeg(data: bytes) -> Bare:
    kept, exif = [b"\xff\xd8"], b""
    for marker, segment in _segments(data):
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            exif = exif or segment[10:]
        elif marker == _APP0 and segment[4:9] == b"JFIF\0":
            kept.append(b"\xff\xe0\0\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0")  # without its thumbnail
        elif marker not in _UNSEEN or (marker == _APP2 and segment[4:16] == b"ICC_PROFILE\0") or marker == _ADOBE:
            kept.append(segment)
    return Bare(b"".join(kept), exif)


_APP0, _APP1, _APP2, _ADOBE, _START_OF_SCAN, _END = 0xE0, 0xE1, 0xE2, 0xEE, 0xDA, 0xD9
_UNSEEN = frozenset({*range(0xE0, 0xF0), 0xFE})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker of a JPEG after its start with all that belongs to it; what follows its end is another file."""
    at = 2
    while at + 1 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every marker begins with it
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a filler
            at += 1
            continue
        if marker == _END:
            yield marker, b"\xff\xd9"
            return
        end = at + 2 if marker in _ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            following = _NEXT_MARKER.search(data, end)
            end = following.start() if following else len(data) + 1
        if end > len(data) or end < at + 2 or (marker not in _ALONE and end < at + 4):
            break
        yield marker, data[at:end]
        at = end
    raise BrokenError


def _png(data: bytes) -> Bare:
    kept, exif, moves = [data[:8]], b"", False
    for kind, chunk in _chunks(data):
        moves = moves or kind == b"acTL"
        if kind == b"eXIf":
            exif = exif or chunk[8:-4]
        if kind[:1].isupper() or kind in _SEEN:
            kept.append(chunk)
    return Bare(b"".join(kept), exif, moves)


# what is needed to show it stands in chunks with a capital letter, and in these; whatever else a program wrote is for that program
_SEEN = frozenset(
    {b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and bytes of each chunk of a PNG to its end; what follows is another file."""
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            break
        yield data[at + 4 : at + 8], data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            return
        at = end
    raise BrokenError


def _webp(data: bytes) -> Bare:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise BrokenError
    kept, exif, moves = [], b"", False
    at = 12
    while at + 8 <= end:
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        after = at + 8 + size + size % 2
        if at + 8 + size > end:
            raise BrokenError
        content = data[at + 8 : at + 8 + size]
        if kind == b"EXIF":
            exif = exif or content.removeprefix(b"Exif\0\0")
        elif kind == b"VP8X" and size >= 1:
            moves = bool(content[0] & _ANIMATION)
            kept.append(data[at : at + 8] + bytes([content[0] & ~_METADATA]) + data[at + 9 : after])
        elif kind in _SHOWN:
            kept.append(data[at:after].ljust(after - at, b"\0"))
        at = after
    body = b"WEBP" + b"".join(kept)
    return Bare(b"RIFF" + len(body).to_bytes(4, "little") + body, exif, moves)


_SHOWN = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF"})
_ANIMATION, _METADATA = 0x02, 0x0C

_READERS = {"jpeg": _jpeg, "png": _png, "webp": _webp}
