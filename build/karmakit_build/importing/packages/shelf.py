"""Take media and papers of a package along: each file once, under a safe name of its own, if a course can hold its kind."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from posixpath import basename, splitext

from karmakit_build.importing.assembling import id_of
from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.containers import Container
from karmakit_validators.bandwidth import WHOLE_MODULE

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"})
FILMS = frozenset({".mp4", ".m4v", ".webm", ".ogv"})
SOUNDS = frozenset({".mp3", ".m4a", ".ogg", ".oga", ".wav"})
CAPTIONS = frozenset({".vtt"})
PAPERS = frozenset({".pdf", ".csv", ".txt", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
LONGEST = 50
_INLINE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)")


@dataclass(slots=True)
class Shelf:
    """What was taken along so far: the files by their names below `media/`, and where each file of the package went."""

    container: Container
    files: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    _names: dict[tuple[str, bytes], str] = field(init=False)

    def __post_init__(self) -> None:
        self._names = {(splitext(name)[1], data): name for name, data in self.files.items()}

    def take(self, path: str | None, kinds: frozenset[str]) -> str | None:
        """Return where a file of the package lies in the course, `media/…`; None where it is not there, or of no such kind."""
        if path is None or splitext(path)[1].lower() not in kinds:
            return None
        if path not in self.places:
            stem, suffix = splitext(basename(path))
            self.places[path] = self._put(stem, suffix.lower(), self.container.files[path])
        return self.places[path]

    def picture(self, address: str, page: str) -> str | None:
        """Return where a picture of a page lies in the course (`../media/…`), also one that is written in the page itself."""
        if found := _INLINE.fullmatch(address.strip()):
            return self._written(found[1], found[2])
        place = self.take(self.container.find(address, page), PICTURES)
        return f"../{place}" if place else None

    def heavy(self) -> tuple[Lost, ...]:
        """Return a line for each file that alone weighs more than the media of a module should."""
        mend = f"A module should weigh no more than {WHOLE_MODULE // 1_000_000} MB: make it smaller"
        return tuple(
            Lost(path, "", f"it weighs {len(self.container.files[path]) / 1_000_000:.1f} MB, and was taken along as it is", mend)
            for path in self.places
            if path in self.container.files and len(self.container.files[path]) > WHOLE_MODULE
        )

    def _written(self, kind: str, text: str) -> str | None:
        try:
            data = base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            return None
        if text not in self.places:
            self.places[text] = self._put("picture", ".jpg" if kind == "jpeg" else f".{kind}", data)
        return f"../{self.places[text]}"

    def _put(self, stem: str, suffix: str, data: bytes) -> str:
        if (suffix, data) in self._names:
            return f"media/{self._names[suffix, data]}"
        safe = id_of(stem)[:LONGEST].strip("-") or "file"
        names = (f"{safe}{f'-{number}' if number > 1 else ''}{suffix}" for number in range(1, len(self.files) + 2))
        name = next(name for name in names if name not in self.files)
        self.files[name] = data
        self._names[suffix, data] = name
        return f"media/{name}"
