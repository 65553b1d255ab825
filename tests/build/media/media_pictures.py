"""Pictures as phones and scanners make them, drawn here."""

import io
import random

from PIL import Image

NORTH = {1: "N", 2: (28.0, 36.0, 50.0), 3: "E", 4: (77.0, 12.0, 30.0)}


def drawn(width: int, height: int, mode: str = "RGB", grain: int = 16) -> Image.Image:
    """Return a picture full of detail, the same every time; its first corner is black, as `upright` asks."""
    small = (max(1, width // grain), max(1, height // grain))
    channels = len(Image.new(mode, (1, 1)).getbands())
    dots = Image.frombytes(mode, small, random.Random(7).randbytes(small[0] * small[1] * channels))
    picture = dots.resize((width, height), Image.Resampling.BICUBIC)
    picture.paste(0 if channels == 1 else (0, 0, 0, 255)[:channels], (0, 0, width // 4, height // 4))
    return picture


def camera(orientation: int = 1) -> Image.Exif:
    """Return what a phone writes of a photograph: its name, which way up it was held, and where."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Phone", orientation
    exif.get_ifd(0x8825).update(NORTH)
    return exif


def file(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture
