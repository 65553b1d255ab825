"""The files that stand in for another file of a course: the WebP beside a picture, and what the low-bandwidth edition has instead.

Both carry the whole name of the file that they stand for, and an ending of their own: `media/desk.jpg.webp` beside
`media/desk.jpg`, `media/lite/desk.jpg.webp` and `media/lite/counter.mp4.m4a` in place of `media/desk.jpg` and `media/counter.mp4`.
Beside a WebP in `media/lite/` may lie `desk.jpg.jpg`, for browsers that read no WebP.
"""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

MEDIA, LITE = "media/", "media/lite/"
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg")
FILMS = (".mp4", ".webm")
SOUNDS = (".m4a", ".mp3", ".ogg", ".oga", ".opus", ".aac", ".wav")
WEBP = ".webp"
# in place of a film its sound weighs least: the first that is there is taken
_INSTEAD = {
    **dict.fromkeys(PICTURES, (WEBP, ".jpg", ".png", ".svg")),
    **dict.fromkeys(FILMS, (".m4a", ".mp3", ".ogg", ".mp4", ".webm")),
    **dict.fromkeys(SOUNDS, (".m4a", ".mp3", ".ogg")),
}
_BESIDE = frozenset({".png", ".jpg", ".jpeg"})


def beside(path: str, files: Collection[str]) -> str | None:
    """Return the WebP beside a PNG or JPEG of the course (`desk.jpg.webp`), None where there is none."""
    found = path + WEBP
    return found if _ending(path) in _BESIDE and found in files else None


def instead(path: str, files: Collection[str]) -> str | None:
    """Return the file that the low-bandwidth edition has in place of `path`, None where the course gives none."""
    return next(_light(path, files), None)


def plain(path: str, files: Collection[str]) -> str | None:
    """Return what the low-bandwidth edition has besides a WebP, for browsers that read none; None where the course gives none."""
    light = tuple(_light(path, files))
    return light[1] if len(light) > 1 and light[0].endswith(WEBP) else None


def stand_ins(path: str, files: Collection[str]) -> tuple[str, ...]:
    """Return every file that some edition may have in place of `path`: they belong to whatever shows it."""
    return tuple(found for found in (beside(path, files), instead(path, files), plain(path, files)) if found)


def _light(path: str, files: Collection[str]) -> Iterator[str]:
    if path.startswith(MEDIA) and not path.startswith(LITE):
        place = LITE + path.removeprefix(MEDIA)
        yield from (place + ending for ending in _INSTEAD.get(_ending(path), ()) if place + ending in files)


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
