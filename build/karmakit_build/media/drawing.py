"""Draw an opened picture anew: upright, of another size, in the colours that a page shows."""

import io
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

Size = tuple[int, int]


def drawn(opened: "Image", size: Size, orientation: int = 1) -> "Image":
    """Return an opened picture with 8 bits a colour, scaled to `size`, then turned upright; never the opened one itself."""
    from PIL.Image import Resampling  # noqa: PLC0415 - slow, and wanted by pictures alone

    if opened.format == "JPEG":
        opened.draft(opened.mode, (2 * size[0], 2 * size[1]))  # unpacked no larger than is needed: less memory, less time
    picture = _on_screen(_plain(opened), gamma_of(opened))
    if picture.size != size:
        picture = picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    elif picture is opened:
        picture = opened.copy()
    turn = _turns().get(orientation)
    return picture if turn is None else picture.transpose(turn)


def gamma_of(opened: "Image") -> float | None:
    """Return the gamma that a PNG alone bears (W3C PNG, 11.3.2.2), where it is not that of screens; None of other pictures."""
    told = opened.info.get("gamma")
    if not told or not {"icc_profile", "srgb"}.isdisjoint(opened.info) or abs(told - _SCREEN) < _NEAR:
        return None
    return float(told)


_SCREEN, _NEAR = 0.45455, 0.01


def _on_screen(picture: "Image", gamma: float | None) -> "Image":
    """Return a picture of another gamma in the shades of a screen, what is transparent as it is."""
    if gamma is None:
        return picture
    shades = [round(255 * (value / 255) ** (_SCREEN / gamma)) for value in range(256)]
    return picture.point([shade for band in picture.getbands() for shade in (range(256) if band == "A" else shades)])


def _plain(opened: "Image") -> "Image":
    """Return a picture in a mode that can be scaled and shown: grey or colours, with or without transparency."""
    if opened.mode == "CMYK":
        return _from_print(opened)
    if opened.mode.startswith("I"):
        return opened.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if opened.mode == "P" or "transparency" in opened.info:
        return opened.convert("RGBA" if "transparency" in opened.info else "RGB")
    return opened.convert("L") if opened.mode == "1" else opened


def _from_print(opened: "Image") -> "Image":
    """Return a picture of printing colours in those of a screen, by its own profile where it has a sound one."""
    from PIL import ImageCms  # noqa: PLC0415 - slow, and wanted by such pictures alone

    profile = opened.info.get("icc_profile")
    if profile:
        try:
            own, screen = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(opened, own, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError, ImportError):
            converted = None
        if converted is not None:
            return converted
    return opened.convert("RGB")


@cache
def _turns() -> "dict[int, Transpose]":
    from PIL.Image import Transpose as To  # noqa: PLC0415 - slow, and wanted by pictures alone

    return {
        2: To.FLIP_LEFT_RIGHT,
        3: To.ROTATE_180,
        4: To.FLIP_TOP_BOTTOM,
        5: To.TRANSPOSE,
        6: To.ROTATE_270,
        7: To.TRANSVERSE,
        8: To.ROTATE_90,
    }
