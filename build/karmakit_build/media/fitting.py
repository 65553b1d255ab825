"""Make one picture fit to travel: upright, of the pixels that are shown, without the data of the camera, within its weight."""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karmakit_build.media.camera import Camera, camera
from karmakit_build.media.drawing import Size
from karmakit_build.media.encoding import Order, encoded
from karmakit_build.media.stripping import Bare, BrokenError, stripped
from karmakit_build.rasters import UnreadablePictureError, raster
from karmakit_validators.pictures import format_of

if TYPE_CHECKING:
    from PIL.Image import Image

FORMS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
WORTH = 0.9
"""What is written anew weighs no more than this part of what it was: it loses a little by that, and wants new approvals."""

TRIES, TOWARDS = 4, 0.97
"""How often a photograph over its weight is made smaller, and by how much more than its weight asks for each time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`pixels` across at most (None: all it has), of which `width` are seen; the most pixels of a `side`, the most bytes of all."""

    width: int
    pixels: int | None
    side: int
    weight: int

    @property
    def as_it_is(self) -> bool:
        """Say whether the picture is offered by itself, or not at all: then nobody knows what of it is seen."""
        return self.pixels is None


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture as it should be, its size before and after (upright), what was done, and what is still to be said of it."""

    data: bytes
    before: Size
    after: Size
    done: tuple[str, ...] = ()
    note: str = ""
    moves: bool = False


def fitted(data: bytes, wanted: Wanted) -> Fitted:
    """Return a JPEG, PNG or WebP as it should be; the same bytes where nothing is to be done.

    What was done once is not done again: a second call with its result changes nothing. Raises UnreadablePictureError.
    """
    try:
        bare = stripped(data)
    except BrokenError:
        raise UnreadablePictureError("is damaged") from None
    shot = camera(bare.exif)
    with raster(bare.data, (FORMS[format_of(data) or ""],)) as opened:
        if bare.moves:
            return _moving(data, bare, opened.size)
        size = _upright(opened.size, shot)  # what is opened has another one once it was decoded small
        fit = _redrawn(bare.data, shot, opened, wanted)
        if fit is None:
            if bare.data != data:
                opened.load()  # raises where it is damaged: such a picture is not touched
            fit = Fitted(bare.data, size, size)
    if bare.data != data:
        fit = replace(fit, done=(*fit.done, "place taken out" if shot.place else "data taken out"))
    return replace(fit, note=_note(fit, wanted))


def _moving(data: bytes, bare: Bare, size: Size) -> Fitted:
    """Return a picture that moves without the data of its camera, and with all of its frames as they are."""
    done = () if bare.data == data else ("place taken out" if camera(bare.exif).place else "data taken out",)
    return Fitted(bare.data, size, size, done, "moves, and keeps its size and its frames", moves=True)


def _redrawn(bare: bytes, shot: Camera, opened: "Image", wanted: Wanted) -> Fitted | None:
    """Return the picture drawn anew, upright and of its new size; None where nothing asks for it, or little is gained."""
    before = _upright(opened.size, shot)
    after = target(before, wanted)
    needed = {"turned upright": shot.orientation != 1, "made sRGB": opened.mode == "CMYK"}
    wished = {"scaled": after != before, "made 8 bits deep": _is_deep(bare) and not wanted.as_it_is}
    done = tuple(word for word, is_so in (*wished.items(), *needed.items()) if is_so)
    if not done and (wanted.as_it_is or len(bare) <= wanted.weight):
        return None
    made = encoded(opened, Order(_upright(after, shot), shot.orientation, wanted.weight, anew=bool(done)))
    for _ in range(TRIES):
        weight = len(made or bare)
        if wanted.as_it_is or opened.format != "JPEG" or weight <= wanted.weight or after[0] <= wanted.width:
            break
        after = _shrunk(after, wanted, weight)
        done = done if "scaled" in done else ("scaled", *done)
        made = encoded(opened, Order(_upright(after, shot), shot.orientation, wanted.weight, anew=True))
    # one that breaks the budget of a side is scaled for any gain, since a phone has to hold all its pixels in memory
    worth = 1 if max(before) > wanted.side >= max(after) else WORTH
    if made is None or (len(made) > worth * len(bare) and not any(needed.values())):
        return None
    return Fitted(made, before, after, done or ("written lighter",))


def target(size: Size, wanted: Wanted) -> Size:
    """Return the size that a picture should have: its proportions kept, and never more than it has.

    One that is too tall for the budget of a side is made shorter only as far as it still fills its width: it would not be read.
    """
    width, height = size
    if wanted.pixels is None:
        return size
    share = min(1.0, wanted.pixels / width, wanted.side / width)
    if height * share > wanted.side:
        share = max(wanted.side / height, min(share, wanted.width / width))
    return max(1, round(width * share)), max(1, round(height * share))


def _shrunk(size: Size, wanted: Wanted, weight: int) -> Size:
    """Return the size in which a photograph should keep to its weight, yet never fewer pixels across than are seen."""
    share = max(wanted.width / size[0], TOWARDS * math.sqrt(wanted.weight / weight))
    return max(wanted.width, round(size[0] * share)), max(1, round(size[1] * share))


def _upright(size: Size, shot: Camera) -> Size:
    return (size[1], size[0]) if shot.lies else size


def _is_deep(data: bytes) -> bool:
    """Say whether a PNG has 16 bits a colour: no page shows more than 8."""
    return format_of(data) == "png" and data[24] == 16  # noqa: PLR2004 - its depth stands there (W3C PNG, 11.2.1)


def _note(fit: Fitted, wanted: Wanted) -> str:
    """Return what is left for a person to do."""
    if max(fit.after) > wanted.side and not wanted.as_it_is:
        return f"still over {wanted.side} pixels: cut out what matters"
    if len(fit.data) <= wanted.weight:
        return ""
    mend = "a photograph is lighter as JPEG" if format_of(fit.data) == "png" else "cut out what matters"
    return f"still over {wanted.weight // 1000} kB: {mend}"
