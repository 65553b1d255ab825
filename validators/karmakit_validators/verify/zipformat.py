"""The raw records of a zip file, as APPNOTE.TXT lays them out: no judgement, nothing unpacked."""

import struct
from typing import NamedTuple

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"
ZIP64_LOCATOR = b"PK\x06\x07"
DESCRIPTOR = b"PK\x07\x08"

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
_LOCATOR_SIZE = 20
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF  # "look into the zip64 record"

HAS_DESCRIPTOR = 0x0008
ENCRYPTED = 0x0001 | 0x0040 | 0x2000
UTF8_NAME = 0x0800


class DamagedError(Exception):
    """It was attempted to read records that are cut off or contradict themselves; the message says which."""


class End(NamedTuple):
    """The end-of-central-directory record, found at `position`."""

    position: int
    disks: tuple[int, int]
    entries: tuple[int, int]
    size: int
    offset: int
    comment: bytes
    trailing: int
    zip64: bool


class Header(NamedTuple):
    """What a local and a central header both say of an entry."""

    raw_name: bytes
    flags: int
    method: int
    stamp: tuple[int, int]
    crc: int
    packed: int
    size: int
    extra: bytes


class Record(NamedTuple):
    """An entry of the central directory with the local header it points to and the place of its data."""

    central: Header
    local: Header
    system: int
    mode: int
    attributes: int
    comment: bytes
    start: int
    data: int
    stop: int


def read_end(data: bytes) -> End:
    """Return the end record nearest to the end of the file, as every reader looks for it."""
    lowest = max(0, len(data) - _LONGEST_COMMENT - _END.size)
    position = data.rfind(END, lowest)
    chosen = -1
    while position >= 0:
        if position + _END.size <= len(data):
            length = int.from_bytes(data[position + 20 : position + 22], "little")
            if position + _END.size + length == len(data):
                chosen = position
                break
            if chosen < 0:
                chosen = position
        position = data.rfind(END, lowest, position)
    if chosen < 0:
        raise DamagedError("the directory at the end of the zip is missing: the file is cut off")
    _, disk, first, here, total, size, offset, length = _END.unpack_from(data, chosen)
    after = chosen + _END.size
    return End(
        position=chosen,
        disks=(disk, first),
        entries=(here, total),
        size=size,
        offset=offset,
        comment=data[after : after + length],
        trailing=max(0, len(data) - after - length),
        zip64=data[max(0, chosen - _LOCATOR_SIZE) :].startswith(ZIP64_LOCATOR)
        or _FULL16 in (here, total)
        or _FULL32 in (size, offset),
    )


def _read_local(data: bytes, at: int) -> tuple[Header, int]:
    if data[at : at + 4] != LOCAL or at + _LOCAL.size > len(data):
        raise DamagedError(f"there is no entry at byte {at}, where the directory says one begins")
    _, _, flags, method, time, date, crc, packed, size, name, extra = _LOCAL.unpack_from(data, at)
    after = at + _LOCAL.size
    start = after + name + extra
    if start > len(data):
        raise DamagedError(f"the entry at byte {at} is cut off")
    header = Header(data[after : after + name], flags, method, (date, time), crc, packed, size, data[after + name : start])
    return header, start


def read_records(data: bytes, end: End) -> list[Record]:
    """Return the entries of the central directory, in its order, each with its local header."""
    at = end.position - end.size
    shift = at - end.offset  # bytes someone put before the zip move every offset by as much
    if at < 0 or shift < 0:
        raise DamagedError("the directory at the end of the zip contradicts the file's length: the file is cut off or damaged")
    records: list[Record] = []
    for _ in range(end.entries[1]):
        if data[at : at + 4] != CENTRAL or at + _CENTRAL.size > end.position:
            raise DamagedError(f"the directory announces {end.entries[1]} entries and holds {len(records)}")
        values = _CENTRAL.unpack_from(data, at)
        _, made, _, flags, method, time, date, crc, packed, size, name, extra, comment, _, _, attributes, offset = values
        after = at + _CENTRAL.size
        stop = after + name + extra + comment
        if stop > end.position:
            raise DamagedError("the directory at the end of the zip is cut off")
        raw_name = data[after : after + name]
        central = Header(raw_name, flags, method, (date, time), crc, packed, size, data[after + name : after + name + extra])
        local, begin = _read_local(data, offset + shift)
        finish = begin + packed
        if finish > end.position:
            raise DamagedError(f"the data of {raw_name!r} run into the directory")
        if flags & HAS_DESCRIPTOR:
            finish += 16 if data[finish : finish + 4] == DESCRIPTOR else 12
        records.append(
            Record(
                central,
                local,
                made >> 8,
                attributes >> 16,
                attributes & 0xFFFF,
                data[stop - comment : stop],
                offset + shift,
                begin,
                finish,
            )
        )
        at = stop
    if at != end.position:
        raise DamagedError(f"the directory holds more than the {end.entries[1]} entries it announces")
    return records
