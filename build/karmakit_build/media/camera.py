"""What a camera wrote of a photograph: which way up it is, and whether it says where it was taken."""

import warnings
from dataclasses import dataclass

_ORIENTATION, _GPS, _LATITUDE = 0x0112, 0x8825, 2  # Exif 2.32, 4.6.4 and 4.6.6
_WAYS_UP = range(1, 9)


@dataclass(frozen=True, slots=True)
class Camera:
    """The orientation as EXIF counts it, 1 to 8, of which 1 is upright; whether a latitude is named."""

    orientation: int = 1
    place: bool = False

    @property
    def lies(self) -> bool:
        """Say whether width and height change places when it is turned upright."""
        return self.orientation > 4  # noqa: PLR2004 - from 5 on a quarter turn is among what is to be done


def camera(exif: bytes) -> Camera:
    """Return what an EXIF block says; one that cannot be read says nothing."""
    if not exif:
        return Camera()
    from PIL import Image  # noqa: PLC0415 - slow, and wanted by pictures with such data alone

    read = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of what it cannot read
            read.load(exif)
            orientation, place = read.get(_ORIENTATION), bool(read.get_ifd(_GPS).get(_LATITUDE))
    except Exception:  # noqa: BLE001 - a reader of hostile files raises what it likes
        return Camera()
    return Camera(orientation if isinstance(orientation, int) and orientation in _WAYS_UP else 1, place)
