"""A picture gets the pixels that are shown, and what was done to it once is not done again."""

import zlib
from dataclasses import replace

import pytest
from media_pictures import camera, drawn, file, opened
from PIL import Image, ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo

from karmakit_build.media import drawing
from karmakit_build.media.fitting import Wanted, fitted, target
from karmakit_build.rasters import UnreadablePictureError
from karmakit_validators.rules.media.med013_picture_tells_place import has_place

COLUMN = Wanted(width=816, pixels=1632, side=2000, weight=200_000)
SMALL = Wanted(width=20, pixels=40, side=2000, weight=200_000)


def upright(data):
    """Say in which corner of a picture the dark quarter is that `drawn` puts into the first one."""
    picture = opened(data).convert("L")
    wide, high = picture.size
    corners = {
        "top left": (0, 0),
        "top right": (wide - 12, 0),
        "bottom left": (0, high - 12),
        "bottom right": (wide - 12, high - 12),
    }
    return [name for name, (x, y) in corners.items() if picture.crop((x, y, x + 12, y + 12)).getextrema()[1] < 30]


def test_a_phone_s_photograph_is_turned_scaled_and_brought_within_its_weight(phone):
    fit = fitted(phone, COLUMN)
    assert (fit.before, max(fit.after) <= 2000, len(fit.data) <= 200_000) == ((2100, 800), True, True)
    assert fit.after[0] >= 816
    assert opened(fit.data).size == fit.after
    assert fit.done == ("scaled", "turned upright", "place taken out")
    assert fit.note == ""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_of_holding_a_phone_ends_upright(orientation):
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    scene = drawn(80, 48)
    lying = scene if back is None else scene.transpose(Image.Transpose(back))
    fit = fitted(file(lying, "JPEG", quality=95, exif=camera(orientation)), COLUMN)
    assert (upright(fit.data), fit.after) == (["top left"], (80, 48))
    assert fitted(fit.data, COLUMN).data == fit.data


CASES = {
    "a photograph that fits, without data": lambda: file(drawn(400, 300), "JPEG", quality=80),
    "a photograph that fits, with data": lambda: file(drawn(400, 300), "JPEG", quality=95, exif=camera()),
    "a heavy photograph": lambda: file(drawn(900, 300, grain=2), "JPEG", quality=98),
    "a heavy photograph written coarsely": lambda: file(drawn(1000, 600, grain=2), "JPEG", quality=50),
    "a picture for print": lambda: file(drawn(300, 200, "CMYK"), "JPEG"),
    "a grey photograph": lambda: file(drawn(2000, 400, "L"), "JPEG", quality=95),
    "a drawing in a palette": lambda: file(drawn(1900, 120).quantize(16), "PNG"),
    "a drawing of few colours": lambda: file(drawn(2100, 120).quantize(16).convert("RGB"), "PNG"),
    "a grey scan of 16 bits": lambda: file(Image.new("I;16", (600, 400), 40_000), "PNG"),
    "black and white": lambda: file(drawn(1900, 200, "L").convert("1"), "PNG"),
    "a WebP": lambda: file(drawn(2100, 300), "WEBP", quality=95, exif=camera()),
    "a WebP without loss": lambda: file(drawn(2100, 120), "WEBP", lossless=True),
    "a picture one cannot see through everywhere": lambda: file(drawn(1900, 120, "RGBA"), "PNG"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_second_run_changes_nothing(case):
    data = case()
    once = fitted(data, COLUMN)
    again = fitted(once.data, COLUMN)
    assert (again.data == once.data, again.done) == (True, ())
    assert len(once.data) <= len(data)
    assert opened(once.data).format == opened(data).format


def test_modes_are_kept_and_depths_that_nobody_sees_are_not():
    assert opened(fitted(CASES["a drawing in a palette"](), COLUMN).data).mode == "P"
    assert opened(fitted(CASES["a picture one cannot see through everywhere"](), COLUMN).data).mode == "RGBA"
    scan = opened(fitted(CASES["a grey scan of 16 bits"](), COLUMN).data)
    assert (scan.mode, scan.getpixel((0, 0))) == ("L", 156)
    assert opened(fitted(CASES["a picture for print"](), COLUMN).data).mode == "RGB"


def test_a_colour_profile_goes_with_a_scaled_photograph():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    fit = fitted(file(drawn(2400, 300), "JPEG", quality=95, icc_profile=profile), COLUMN)
    assert opened(fit.data).info["icc_profile"] == profile


def test_a_picture_that_would_be_no_lighter_keeps_its_pixels():
    data = file(drawn(1700, 400), "JPEG", quality=30)
    assert fitted(data, COLUMN).data == data


@pytest.mark.parametrize(
    ("size", "wanted", "expected"),
    [
        ((4032, 3024), COLUMN, (1632, 1224)),
        ((3024, 4032), COLUMN, (1500, 2000)),
        ((800, 600), COLUMN, (800, 600)),
        ((1200, 6000), COLUMN, (816, 4080)),
        ((4000, 1000), Wanted(816, 1632, 1000, 200_000), (1000, 250)),
        ((4000, 3000), Wanted(0, None, 2000, 200_000), (4000, 3000)),
        ((3, 4000), SMALL, (3, 4000)),
    ],
)
def test_the_size_is_what_the_page_shows_twice_over_within_the_budget_and_never_more_than_there_is(size, wanted, expected):
    assert target(size, wanted) == expected


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_moves_keeps_all_its_frames_and_loses_its_place(form):
    frames = [drawn(16, 16), drawn(16, 16).rotate(90)]
    plain, placed = (
        file(frames[0], form, save_all=True, append_images=frames[1:], lossless=True, **told) for told in ({}, {"exif": camera(6)})
    )
    fit = fitted(placed, SMALL)
    assert (fit.done, fit.note) == (("place taken out",), "moves, and keeps its size and its frames")
    assert (has_place(placed), has_place(fit.data)) == (True, False)
    seen = [[each.convert("RGB").tobytes() for each in ImageSequence.Iterator(opened(data))] for data in (plain, fit.data)]
    assert seen[0] == seen[1]
    assert fitted(fit.data, SMALL).data == fit.data


def test_a_png_of_another_gamma_is_drawn_in_the_shades_of_a_screen_and_never_loses_its_gamma():
    told = PngInfo()
    told.add(b"gAMA", (100_000).to_bytes(4, "big"))
    linear = opened(file(Image.new("RGBA", (80, 60), (55, 55, 55, 100)), "PNG", pnginfo=told))
    for size in ((80, 60), (40, 30)):
        assert drawing.drawn(linear, size).getpixel((0, 0)) == (127, 127, 127, 100)
    heavy = file(drawn(80, 60), "PNG", pnginfo=told, compress_level=0)
    assert fitted(heavy, replace(SMALL, pixels=80, weight=10)).data == heavy


def test_what_cannot_be_decoded_says_so_in_a_word():
    whole = file(drawn(64, 48), "PNG", exif=camera())
    header = b"IHDR" + (8_000).to_bytes(4, "big") + (9_000).to_bytes(4, "big") + whole[24:29]
    huge = whole[:12] + header + zlib.crc32(header).to_bytes(4, "big") + whole[33:]
    middle = len(whole) // 2
    for data, said in (
        (huge, "has 8000 by 9000 pixels, too many to decode"),
        (whole[:middle], "is damaged"),
        (whole.replace(b"IDAT\x78", b"IDAT\xff"), "is damaged"),
    ):
        with pytest.raises(UnreadablePictureError, match=said):
            fitted(data, SMALL)
