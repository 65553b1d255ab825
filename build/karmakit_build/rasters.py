"""Open pictures of strangers: what is too large, broken or no picture is an error with its reason, never a traceback."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 70_000_000
"""More than most phones take; a decoded picture has up to four bytes a pixel."""


class UnreadablePictureError(Exception):
    """It was attempted to decode what is no whole picture of a sound size; the message says what is wrong with it."""


@contextmanager
def raster(data: bytes, forms: tuple[str, ...]) -> "Iterator[Image]":
    """Open a picture of one of Pillow's `forms` (`PNG`, `JPEG`, `WEBP`, `GIF`) for the block that decodes it.

    Raises UnreadablePictureError also for what the library finds wrong in the block.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow, and wanted by pictures alone

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of what it repairs
            with Image.open(io.BytesIO(data), formats=forms) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise UnreadablePictureError(f"has {opened.width} by {opened.height} pixels, too many to decode")
                yield opened
    except UnidentifiedImageError:
        raise UnreadablePictureError(f"is no whole {' or '.join(forms)} picture") from None
    except Image.DecompressionBombError:
        raise UnreadablePictureError("has too many pixels to decode") from None
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, MemoryError):
        raise UnreadablePictureError("is damaged") from None
