"""Plain Markdown: one page, or a folder of pages in the order of their names, where no maker's way of writing is known."""

from pathlib import Path, PurePosixPath

from karmakit_build.importing.draft import Draft, Lost
from karmakit_build.importing.markdown.binding import Chapter, Manner, about, bind, chapter, opened_page
from karmakit_build.importing.markdown.book import Book
from karmakit_build.importing.markdown.folder import Folder
from karmakit_build.importing.markdown.reading import Flavour
from karmakit_schemas.errors import UnusableInputError

ASIDE = frozenset({"license", "licence", "contributing", "changelog", "code_of_conduct", "security", "support", "summary"})


def read(path: Path) -> Draft:
    """Return pages as modules; folders of pages are units."""
    book = Book.of(Folder(path))
    folder = book.folder
    pages = [folder.file] if folder.file else folder.pages(".md", ".markdown")
    aside = [page for page in pages if not folder.file and PurePosixPath(page).stem.lower() in ASIDE]
    pages = [page for page in pages if page not in aside]
    if not pages:
        raise UnusableInputError(f"{path}: there is no page of Markdown in it")
    parts: dict[str, list[Chapter]] = {}
    for page in pages:
        front = opened_page(book, page, MANNER)
        parts.setdefault(page.rpartition("/")[0], []).append(chapter(page, front))
    for page in aside:
        book.losses.append(Lost(page, "", "it is about the work and not of it, and was left out", "Bring it in by itself if it is"))
    if not folder.file and len(pages) > 1:
        book.losses.append(
            Lost(path.name, "", "no order of its pages is said; they stand in the order of their names", "Look at `units`")
        )
    about(book)
    title = next(iter(parts.values()))[0].title if folder.file else path.resolve().name
    units = [(name.rpartition("/")[2].replace("-", " ").replace("_", " ") or title, those) for name, those in parts.items()]
    return bind(book, MANNER, units, title)


MANNER = Manner(flavour=Flavour(liquid=True))
