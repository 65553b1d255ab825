"""A photograph or a film does not tell where it was taken."""

import warnings
from io import BytesIO

from karmakit_schemas.findings import Severity
from karmakit_validators.context import Context
from karmakit_validators.pictures import format_of
from karmakit_validators.places import XMP_PLACE, is_tracked, places
from karmakit_validators.rule import Fault, Faults, Rule

GPS, LATITUDE = 0x8825, 2
MARKS = (b"Exif\0\0", b"eXIf", b"EXIF", b"Raw profile type exif")


def tells_place(context: Context) -> Faults:
    """Yield each JPEG, PNG, WebP, MP4, M4A or WebM in `media/` that holds the coordinates of a place."""
    for path in context.media:
        data = context.parsed.sources.files[path]
        if format_of(data) in {"jpeg", "png", "webp"}:
            if has_place(data):
                message = "the picture holds the coordinates of the place where it was taken"
                yield Fault(context.whole(path), message, "Run `karmakit media`, or save it without its data (EXIF)")
        elif places(data):
            message = "the film or sound holds the coordinates of the place where it was taken"
            yield Fault(context.whole(path), message, "Run `karmakit media`, or export it without its metadata")
        elif is_tracked(data):
            message = "a track of the film tells where it was taken, all along"
            yield Fault(context.whole(path), message, "Export it with its picture and sound alone, without data tracks")


def has_place(data: bytes) -> bool:
    """Say whether a picture's EXIF or XMP data hold a latitude; what cannot be read holds none."""
    if XMP_PLACE in data:
        return True
    if not any(mark in data for mark in MARKS):
        return False
    from PIL import Image  # noqa: PLC0415 - slow, and wanted by pictures with such data alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of what it repairs
        try:
            with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
                return bool(picture.getexif().get_ifd(GPS).get(LATITUDE))
        except Exception:  # noqa: BLE001 - a reader of hostile files raises what it likes
            return False


RULE = Rule(Severity.warning, sources=tells_place)
