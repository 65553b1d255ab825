"""Write the zip format: no clock, no machine, no data descriptors, no extra fields; the same bytes from the same files."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import deflate

STORED, DEFLATED = 0, 8
LEVEL = 9
MOST_ENTRIES = 0xFFFF
MOST_BYTES = 0xFFFFFFFF
# text is worth it; pictures, films and fonts are compressed already
_TEXT = (".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".vtt", ".xml", ".xsd")

_VERSION = 20
_UNIX = 3
_MODE = 0o100644
# 1 January 1980, the first moment the format knows
_DATE, _TIME = 0x0021, 0
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    method: int
    checksum: int
    packed: bytes
    size: int


def zip_bytes(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of files with ASCII names, in the given order."""
    out = bytearray()
    directory = bytearray()
    count = 0
    for path, data in files:
        entry = _entry(path, data)
        offset = len(out)
        out += _LOCAL.pack(b"PK\3\4", _VERSION, 0, entry.method, _TIME, _DATE, *_sizes(entry), len(entry.name), 0) + entry.name
        out += entry.packed
        made_by = _UNIX << 8 | _VERSION
        head = (b"PK\1\2", made_by, _VERSION, 0, entry.method, _TIME, _DATE, *_sizes(entry), len(entry.name), 0, 0, 0, 0)
        directory += _CENTRAL.pack(*head, _MODE << 16, offset) + entry.name
        count += 1
        if count > MOST_ENTRIES or len(out) > MOST_BYTES:
            raise OverflowError
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


def _entry(path: str, data: bytes) -> _Entry:
    method, packed = STORED, data
    if path.endswith(_TEXT):
        smaller = _squeezed(data)
        if len(smaller) < len(data):
            method, packed = DEFLATED, smaller
    return _Entry(path.encode("ascii"), method, zlib.crc32(data), packed, len(data))


@lru_cache(maxsize=512)  # a course's targets, and the modules of a kit, hold many files in common
def _squeezed(data: bytes) -> bytes:
    """Deflate by the pinned library, not zlib: what zlib writes differs between its builds."""
    return bytes(deflate.deflate_compress(data, LEVEL))


def _sizes(entry: _Entry) -> tuple[int, int, int]:
    return entry.checksum, len(entry.packed), entry.size
