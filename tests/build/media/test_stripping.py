"""What is not seen of a picture is taken out of it, and not a bit of what is seen changes."""

import io
import zlib

import pytest
from media_pictures import camera, drawn, file, opened

from karmakit_build.media.stripping import BrokenError, stripped
from karmakit_validators.pictures import chunks, format_of
from karmakit_validators.rules.media.med013_picture_tells_place import has_place

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>'
PROFILE = b"a colour profile, which stays"


def with_data(form, **options):
    return file(drawn(64, 48), form, exif=camera(), **options)


def chunk(kind, data):
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_camera_place_and_xmp_go_while_pixels_and_colour_profile_stay(form):
    data = with_data(form, icc_profile=PROFILE, **({} if form == "PNG" else {"xmp": XMP}))
    bare = stripped(data)
    assert has_place(data)
    assert not has_place(bare.data)
    assert b"secret" not in bare.data
    assert b"Phone" not in bare.data
    assert b"Phone" in bare.exif
    assert opened(bare.data).tobytes() == opened(data).tobytes()
    assert opened(bare.data).info["icc_profile"] == PROFILE
    assert stripped(bare.data).data == bare.data


def test_a_second_picture_behind_the_first_a_thumbnail_and_a_comment_go_out_of_a_jpeg():
    data = with_data("JPEG", comment=b"taken at home", progressive=True)
    thumbnail = b"\xff\xe0\0\x19JFIF\0\1\2\0\0\1\0\1\1\3" + b"\1" * 9
    start = data.index(b"JFIF\0") - 4
    data = data[:start] + thumbnail + data[start + 18 :] + b"a film that begins before the shutter"
    bare = stripped(data).data
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert b"home" not in bare
    assert bare.endswith(b"\xff\xd9")
    assert b"JFIF\0\1\2\0\0\1\0\1\0\0" in bare


def test_texts_of_programs_go_out_of_a_png_however_large_they_are():
    data = with_data("PNG")
    bomb = chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\0" * 60_000_000))
    data = data[:33] + bomb + chunk(b"prVW", b"a program's own") + data[33:] + b"and more behind the end"
    bare = stripped(data)
    assert len(bare.data) < len(with_data("PNG"))
    assert {kind for kind, _ in chunks(bare.data)} == {b"IHDR", b"IDAT", b"IEND"}


def test_a_place_in_a_text_of_a_program_is_found_and_goes():
    told = b"\nexif\n%8d\n" % len(camera().tobytes()) + camera().tobytes().hex().encode()
    plain = file(drawn(64, 48), "PNG")
    raw = plain[:33] + chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(told)) + plain[33:]
    xmp = file(drawn(64, 48), "JPEG", xmp=XMP.replace(b"<secret/>", b"<exif:GPSLatitude>28,36.8N</exif:GPSLatitude>"))
    for data in (raw, xmp):
        assert has_place(data)
        assert not has_place(stripped(data).data)
    assert not has_place(plain)


def test_what_moves_is_known_in_a_png_and_a_webp():
    frames = [drawn(16, 16), drawn(16, 16).rotate(90)]
    for form in ("PNG", "WEBP"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        assert stripped(out.getvalue()).moves
        assert not stripped(with_data(form)).moves


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_off_anywhere_is_broken_and_never_taken_for_a_whole_one(form):
    data = with_data(form)
    for end in range(12, len(data) - 1, 7):
        with pytest.raises(BrokenError):
            stripped(data[:end])


def test_real_pictures_keep_every_pixel(shared):
    """Only every tenth: all were tried once."""
    found = sorted(path for path in (shared / "corpus").rglob("*") if path.suffix.lower() in {".png", ".jpg", ".jpeg"})
    for path in found[::10]:
        data = path.read_bytes()
        if format_of(data) in {"png", "jpeg"}:
            assert opened(stripped(data).data).tobytes() == opened(data).tobytes(), path.name
