"""How plain Markdown is known: what every other kind was asked about before."""

from karmakit_build.importing.candidate import Candidate

TITLE = "Markdown (a page, or a folder of pages)"
LAST_RESORT = True


def takes(given: Candidate) -> bool:
    """Say whether there is Markdown, of a file or two folders deep."""
    if given.is_folder:
        return any(given.path.glob("*.md")) or any(given.path.glob("*/*.md"))
    return given.ending in {".md", ".markdown"}
