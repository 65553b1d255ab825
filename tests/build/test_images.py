"""The size of pictures, from their first bytes."""

import struct

import pytest

from karmakit_build.compiler.images import size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360) + b"\x08\x02\0\0\0"
JPEG = (
    b"\xff\xd8\xff\xe0"
    + struct.pack(">H", 16)
    + b"JFIF\0"
    + b"\0" * 9
    + b"\xff\xc2"
    + struct.pack(">HBHHB", 17, 8, 360, 640, 3)
    + b"\0" * 9
)
GIF = b"GIF89a" + struct.pack("<HH", 640, 360)
LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 640, 360)
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 359 << 14)
EXTENDED = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + (639).to_bytes(3, "little") + (359).to_bytes(3, "little")


@pytest.mark.parametrize(
    "data", [PNG, JPEG, GIF, LOSSY, LOSSLESS, EXTENDED], ids=["png", "jpeg", "gif", "webp", "webp lossless", "webp extended"]
)
def test_a_picture_says_its_size(data):
    assert size(data) == (640, 360)


@pytest.mark.parametrize(
    "svg",
    [
        '<svg viewBox="0 0 640 360">',
        "<svg viewBox='0,0,640.4,359.6'>",
        '<?xml version="1.0"?>\n<!-- c -->\n<svg\n width="640px"\n height="360">',
        '<svg width="100%" viewBox="0 0 640 360">',
    ],
)
def test_a_drawing_says_its_size(svg):
    assert size(svg.encode()) == (640, 360)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\xff\xd8" + b"\xff\xe0\0\0" * 4,
        b"RIFF\0\0\0\0WEBP",
        b"text",
        b"<svg>",
        b'<svg viewBox="0 0 0 0">',
        b'<svg viewBox="0 0 1e999 1">',
        b'<svg viewBox="0 0 . .">',
    ],
)
def test_bytes_that_say_no_size_have_none(data):
    assert size(data) is None
