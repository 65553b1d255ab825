"""Read how large a picture is from the first bytes of its file."""

import re
import struct
from functools import lru_cache

_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_VIEWBOX = re.compile(rb"""\bviewBox\s*=\s*["']\s*[-\d.eE]+[\s,]+[-\d.eE]+[\s,]+([\d.eE]+)[\s,]+([\d.eE]+)\s*["']""")
_LENGTH = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Size = tuple[int, int]


@lru_cache(maxsize=1024)
def size(data: bytes) -> Size | None:
    """Return width and height in pixels, or None where the bytes do not say so."""
    try:
        found = _size(data)
    except (struct.error, IndexError, ValueError, OverflowError):
        return None
    return found if found and min(found) > 0 else None


def _size(data: bytes) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(struct.unpack(">II", data[16:24]))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _pair(struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return _svg(data)


def _pair(values: tuple[int, ...]) -> Size:
    return values[0], values[1]


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - the byte that opens every JPEG marker
            return None
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def _webp(data: bytes) -> Size | None:
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _svg(data: bytes) -> Size | None:
    root = _SVG.search(data[:65536])
    if not root:
        return None
    lengths = {name: float(value) for name, value in _LENGTH.findall(root[0])}
    if len(lengths) == 2:  # noqa: PLR2004 - width and height
        return round(lengths[b"width"]), round(lengths[b"height"])
    box = _VIEWBOX.search(root[0])
    return (round(float(box[1])), round(float(box[2]))) if box else None
