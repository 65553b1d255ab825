"""Pictures as their first bytes have them: how large they are, and whose."""

import struct
import zlib

import pytest

from karmakit_validators.pictures import chunks, format_of, size


def jpeg(width: int, height: int, between: bytes = b"") -> bytes:
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\3\1\x22\0\2\x11\1\3\x11\1\xff\xd9"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0" + between + frame


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + body


def png(width: int, height: int, *texts: tuple[bytes, bytes]) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), *texts, (b"IEND", b"")]
    written = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.mark.parametrize(
    ("data", "measured"),
    [
        (png(1280, 720), (1280, 720)),
        (jpeg(1280, 720), (1280, 720)),
        (jpeg(1280, 720, b"\xff\xff\xff"), (1280, 720)),  # fillers before a marker
        (jpeg(1280, 720, b"\xff\xe1\x00\x08Exif\0\0"), (1280, 720)),
        (b"GIF89a" + struct.pack("<HH", 100, 50) + b"\0" * 20, (100, 50)),
        (webp(b"VP8X", b"\0\0\0\0" + (1279).to_bytes(3, "little") + (719).to_bytes(3, "little")), (1280, 720)),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 300, 200)), (300, 200)),
        (webp(b"VP8L", b"\x2f" + (299 | 199 << 14).to_bytes(4, "little") + b"\0" * 9), (300, 200)),
    ],
)
def test_width_and_height_are_read_from_every_format(data, measured):
    assert size(data) == measured


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        png(0, 720),
        b"GIF89a\1",
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"z" * 40,
        b"\xff\xd8\xff\xe0\x00\x00" + b"\0" * 40,
        jpeg(1, 1)[:25],
        b"\xff\xd8" + b"\xff" * 100,
        webp(b"VP8X", b"\0\0"),
        webp(b"VP8L", b"\x2f\0"),
        webp(b"ANIM", b"\0" * 20),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_a_picture_that_is_broken_or_has_no_size_has_none(data):
    assert size(data) is None


def test_a_page_is_known_whatever_stands_before_it():
    assert format_of(b"\xef\xbb\xbf \r\n<!DOCTYPE HTML><p>") == "html"
    assert format_of(b"<?xml version='1.0'?><html/>") is None
    assert format_of(b"plain words") is None


def test_the_chunks_of_a_png_end_where_it_is_cut_off():
    whole = png(2, 1, (b"tEXt", b"Author\0Meena Kumari"))
    assert [kind for kind, _ in chunks(whole)] == [b"IHDR", b"tEXt", b"IEND"]
    assert [kind for kind, _ in chunks(whole[:50])] == [b"IHDR"]
    assert list(chunks(b"GIF89a" + b"\0" * 40)) == []


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:cc="x" xmlns:dc="y"><metadata>'
    '<cc:license resource="https://creativecommons.org/licenses/by/4.0/"/>{maker}</metadata></svg>'
)


@pytest.mark.parametrize(
    ("name", "data", "maker"),
    [
        ("tree.png", png(9, 9, (b"tEXt", b"Author\0Meena Kumari")), "Meena Kumari"),
        ("tree.png", png(9, 9, (b"tEXt", b"Copyright\0\xa9 Meena")), "© Meena"),
        ("tree.png", png(9, 9, (b"iTXt", b"Artist\0\0\0hi\0\0" + "मीना कुमारी".encode())), "मीना कुमारी"),
        ("tree.png", png(9, 9, (b"tEXt", b"Software\0A painter's tool")), None),
        ("tree.png", png(9, 9, (b"tEXt", b"Author\0me")), None),
        ("tree.png", png(9, 9, (b"tEXt", b"Author\0Institute of Examples")), None),  # the provider itself
        (
            "tree.svg",
            SVG.format(maker="<dc:creator><cc:Agent><dc:title>Meena</dc:title></cc:Agent></dc:creator>").encode(),
            "Meena",
        ),
        ("tree.svg", SVG.format(maker="").encode(), None),
        ("tree.jpg", b"\xff\xd8\xff\xe1 Exif Getty Images", "Getty Images"),
        ("tree.jpg", jpeg(9, 9), None),
    ],
)
def test_the_maker_that_a_picture_names_is_told(checked, host_text, name, data, maker):
    path = "modules/example.md"
    found = checked({path: host_text(path) + f"\n![A green tree](../media/{name})\n", f"media/{name}": data})
    messages = [f"the file names `{maker}` as its maker, and no credit does"] if maker else []
    assert [finding.message for finding in found if finding.code == "LIC002"] == messages


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (jpeg(1280, 720), []),
        (jpeg(720, 720), ["the thumbnail is 720 by 720, not 16:9"]),
        (jpeg(160, 90), ["the thumbnail is only 160 pixels wide"]),
        (jpeg(1280, 720) + b"\1" * 1_000_000, ["the thumbnail weighs 1,000 kB"]),
    ],
)
def test_a_thumbnail_fits_the_card(checked, host_text, data, messages):
    course = host_text("course.yml").replace("media/thumbnail.png", "media/card.jpg")
    found = checked({"course.yml": course, "media/card.jpg": data})
    assert [finding.message for finding in found if finding.code == "MET016"] == messages


def test_a_thumbnail_that_is_not_there_is_a_missing_file_only(checked, host_text):
    found = checked({"course.yml": host_text("course.yml").replace("media/thumbnail.png", "media/no.jpg")})
    assert {finding.code for finding in found} == {"MED001", "MED017"}
