"""Where phones, cameras and programs write the place into a film: what tells it is found, what does not is left in peace."""

import random
import struct

import pytest

from karmakit_validators.places import is_tracked, places

HERE = b"+28.6139+077.2090/"


def box(kind: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I", 8 + len(body)) + kind + body


def element(name: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return name + struct.pack(">I", 0x10000000 | len(body)) + body


def mp4(*parts: bytes) -> bytes:
    return box(b"ftyp", b"mp42\0\0\0\0") + box(b"mdat", HERE) + box(b"moov", *parts)


def loci(name: bytes, east: int = 0x4D3581, north: int = 0x1C9D28) -> bytes:
    return box(b"loci", bytes(6), name, b"\0", struct.pack(">II", east, north), bytes(4), b"earth\0\0")


def keyed(name: bytes, said: bytes = HERE, version: bytes = b"") -> bytes:
    keys = box(b"keys", bytes(4), struct.pack(">I", 2), box(b"mdta", b"com.apple.quicktime.make"), box(b"mdta", name))
    value = box(struct.pack(">I", 2), box(b"data", struct.pack(">II", 1, 0), said))
    return box(b"meta", version, box(b"hdlr", bytes(8), b"mdta", bytes(13)), keys, box(b"ilst", value))


def described(kind: bytes, body: bytes = b"") -> bytes:
    return box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1), box(kind, body))))))


def webm(*tags: bytes) -> bytes:
    return element(b"\x1aE\xdf\xa3", b"\x42\x86\x81\x01") + element(b"\x18\x53\x80\x67", element(b"\xec", HERE), *tags)


def tag(name: bytes, said: bytes) -> bytes:
    simple = element(b"\x67\xc8", element(b"\x45\xa3", name), element(b"\x44\x87", said))
    return element(b"\x12\x54\xc3\x67", element(b"\x73\x73", simple))


ISO6709 = b"com.apple.quicktime.location.ISO6709"
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
TELLING = {
    "a telephone": mp4(box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7", HERE))),
    "a track of a telephone": mp4(box(b"trak", box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7", HERE)))),
    "3GPP": mp4(box(b"udta", loci(b"Home"))),
    "3GPP, its name in UTF-16": mp4(box(b"udta", loci(b"\xfe\xff\x09\x18\x00A\0"))),
    "an iPhone": mp4(keyed(ISO6709)),
    "an iPhone's film saved as MP4": mp4(box(b"udta", keyed(ISO6709, version=bytes(4)))),
    "a list of songs": mp4(box(b"udta", box(b"meta", bytes(4), box(b"hdlr", bytes(25)), box(b"ilst", box(b"\xa9xyz", HERE))))),
    "XMP": mp4() + box(b"uuid", XMP, b"<exif:GPSLatitude>28,36.8N</exif:GPSLatitude>"),
    "XMP of a program": mp4(box(b"udta", box(b"XMP_", b'<x exif:GPSLatitude="28,36.8N"/>'))),
    "WebM": webm(tag(b"LOCATION", HERE)),
    "WebM of an iPhone's film": webm(tag(b"COM.APPLE.QUICKTIME.LOCATION.ISO6709", HERE)),
}
SILENT = {
    "no place": mp4(box(b"udta", box(b"\xa9nam", HERE))),
    "zeros of a phone without a signal": mp4(box(b"udta", loci(b"", 0, 0))),
    "a place of no coordinates": mp4(keyed(ISO6709, b"")),
    "another key": mp4(keyed(b"com.apple.quicktime.creationdate", b"2026-01-01T10:00:00+0530")),
    "WebM, the studio's name": webm(tag(b"RECORDING_LOCATION", b"IN, Delhi")),
    "WebM, another tag": webm(tag(b"TITLE", HERE)),
    "a picture": b"\xff\xd8\xff" + HERE,
    "nothing": b"",
}


@pytest.mark.parametrize("data", TELLING.values(), ids=TELLING)
def test_a_place_is_found_where_it_is_written(data):
    (place,) = places(data)
    said = data[place.start : place.end]
    assert any(mark in said for mark in (HERE, b"GPSLatitude", b"\x4d\x35\x81"))
    assert place.start < place.inner < place.end <= len(data)
    assert len(said) < len(data) - 40


@pytest.mark.parametrize("data", SILENT.values(), ids=SILENT)
def test_a_film_that_tells_no_place_is_left_in_peace(data):
    assert places(data) == ()


def test_a_track_that_tells_places_all_along_is_known():
    assert is_tracked(mp4(described(b"mebx", box(b"keys", ISO6709))))
    assert is_tracked(mp4(described(b"gpmd")) + box(b"mdat", b"STRMGPS9"))
    assert not is_tracked(mp4(described(b"gpmd")))
    assert not is_tracked(mp4(described(b"mebx", box(b"keys", b"com.apple.quicktime.video-orientation"))))
    assert not is_tracked(mp4(described(b"avc1", ISO6709)))


def test_no_cut_and_no_noise_breaks_the_search():
    noise = random.Random(5)
    for whole in TELLING.values():
        for stop in range(0, len(whole), 5):
            places(whole[:stop])
        for _ in range(100):
            spoilt = bytearray(whole)
            for _ in range(4):
                spoilt[noise.randrange(12, len(spoilt))] = noise.randrange(256)
            assert all(0 <= place.start < place.end <= len(spoilt) for place in places(bytes(spoilt)))
            is_tracked(bytes(spoilt))


def test_boxes_within_boxes_without_end_are_not_followed_for_ever():
    deep = b""
    for _ in range(3000):
        deep = box(b"udta", deep)
    assert places(mp4(deep)) == ()
    assert not is_tracked(mp4(deep))
