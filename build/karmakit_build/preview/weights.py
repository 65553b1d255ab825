"""What a page weighs as it travels: its text deflated, with the media that it shows."""

from dataclasses import dataclass

from karmakit_build.compiler.links import media_path
from karmakit_build.compiler.pages import Page
from karmakit_build.preview.showing import Showing
from karmakit_validators.bandwidth import carried
from karmakit_validators.report.words import Words


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of a page's text, of its media, and of what all pages share and a device loads once (player, style, fonts)."""

    text: int
    media: int
    shared: int

    @property
    def own(self) -> int:
        """Return the bytes of the page alone."""
        return self.text + self.media


def weight(page: Page, showing: Showing) -> Weight:
    """Return what a page of a course weighs."""
    files = showing.played
    media = {media_path(path) for path in page.media}
    return Weight(
        carried(page.path, files[page.path]),
        sum(carried(path, files[path]) for path in media if path in files),
        sum(carried(path, data) for path, data in files.items() if path.startswith("assets/")),
    )


def in_words(size: int, say: Words) -> str:
    """Return a number of bytes as a reader knows it: `12 kB`, `1.4 MB`."""
    kilo = 1000
    if size < kilo * kilo:
        return say("kilobytes", n=max(1, round(size / kilo)))
    return say("megabytes", n=f"{size / kilo / kilo:.1f}")
