"""Take media and papers of a package along, each file once, if a course can hold its kind."""

from dataclasses import dataclass, field
from posixpath import splitext

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.packages.containers import Container
from karmakit_build.importing.shelf import PICTURES, Shelf
from karmakit_validators.bandwidth import WHOLE_MODULE

FILMS = frozenset({".mp4", ".m4v", ".webm", ".ogv"})
SOUNDS = frozenset({".mp3", ".m4a", ".ogg", ".oga", ".wav"})
CAPTIONS = frozenset({".vtt"})
PAPERS = frozenset({".pdf", ".csv", ".txt", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})


@dataclass(slots=True)
class Taking:
    """What was taken along so far: the media, and where each file of the package went (empty: it cannot be taken)."""

    container: Container
    shelf: Shelf = field(default_factory=Shelf)
    places: dict[str, str] = field(default_factory=dict)

    def take(self, path: str | None, kinds: frozenset[str]) -> str | None:
        """Return where a file of the package lies in the course, `media/…`; None where it is not there, or of no such kind."""
        ending = splitext(path)[1].lower() if path else ""
        if path is None or ending not in kinds:
            return None
        if path not in self.places:
            data = self.container.files[path]
            place = self.shelf.picture(path, data) if ending in PICTURES else self.shelf.put(path, ending, data)
            if place is None:
                return None
            self.places[path] = place.removeprefix("../")
        return self.places[path]

    def picture(self, address: str, page: str) -> str | None:
        """Return where a picture of a page lies in the course (`../media/…`), also one that is written in the page itself."""
        path = self.container.find(address, page)
        if path is None:
            return self.shelf.shown(address, lambda _: None)
        place = self.take(path, PICTURES)
        return f"../{place}" if place else None

    def heavy(self) -> tuple[Lost, ...]:
        """Return a line for each file that alone weighs more than the media of a module should."""
        mend = f"A module should weigh no more than {WHOLE_MODULE // 1_000_000} MB: make it smaller"
        return tuple(
            Lost(path, "", f"it weighs {len(self.container.files[path]) / 1_000_000:.1f} MB, and was taken along as it is", mend)
            for path in self.places
            if len(self.container.files[path]) > WHOLE_MODULE
        )
