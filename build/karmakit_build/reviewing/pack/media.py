"""Carry the media of a course inside the pack, as `data:` addresses, up to a limit."""

import base64
import posixpath
from collections.abc import Iterable, Mapping

from karmakit_build.compiler.links import address, media_path

EACH, ALL = 2_000_000, 12_000_000
"""Bytes of one file, and of all files of a course, that a pack carries: it goes by mail."""
TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
}


def carried(media: Mapping[str, bytes], paths: Iterable[str]) -> dict[str, str | None]:
    """Return the `data:` address of each file by its address in a page; None for what is too large, or no medium.

    `media` are the files of the compiled course by their path in a bundle, `paths` those of the course that its pages use.
    """
    found: dict[str, str | None] = {}
    total = 0
    for path in paths:
        data = media.get(media_path(path), b"")
        kind = TYPES.get(posixpath.splitext(path)[1].lower())
        fits = len(data) <= EACH and total + len(data) <= ALL
        if kind and fits:
            total += len(data)
        found[address(media_path(path))] = f"data:{kind};base64,{base64.b64encode(data).decode()}" if kind and fits else None
    return found
