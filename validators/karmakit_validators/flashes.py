"""Whether an animated picture flashes more than three times within a second (WCAG 2.2, success criterion 2.3.1)."""

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import cycle, islice
from typing import NamedTuple

from karmakit_validators.pictures import size

MOST_PIXELS = 16_000_000  # of one frame
MOST_WORK = 120_000_000  # of all frames together
MOST_FRAMES = 600
GRID = 24
CHANGE, BRIGHT = (
    0.1,
    0.8,
)  # of the relative luminance: a change counts from the one on, and not among what is brighter than the other
AREA = 341 * 256  # a field of vision of ten degrees, in pixels; a quarter of it is the least that counts
MOST_FLASHES = 3
SHORTEST, UNSAID = 0.01, 0.1  # seconds: browsers show a frame that says less than the one for the other
WATCHED = 2.0


class Frame(NamedTuple):
    """One frame: the relative luminance of each field of a grid over it, and how many seconds it stands."""

    luminance: Sequence[float]
    seconds: float


class TooLargeError(Exception):
    """It was attempted to look at a picture that would take too long to decode."""


def flashes(data: bytes) -> bool:
    """Say whether a GIF, PNG or WebP flashes more than three times in some second; what cannot be decoded does not.

    Raises TooLargeError if there is more to decode than is worth the time, and what was decoded does not flash.
    """
    measured = size(data)
    if measured is None:
        return False
    if measured[0] * measured[1] > MOST_PIXELS:
        raise TooLargeError
    most = min(MOST_FRAMES, max(1, MOST_WORK // (measured[0] * measured[1])))
    shown, endless = _frames(data, most)
    times = [moment for moment, _ in _changes(_played(shown, endless=endless), measured[0] * measured[1])]
    together = 2 * (MOST_FLASHES + 1)  # a flash is a change and the change back
    found = any(last - first < 1 for first, last in zip(times, times[together - 1 :], strict=False))
    if len(shown) == most and not found:
        raise TooLargeError
    return found


def _frames(data: bytes, most: int) -> tuple[list[Frame], bool]:
    """Return the first frames as far as they can be decoded, and whether they are played again and again."""
    from PIL import Image, ImageSequence  # noqa: PLC0415 - slow, and wanted by animated pictures alone

    found: list[Frame] = []
    endless = False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of what it repairs
        try:
            with Image.open(BytesIO(data), formats=("GIF", "PNG", "WEBP")) as picture:
                endless = picture.info.get("loop") is not None
                for frame in islice(ImageSequence.Iterator(picture), most):
                    frame.load()  # a WebP says only then how long it stands
                    stands = float(frame.info.get("duration") or 0) / 1000
                    small = frame.convert("RGB").resize((GRID, GRID), Image.Resampling.BOX)
                    found.append(Frame(_luminance(small.tobytes()), stands if stands > SHORTEST else UNSAID))
        except Exception:  # noqa: BLE001 - a decoder of hostile files raises what it likes; what came before it counts
            return found, endless
    return found, endless


def _luminance(colours: bytes) -> list[float]:
    """Return the relative luminance of each field, as WCAG defines it for sRGB."""
    red, green, blue = colours[0::3], colours[1::3], colours[2::3]
    return [0.2126 * _LINEAR[r] + 0.7152 * _LINEAR[g] + 0.0722 * _LINEAR[b] for r, g, b in zip(red, green, blue, strict=True)]


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the curve of sRGB


_LINEAR = [_linear(value) for value in range(256)]


def _played(frames: Sequence[Frame], *, endless: bool) -> Iterator[tuple[float, Sequence[float]]]:
    """Yield the moments at which frames appear: once through, and of what is played on and on at least two seconds."""
    moment = 0.0
    once = sum(frame.seconds for frame in frames)
    lasting = max(once, WATCHED) if endless else once
    for frame in cycle(frames) if endless else frames:
        if moment >= lasting:
            return
        yield moment, frame.luminance
        moment += frame.seconds


def _changes(played: Iterator[tuple[float, Sequence[float]]], pixels: int) -> Iterator[tuple[float, int]]:
    """Yield when a large enough part of the picture turns darker (-1) or brighter (1), each time the other way round."""
    extremes: list[float] = []
    going = [0] * GRID * GRID
    last = 0
    least = AREA / 4 / pixels * GRID * GRID
    for moment, luminance in played:
        if not extremes:
            extremes = list(luminance)
            continue
        turned = {1: 0, -1: 0}
        for field, value in enumerate(luminance):
            step = value - extremes[field]
            way = 1 if step > 0 else -1
            if going[field] == way:
                extremes[field] = value
            elif abs(step) >= CHANGE and min(value, extremes[field]) < BRIGHT:
                turned[way] += 1
                going[field] = way
                extremes[field] = value
        for way, fields in turned.items():
            if fields >= least and way != last:
                last = way
                yield moment, way
