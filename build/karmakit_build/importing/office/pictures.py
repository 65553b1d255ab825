"""What Office files show and play: pictures as Markdown, films and sounds by what their bytes say."""

import re
from posixpath import basename

from karmakit_build.importing.shelf import Shelf
from karmakit_build.importing.wording import plain

_PLAYED = (
    (re.compile(rb"....ftyp(M4A|M4B)", re.DOTALL), "m4a"),
    (re.compile(rb"....ftyp(?!qt  )", re.DOTALL), "mp4"),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,60}webm", re.DOTALL), "webm"),
    (re.compile(rb"ID3|\xff[\xfb\xf3\xf2]"), "mp3"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "wav"),
)


def medium(shelf: Shelf, part: str, data: bytes | None) -> str | None:
    """Return where a film or sound lies in the course (`media/…`); None where it is missing, or no browser plays its kind."""
    suffix = next((suffix for pattern, suffix in _PLAYED if pattern.match(data or b"")), "")
    return shelf.put(part, f".{suffix}", data) if data and suffix else None


def picture(place: str, alt: str, *, decorative: bool = False) -> str:
    """Return the Markdown of a picture."""
    return f"![{'' if decorative else plain(alt)}]({place}){'{.decorative}' if decorative else ''}"


def kind_of(part: str) -> str:
    """Return what a part calls itself, for a person to read: `EMF`."""
    return basename(part).rpartition(".")[2].upper() or "unknown"
