"""Draw the icon of a course: an open book in the colour of the paper, on the accent of the theme.

No letter: a picture in SVG would take it from the device's font, another one on each device, and a PNG cannot have it at all.
"""

import struct
import zlib
from functools import cache
from itertools import accumulate

import deflate

from karmakit_schemas.colours import LIGHT_GROUNDS, mix, steps

SIZES = (192, 512)
_GRID = 512
# the two pages, each a convex polygon, inside the circle that a launcher may cut out of the picture (4/5 of its width)
_PAGES = (
    ((112, 160), (244, 196), (244, 372), (112, 336)),
    ((268, 196), (400, 160), (400, 336), (268, 372)),
)
_ROUND = 96
# each pixel is looked at in 4 lines of 4 places
_FINE = 4
_SHADES = _FINE * _FINE


def svg(accent: str) -> bytes:
    """Return the icon as SVG, its corners rounded."""
    pages = "".join(f'<path d="M{"L".join(f"{x} {y}" for x, y in page)}z"/>' for page in _PAGES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_GRID} {_GRID}">'
        f'<rect width="{_GRID}" height="{_GRID}" rx="{_ROUND}" fill="{steps(accent).light}"/>'
        f'<g fill="{LIGHT_GROUNDS[0]}">{pages}</g></svg>\n'
    ).encode()


@cache
def png(accent: str, size: int) -> bytes:
    """Return the icon as a square PNG of `size` pixels, filled to its edges; the same bytes on every machine."""
    ground = steps(accent).light
    shades = (mix(ground, LIGHT_GROUNDS[0], 100 * shade // _SHADES) for shade in range(_SHADES + 1))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">2I5B", size, size, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(bytes.fromhex(shade[1:]) for shade in shades)),
            _chunk(b"IDAT", bytes(deflate.zlib_compress(b"".join(_row(y, size) for y in range(size)), 12))),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int, size: int) -> bytes:
    """Return one line of pixels as shades between ground and paper, behind the byte that says it is not filtered."""
    changes = [0] * (size + 2)
    for line in range(_FINE * y, _FINE * (y + 1)):
        for page in _PAGES:
            for first, last in _span(page, line, size):
                for at, sign in ((first, 1), (last, -1)):
                    pixel, rest = divmod(at, _FINE)
                    changes[pixel] += sign * (_FINE - rest)
                    changes[pixel + 1] += sign * rest
    return b"\0" + bytes(tuple(accumulate(changes))[:size])


def _span(page: tuple[tuple[int, int], ...], line: int, size: int) -> tuple[tuple[int, int], ...]:
    """Return from where to where a fine line lies inside a page, in fine places; nothing where it passes it by."""
    middle = 2 * line + 1  # in halves, so that no corner lies on it
    scale = _FINE * size
    cuts = []
    for (x1, y1), (x2, y2) in zip(page, (*page[1:], page[0]), strict=True):
        top, bottom = 2 * y1 * scale // _GRID, 2 * y2 * scale // _GRID
        if min(top, bottom) < middle < max(top, bottom):
            cuts.append((x1 * (bottom - top) + (x2 - x1) * (middle - top)) * scale // (_GRID * (bottom - top)))
    return ((min(cuts), max(cuts)),) if cuts else ()
