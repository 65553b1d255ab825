"""Decide which files of a course an edition shows: whatever writes a picture, a film or a sound asks here."""

from collections.abc import Mapping
from dataclasses import dataclass

from karmakit_schemas.stand_ins import beside, instead, plain


@dataclass(frozen=True, slots=True)
class Picture:
    """The file that a picture is shown from, and the lighter WebP that browsers take in its place if they can read it."""

    path: str
    webp: str | None = None

    @property
    def lightest(self) -> str:
        """Return the one file for where a single one is wanted."""
        return self.webp or self.path


@dataclass(frozen=True, slots=True)
class Showing:
    """What an edition of a course shows of its `files`: the full edition, or the low-bandwidth one (`lite`)."""

    files: Mapping[str, bytes]
    lite: bool = False

    def picture(self, path: str) -> Picture:
        """Return how a picture is shown; a WebP that is no lighter than what it stands for is left out."""
        webp = beside(path, self.files)
        lighter = webp if webp and len(self.files[webp]) < len(self.files.get(path, b"")) else None
        if self.lite:
            light = instead(path, self.files)
            for_others = plain(path, self.files)
            return Picture(for_others, light) if for_others else Picture(light or lighter or path)
        return Picture(path, lighter)

    def film(self, path: str) -> str | None:
        """Return what is played for a film: a sound may stand for it; None where its words alone do."""
        return instead(path, self.files) if self.lite else path

    def poster(self, path: str) -> str | None:
        """Return the picture that stands for a film until it is asked for; the lite edition has one only if it was made light."""
        return instead(path, self.files) if self.lite else path

    def other(self, path: str) -> str:
        """Return the file for a sound, or for what a link leads to."""
        return (instead(path, self.files) if self.lite else None) or path
