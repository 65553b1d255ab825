"""Cut pictures to iGOT's sizes: the same bytes on every machine, from the same pixels.

A PNG gives the same pixels everywhere. How a JPEG is unpacked is the decoder's matter: another build of it may differ by a shade.
"""

import struct
import zlib
from functools import lru_cache

import deflate

from karmakit_build.compiler.images import Size
from karmakit_build.rasters import UnreadablePictureError, raster

LEVEL = 9
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RASTER = ("PNG", "JPEG", "WEBP", "GIF")


@lru_cache(maxsize=64)
def fitted(data: bytes, wanted: Size) -> bytes | None:
    """Return a picture as a PNG of exactly this size, cut at the sides that are too long; None where it is no raster picture.

    A PNG that has the size already is returned as it is.
    """
    try:
        with raster(data, _RASTER) as opened:
            if opened.format == "PNG" and opened.size == wanted:
                return data
            cut = opened.convert("RGBA").crop(_middle(opened.size, wanted))
    except UnreadablePictureError:
        return None
    factor = max(1, min(cut.width // (2 * wanted[0]), cut.height // (2 * wanted[1])))
    small = cut.reduce(factor) if factor > 1 else cut
    return png(_averaged(small.tobytes(), small.size, wanted), wanted)


def png(pixels: bytes, size: Size) -> bytes:
    """Return pixels (red, green, blue, a byte each) as a PNG, packed by the pinned library."""
    width, height = size
    rows = b"".join(b"\0" + pixels[start : start + 3 * width] for start in range(0, 3 * width * height, 3 * width))
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", _zlib(rows)) + _chunk(b"IEND", b"")


def _zlib(data: bytes) -> bytes:
    """Pack as RFC 1950 says: two bytes, the deflated data, the checksum."""
    return b"\x78\xda" + bytes(deflate.deflate_compress(data, LEVEL)) + struct.pack(">I", zlib.adler32(data))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _middle(size: Size, wanted: Size) -> tuple[int, int, int, int]:
    """Return the largest part of a picture that has the proportions wanted, from its middle."""
    width, height = size
    if width * wanted[1] > height * wanted[0]:
        across = max(1, height * wanted[0] // wanted[1])
        return (width - across) // 2, 0, (width - across) // 2 + across, height
    down = max(1, width * wanted[1] // wanted[0])
    return 0, (height - down) // 2, width, (height - down) // 2 + down


def _averaged(pixels: bytes, size: Size, wanted: Size) -> bytes:
    """Return RGBA pixels in another size as RGB over white, each the mean of what it covers: whole numbers only."""
    width, height = size
    across, down = _spans(width, wanted[0]), _spans(height, wanted[1])
    rows = [_over_white(pixels[y * width * 4 : (y + 1) * width * 4]) for y in range(height)]
    narrow = [
        [sum(row[3 * x + part] * share for x, share in span) for span in across for part in range(3)] for row in rows
    ]  # in units of 1/width
    whole = width * height
    out = bytearray()
    for span in down:
        columns = zip(*(narrow[y] for y, _ in span), strict=True)
        shares = [share for _, share in span]
        out += bytes((sum(map(int.__mul__, column, shares)) + whole // 2) // whole for column in columns)
    return bytes(out)


def _over_white(row: bytes) -> list[int]:
    if row[3::4].count(255) * 4 == len(row):
        flat = bytearray(len(row) // 4 * 3)
        flat[0::3], flat[1::3], flat[2::3] = row[0::4], row[1::4], row[2::4]
        return list(flat)
    dots = (row[start : start + 4] for start in range(0, len(row), 4))
    return [(shade * dot[3] + 255 * (255 - dot[3]) + 127) // 255 for dot in dots for shade in dot[:3]]


def _spans(length: int, wanted: int) -> list[list[tuple[int, int]]]:
    """Return for each new pixel the old ones it covers and how much of it each makes out; the shares of one add up to `length`."""
    spans = []
    for new in range(wanted):
        start, stop = new * length, (new + 1) * length
        first, last = start // wanted, (stop - 1) // wanted
        spans.append([(old, min(stop, (old + 1) * wanted) - max(start, old * wanted)) for old in range(first, last + 1)])
    return spans
