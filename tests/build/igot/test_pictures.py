"""Pictures cut to iGOT's sizes, with the same bytes everywhere."""

import hashlib
import io
import struct

import pytest
from PIL import Image

from karmakit_build.igot.pictures import fitted, png

ICON = (265, 150)


def gradient(width, height):
    """Return a picture whose red grows to the right and whose green grows downwards."""
    row = bytearray(width * 3)
    row[0::3] = bytes(x * 255 // width for x in range(width))
    row[2::3] = bytes([128]) * width
    pixels = bytearray()
    for y in range(height):
        row[1::3] = bytes([y * 255 // height]) * width
        pixels += row
    return png(bytes(pixels), (width, height))


def shown(data):
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


def test_a_png_of_ours_is_one_that_others_read():
    image = shown(gradient(40, 30))
    assert image.size == (40, 30)
    assert image.getpixel((20, 15)) == (127, 127, 128)


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (300, 300), (100, 900), (265, 151), (1, 1), (2000, 40)])
def test_any_picture_becomes_one_of_the_size_wanted(size):
    made = fitted(gradient(*size), ICON)
    assert made is not None
    assert shown(made).size == ICON


def test_the_middle_is_kept_and_its_shades():
    image = shown(fitted(gradient(640, 360), ICON))
    assert all(abs(have - want) <= 2 for have, want in zip(image.getpixel((132, 75)), (127, 127, 128), strict=True))
    left, right = image.getpixel((0, 75))[0], image.getpixel((264, 75))[0]
    assert left < 5
    assert right > 250


def test_a_picture_that_fits_already_is_copied():
    data = gradient(*ICON)
    assert fitted(data, ICON) is data


def test_the_bytes_are_these_everywhere():
    assert hashlib.sha256(fitted(gradient(640, 360), ICON)).hexdigest() == (
        "4069adb830193f71f7b491df76d1be267066ce678866bb473cd957684a37b88b"
    )


def test_what_shines_through_stands_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (530, 300), (0, 0, 0, 0)).save(out, "PNG")
    assert shown(fitted(out.getvalue(), ICON)).getpixel((100, 100)) == (255, 255, 255)
    half = io.BytesIO()
    Image.new("RGBA", (530, 300), (0, 0, 0, 127)).save(half, "PNG")
    assert shown(fitted(half.getvalue(), ICON)).getpixel((100, 100)) == (128, 128, 128)


def test_a_jpeg_is_cut_as_well():
    out = io.BytesIO()
    Image.new("RGB", (640, 360), (200, 30, 30)).save(out, "JPEG")
    assert shown(fitted(out.getvalue(), ICON)).size == ICON


def bomb():
    chunk = struct.pack(">I", 13) + b"IHDR" + struct.pack(">2I5B", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0"


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", gradient(40, 30)[:60], gradient(40, 30)[:-30], bomb(), b"GIF89a"]
)
def test_what_is_no_picture_is_none(data):
    assert fitted(data, ICON) is None
