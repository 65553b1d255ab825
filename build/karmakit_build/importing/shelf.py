"""Take media along into a course: each file once, under a safe name, and a picture only if a page may show it."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import basename, splitext
from urllib.parse import unquote

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.inline_html import Media
from karmakit_validators.pictures import format_of
from karmakit_validators.rules.security.sec005_svg_active import found

Find = Callable[[str], bytes | None]
"""Takes an address as a text gives it; returns the bytes of the file that it means, or None."""

LONGEST = 50
ENDINGS = {"png": (".png",), "jpeg": (".jpg", ".jpeg"), "gif": (".gif",), "webp": (".webp",), "svg": (".svg",)}
"""The endings of each format that pages show; the first one is given to a file whose own ending says something else."""
PICTURES = frozenset(ending for endings in ENDINGS.values() for ending in endings)
_INLINE = re.compile(r"data:image/[a-z+.-]{2,20};base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)


@dataclass(slots=True)
class Shelf:
    """The media taken along so far, by their names below `media/`."""

    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[tuple[str, bytes], str] = field(init=False)

    def __post_init__(self) -> None:
        self._names = {(splitext(name)[1], data): name for name, data in self.files.items()}

    def picture(self, name: str, data: bytes | None) -> str | None:
        """Return where a picture lies in the course (`../media/…`); None where no page may show what the bytes are."""
        ending = ending_of(name, data)
        return f"../{self.put(name, ending, data)}" if data and ending else None

    def put(self, name: str, ending: str, data: bytes) -> str:
        """Take a file along, and return where it lies in the course (`media/…`); `name` may be any path of its source."""
        if (ending, data) not in self._names:
            safe = id_of(splitext(basename(name))[0])[:LONGEST].strip("-") or ("picture" if ending in PICTURES else "file")
            names = (f"{safe}{f'-{number}' if number > 1 else ''}{ending}" for number in range(1, len(self.files) + 2))
            self._names[ending, data] = next(each for each in names if each not in self.files)
            self.files[self._names[ending, data]] = data
        return f"media/{self._names[ending, data]}"

    def shown(self, address: str, find: Find) -> str | None:
        """Return where the picture of an address lies in the course, also one that is written in the address itself."""
        if inline := _INLINE.fullmatch(address.strip()):
            return self.picture("", _decoded(inline[1]))
        return self.picture(unquote(address.partition("?")[0]), find(address))

    def media(self, find: Find) -> Media:
        """Return what finds the pictures of a text, as the writers of texts ask for them."""
        return lambda address, _: self.shown(address, find)


def ending_of(name: str, data: bytes | None) -> str:
    """Return the ending under which a picture may lie in a course; empty where it is none, or more than a drawing."""
    known = format_of(data) if data else None
    if data is None or known not in ENDINGS or (known == "svg" and not is_passive(data)):
        return ""
    own = splitext(name)[1].lower()
    return own if own in ENDINGS[known] else ENDINGS[known][0]


def is_passive(drawing: bytes) -> bool:
    """Say whether a drawing runs, loads and declares nothing, as the check asks of it (SEC005)."""
    try:
        text = drawing.decode("utf-8")
    except UnicodeDecodeError:
        return False  # what cannot be looked through may hold anything
    return next(found(text), None) is None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
