"""Unpack one entry in memory, never more than it announces."""

import zlib

STORED = 0
DEFLATED = 8


class SpoiltError(Exception):
    """It was attempted to unpack data that are not what the headers announce; the message says how."""


def unpack(packed: memoryview, method: int, size: int, crc: int) -> bytes:
    """Return the contents of an entry, checked against its length and checksum."""
    contents = bytes(packed) if method == STORED else _inflate(packed, size)
    if len(contents) != size:
        raise SpoiltError(f"holds {len(contents)} bytes where {size} are announced")
    if zlib.crc32(contents) != crc:
        raise SpoiltError("does not match its checksum: its bytes were changed")
    return contents


def _inflate(packed: memoryview, size: int) -> bytes:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        contents = engine.decompress(packed, size + 1)
        if len(contents) <= size and not engine.eof:
            contents += engine.decompress(engine.unconsumed_tail, size + 1 - len(contents))
    except zlib.error as error:
        raise SpoiltError("cannot be inflated: its bytes were changed") from error
    if len(contents) > size:
        raise SpoiltError(f"unpacks to more than the {size} bytes it announces")
    if not engine.eof:
        raise SpoiltError("ends before it is complete")
    if engine.unused_data:
        raise SpoiltError("hides further bytes behind its own")
    return contents
