"""How long a film takes, by its header: of whole files, and of such as lie about their lengths."""

import random
import struct

import pytest

from karmakit_validators.films import seconds


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


FTYP = box(b"ftyp", b"mp42\0\0\0\0mp42isom")
MVHD = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 90_500) + bytes(80))
LONG = box(b"mvhd", b"\1\0\0\0" + struct.pack(">QQIQ", 0, 0, 1000, 90_500) + bytes(80))
MP4 = FTYP + box(b"mdat", bytes(1000)) + box(b"moov", box(b"free", b"x") + MVHD)


def element(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">I", 0x10000000 | len(body)) + body


EBML = element(b"\x1aE\xdf\xa3", b"\x42\x86\x81\x01")
SCALE, LENGTH = element(b"\x2a\xd7\xb1", b"\x0f\x42\x40"), element(b"\x44\x89", struct.pack(">d", 90_500))
SEGMENT, INFO = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66"
WEBM = EBML + element(SEGMENT, element(b"\xec", b"x") + element(INFO, SCALE + LENGTH))
UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"
LIVE = EBML + SEGMENT + UNKNOWN + element(INFO, element(b"\x44\x89", struct.pack(">f", 90_500)))


@pytest.mark.parametrize("data", [MP4, FTYP + box(b"moov", LONG), WEBM, LIVE])
def test_the_header_tells_the_length(data):
    assert seconds(data) == pytest.approx(90.5)


def test_a_box_of_64_bits_and_a_last_box_without_length_are_read():
    moov = box(b"moov", MVHD)
    wide = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 16 + 10) + bytes(10)
    assert seconds(FTYP + wide + b"\0\0\0\0" + moov[4:]) == pytest.approx(90.5)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        FTYP,
        FTYP + box(b"moov", box(b"mvhd", bytes(4))),
        FTYP + box(b"moov", box(b"mvhd", bytes(100))),
        FTYP + b"\0\0\0\4moov",
        FTYP + box(b"moov", box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1, 2**31) + bytes(80))),
        EBML,
        EBML + element(SEGMENT, element(INFO, SCALE)),
        EBML + element(SEGMENT, element(INFO, element(b"\x44\x89", b"abc"))),
        EBML + SEGMENT,
        EBML + SEGMENT + b"\0",
    ],
)
def test_what_says_no_length_or_an_impossible_one_has_none(data):
    assert seconds(data) is None


def test_no_cut_and_no_noise_breaks_the_reading():
    noise = random.Random(5)
    for whole in (MP4, WEBM, LIVE):
        for stop in range(0, len(whole), 7):
            seconds(whole[:stop])
        for _ in range(200):
            spoilt = bytearray(whole)
            for _ in range(4):
                spoilt[noise.randrange(12, len(spoilt))] = noise.randrange(256)
            seconds(bytes(spoilt))
