"""Take the pictures of a package along: each file once, under a safe name, if browsers show it."""

import re
from dataclasses import dataclass, field
from posixpath import basename

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.wording import plain

_SHOWN = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
)
_PLAYED = (
    (re.compile(rb"....ftyp(M4A|M4B)", re.DOTALL), "m4a"),
    (re.compile(rb"....ftyp(?!qt  )", re.DOTALL), "mp4"),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,60}webm", re.DOTALL), "webm"),
    (re.compile(rb"ID3|\xff[\xfb\xf3\xf2]"), "mp3"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "wav"),
)
_WORD_LENGTH = 40


@dataclass(slots=True)
class Gallery:
    """The media taken along so far: where each part of the package lies in the course, and its bytes."""

    files: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def place(self, part: str, data: bytes | None) -> str | None:
        """Return where a picture lies in the course (`../media/…`); None where it is missing, or no browser shows its kind."""
        return self._kept(part, data, _kind(data, _SHOWN))

    def place_of_medium(self, part: str, data: bytes | None) -> str | None:
        """Return where a film or sound lies in the course (`media/…`); None where it is missing, or no browser plays its kind."""
        found = self._kept(part, data, _kind(data, _PLAYED))
        return found.removeprefix("../") if found else None

    def _kept(self, part: str, data: bytes | None, suffix: str) -> str | None:
        if data is None or not suffix:
            return None
        if part not in self.places:
            stem = id_of(basename(part).rpartition(".")[0])[:_WORD_LENGTH] or "picture"
            names = (f"{stem}{f'-{number}' if number > 1 else ''}.{suffix}" for number in range(1, len(self.files) + 2))
            name = next(name for name in names if name not in self.files)
            self.files[name] = data
            self.places[part] = f"../media/{name}"
        return self.places[part]


def picture(place: str, alt: str, *, decorative: bool = False) -> str:
    """Return the Markdown of a picture."""
    return f"![{'' if decorative else plain(alt)}]({place}){'{.decorative}' if decorative else ''}"


def kind_of(part: str) -> str:
    """Return what a part calls itself, for a person to read: `EMF`."""
    return basename(part).rpartition(".")[2].upper() or "unknown"


def _kind(data: bytes | None, kinds: tuple[tuple[re.Pattern[bytes], str], ...]) -> str:
    return next((suffix for pattern, suffix in kinds if pattern.match(data or b"")), "")
