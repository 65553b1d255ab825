"""Take the place out of a film: its bytes become empty ones in the same stretch, so that nothing else moves or changes.

A film that was packed anew would differ from one machine to the next, and might lose chapters, languages or the way it is turned.
"""

import zlib

from karmakit_validators.pictures import format_of
from karmakit_validators.places import Place, places

_CHECKSUM, _VOID = b"\xbf\x84", b"\xec"  # RFC 8794, 11.3.1 and 11.3.2
_SHORT = 9
"""Bytes from which on an empty element has a length of eight bytes."""


def unplaced(data: bytes) -> bytes:
    """Return an MP4, M4A or WebM of the same length without the place where it was taken; the same bytes if it names none."""
    found = places(data)
    if not found:
        return data
    made = bytearray(data)
    for place in found:
        _empty(made, place, is_webm=format_of(data) == "webm")
    for place in found:
        _count_anew(made, place)
    return bytes(made)


def _empty(made: bytearray, place: Place, *, is_webm: bool) -> None:
    if not is_webm:
        made[place.start + 4 : place.inner] = b"free" + bytes(made[place.start + 8 : place.inner])
        made[place.inner : place.end] = bytes(place.end - place.inner)
        return
    length = place.end - place.start
    head = _VOID + ((length - _SHORT) | 1 << 56).to_bytes(8, "big") if length >= _SHORT else _VOID + bytes([0x80 | length - 2])
    made[place.start : place.end] = head.ljust(length, b"\0")


def _count_anew(made: bytearray, place: Place) -> None:
    """Renew the checksums of the elements around a place, from the innermost."""
    for start, end in place.within:
        if made[start : start + 2] == _CHECKSUM and end - start >= 6:  # noqa: PLR2004 - name, length and four bytes
            made[start + 2 : start + 6] = zlib.crc32(made[start + 6 : end]).to_bytes(4, "little")
