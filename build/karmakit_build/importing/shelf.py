"""Keep the pictures that texts show: under safe names, each once, and only what a page can show."""

from collections.abc import Callable
from posixpath import splitext
from urllib.parse import unquote

from karmakit_build.importing.assembling import id_of

_BEGINNINGS = {".png": (b"\x89PNG",), ".jpg": (b"\xff\xd8",), ".jpeg": (b"\xff\xd8",), ".gif": (b"GIF8",), ".webp": (b"RIFF",)}


class Shelf:
    """Finds pictures by the address that a text gives, and keeps those that are shown; call it as `Media`."""

    def __init__(self, find: Callable[[str], bytes | None], media: dict[str, bytes] | None = None) -> None:
        """Take what returns the bytes of an address, or None; and the pictures that are kept already, to which it adds."""
        self._find = find
        self.media = {} if media is None else media

    def __call__(self, source: str, _alt: str) -> str | None:
        """Return where a picture lies in the course; None where it is not there, or is no picture as its name says."""
        stem, ending = splitext(unquote(source.partition("?")[0]).rpartition("/")[2])
        data = self._find(source)
        if data is None or not data.startswith(_BEGINNINGS.get(ending.lower(), ())):
            return None
        base, number = id_of(stem) or "picture", 1
        name = f"{base}{ending.lower()}"
        while self.media.get(name, data) != data:
            number += 1
            name = f"{base}-{number}{ending.lower()}"
        self.media[name] = data
        return f"../media/{name}"
