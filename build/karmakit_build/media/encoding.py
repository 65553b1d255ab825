"""Write a picture anew in its own format: of another size, or of the same where it can be lighter."""

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from karmakit_build.media.drawing import Size, drawn, gamma_of

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITIES = (82, 76, 70, 64)
"""Of a JPEG, on the library's scale: by the first it looks as the original does, below the last one edges are seen to tremble."""
WEBP_QUALITY = 80
FEW_COLOURS = 1024
"""Drawings and pictures of screens have fewer, photographs many thousands."""
_COLOURED = frozenset({"RGB", "RGBA"})


@dataclass(frozen=True, slots=True)
class Order:
    """A `size` before it is turned, EXIF's `orientation`, the most that it should weigh; `anew` if its pixels become others."""

    size: Size
    orientation: int
    weight: int
    anew: bool


def encoded(opened: "Image", order: Order) -> bytes | None:
    """Return an opened JPEG, PNG or WebP as a file of its format; None where the same pixels would only lose by it."""
    return {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[opened.format or ""](opened, order)


def saved(picture: "Image", form: str, **options: object) -> bytes:
    """Return a picture as a file: nothing that its own file said goes with it but the options that are not None."""
    out = io.BytesIO()
    picture.info.clear()
    picture.encoderinfo = {}
    picture.save(out, form, **{name: value for name, value in options.items() if value is not None})
    return out.getvalue()


def _jpeg(opened: "Image", order: Order) -> bytes | None:
    """Return the picture by the first quality that keeps to the weight, or by the last.

    With the same pixels only qualities below its own count, or it would lose a little more by every call.
    """
    own = _coarseness_of(opened)
    qualities = QUALITIES if order.anew else tuple(each for each in QUALITIES if _coarseness(each) > own)
    if not qualities:
        return None
    profile = None if opened.mode == "CMYK" else opened.info.get("icc_profile")
    picture = drawn(opened, order.size, order.orientation)
    made = b""
    for quality in qualities:
        made = saved(picture, "JPEG", quality=quality, progressive=True, optimize=True, icc_profile=profile)
        if len(made) <= order.weight:
            break
    return made


def _png(opened: "Image", order: Order) -> bytes | None:
    """Return the picture without loss; one scaled that is a drawing, of few colours, in a palette."""
    profile = opened.info.get("icc_profile")
    if not order.anew:
        if gamma_of(opened):
            return None  # without loss its shades cannot be made those of a screen
        transparency = opened.info.get("transparency")
        return saved(opened.copy(), "PNG", optimize=True, icc_profile=profile, transparency=transparency)
    is_drawing = opened.mode == "P" or (opened.mode in _COLOURED and opened.getcolors(FEW_COLOURS) is not None)
    picture = drawn(opened, order.size, order.orientation)
    in_palette = is_drawing and picture.mode in _COLOURED
    return saved(_with_palette(picture) if in_palette else picture, "PNG", optimize=True, icc_profile=profile)


def _webp(opened: "Image", order: Order) -> bytes | None:
    """Return the picture as it was packed: with loss or without. Nothing tells with how much, so the same pixels are let alone."""
    if not order.anew:
        return None
    lossless, profile = _is_lossless(opened), opened.info.get("icc_profile")
    picture = drawn(opened, order.size, order.orientation)
    return saved(picture, "WEBP", quality=WEBP_QUALITY, lossless=lossless, method=4, icc_profile=profile)


def _with_palette(picture: "Image") -> "Image":
    from PIL.Image import Dither, Quantize  # noqa: PLC0415 - slow, and wanted by pictures alone

    method = Quantize.FASTOCTREE if picture.mode == "RGBA" else Quantize.MEDIANCUT
    return picture.quantize(256, method=method, dither=Dither.NONE)


@cache
def _coarseness(quality: int) -> int:
    """Return how coarse a JPEG of ours is at a quality."""
    from PIL import Image  # noqa: PLC0415 - slow, and wanted by pictures alone

    with Image.open(io.BytesIO(saved(Image.new("L", (8, 8)), "JPEG", quality=quality))) as opened:
        return _coarseness_of(opened)


def _coarseness_of(opened: "Image") -> int:
    """Return how coarse a JPEG is: the sum of the table by which its brightness is divided (ITU-T T.81, A.3.4)."""
    tables: dict[int, list[int]] = getattr(opened, "quantization", {})
    return sum(tables[min(tables)]) if tables else 0


def _is_lossless(opened: "Image") -> bool:
    stream = getattr(opened, "fp", None)
    if stream is None:
        return False
    stream.seek(0)
    return b"VP8L" in stream.read(1_000)
