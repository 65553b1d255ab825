"""Make what may stand in for a picture, and says what it is of: the WebP beside it, the small one for the low-bandwidth edition."""

from karmakit_build.media.drawing import drawn
from karmakit_build.media.encoding import WEBP_QUALITY, saved
from karmakit_build.media.fitting import FORMS, WORTH
from karmakit_build.rasters import raster
from karmakit_schemas.marks import mark
from karmakit_validators.pictures import format_of

LITE_PIXELS = 640
"""Twice the column of a phone of 360 CSS pixels, less the margins of its text: as sharp as the full one there."""
QUALITIES, LITE_QUALITY = (WEBP_QUALITY, 66), 60
_OF = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="%s"/></rdf:RDF></x:xmpmeta>'
)


def webp_beside(data: bytes, weight: int) -> bytes | None:
    """Return the WebP to lie beside an upright JPEG or PNG; None where it would not be clearly lighter.

    What is without loss stays so while it keeps to the `weight` of the budget.
    """
    form = FORMS[format_of(data) or ""]
    with raster(data, (form,)) as opened:
        profile = opened.info.get("icc_profile")
        picture = drawn(opened, opened.size)
    mine = {"method": 4, "xmp": _OF % mark(data), "icc_profile": profile}
    made = saved(picture, "WEBP", lossless=True, **mine) if form == "PNG" else b""
    if not made or len(made) > min(weight, WORTH * len(data)):
        for quality in QUALITIES:
            made = saved(picture, "WEBP", quality=quality, **mine)
            if len(made) <= weight:
                break
    return made if len(made) <= WORTH * len(data) else None


def webp_lite(data: bytes, width: int, instead_of: int) -> bytes | None:
    """Return what the low-bandwidth edition shows of an upright picture that pages show `width` CSS pixels wide.

    None where it would not be clearly lighter than the `instead_of` bytes that the edition has otherwise.
    """
    with raster(data, (FORMS[format_of(data) or ""],)) as opened:
        profile = opened.info.get("icc_profile")
        share = min(1.0, LITE_PIXELS / opened.width, 2 * width / opened.width)
        picture = drawn(opened, (max(1, round(opened.width * share)), max(1, round(opened.height * share))))
    made = saved(picture, "WEBP", quality=LITE_QUALITY, method=6, xmp=_OF % mark(data), icc_profile=profile)
    return made if len(made) <= WORTH * instead_of else None
