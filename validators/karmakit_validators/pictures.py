"""What a media file really is, by its first bytes, and how large a picture is."""

import struct
from collections.abc import Iterator

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "png"),
    (b"\xff\xd8\xff", 0, "jpeg"),
    (b"GIF87a", 0, "gif"),
    (b"GIF89a", 0, "gif"),
    (b"WEBP", 8, "webp"),
    (b"ftypavif", 4, "avif"),
    *((brand, 4, "heic") for brand in (b"ftypheic", b"ftypheix", b"ftypheim", b"ftypheis")),
    (b"ftypM4A", 4, "m4a"),
    (b"ftyp", 4, "mp4"),
    (b"\x1aE\xdf\xa3", 0, "webm"),
    (b"OggS", 0, "ogg"),
    (b"ID3", 0, "mp3"),
    (b"\xff\xfb", 0, "mp3"),
    (b"\xff\xf3", 0, "mp3"),
    (b"\xff\xf2", 0, "mp3"),
    (b"WAVE", 8, "wav"),
    (b"%PDF-", 0, "pdf"),
    (b"wOF2", 0, "woff2"),
    (b"PK\x03\x04", 0, "zip"),
    (b"MZ", 0, "exe"),
    (b"\x7fELF", 0, "elf"),
    (b"Rar!", 0, "rar"),
    (b"7z\xbc\xaf", 0, "7z"),
    (b"BM", 0, "bmp"),
    (b"II*\0", 0, "tiff"),
    (b"MM\0*", 0, "tiff"),
)
_GIF_FRAME = b"\x21\xf9\x04"
_START_OF_FRAME = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def format_of(data: bytes) -> str | None:
    """Return the name of the format the first bytes show; None if they show none."""
    for signature, offset, name in _SIGNATURES:
        if data[offset : offset + len(signature)] == signature:
            return name
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"webvtt"):
        return "vtt"
    if head.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--")) and b"<svg" in data[:20_000].lower():
        return "svg"
    return "html" if head.startswith((b"<!doctype html", b"<html")) else None


def size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF, JPEG or WebP picture; None for others and for broken ones."""
    try:
        measured = _MEASURES[format_of(data) or ""](data)
    except (KeyError, struct.error, IndexError):
        return None
    return measured if measured and all(measured) else None


def is_animated(data: bytes) -> bool:
    """Say whether a GIF, PNG or WebP has more than one frame."""
    kind = format_of(data)
    if kind == "gif":
        return data.count(_GIF_FRAME) > 1
    if kind == "png":
        return b"acTL" in data[:1024]
    return kind == "webp" and data[12:16] == b"VP8X" and b"ANIM" in data[:64]


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and contents of every whole chunk of a PNG; nothing of other files."""
    at = 8 if format_of(data) == "png" else len(data)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if at + 12 + length > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at < len(data) - 9:
        if data[at] != 0xFF:  # noqa: PLR2004 - every segment begins with it
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a filler: any number may stand before a marker
            at += 1
            continue
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + max(struct.unpack(">H", data[at + 2 : at + 4])[0], 1)
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if len(data) < 30:  # noqa: PLR2004 - the largest of the three headers ends here
        return None
    if kind == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


_MEASURES = {"png": _png, "gif": _gif, "jpeg": _jpeg, "webp": _webp}
