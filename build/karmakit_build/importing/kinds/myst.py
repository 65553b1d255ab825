"""How MyST and Jupyter Book are known."""

from karmakit_build.importing.candidate import Candidate

TITLE = "MyST and Jupyter Book (a book, a page or a notebook)"
BOOKS = ("", "book/", "docs/")
"""Where in a folder a book begins."""
CONTENTS = ("_toc.yml", "myst.yml")


def takes(given: Candidate) -> bool:
    """Say whether a folder is a book, or a file a notebook or a page with directives."""
    if given.is_folder:
        return given.holds(*(f"{book}{name}" for book in BOOKS for name in CONTENTS))
    return given.ending == ".ipynb" or (given.ending in {".md", ".myst"} and (b"```{" in given.head or b":::{" in given.head))
