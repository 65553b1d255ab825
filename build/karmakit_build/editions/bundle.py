"""Put the facilitator's edition into a bundle of its own, which never lies beside what learners open."""

from dataclasses import replace

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.editions.book import book
from karmakit_build.editions.document import document
from karmakit_build.editions.edition import Edition
from karmakit_build.records import sealed, told

NAME = "facilitator"
LAUNCH = "facilitator.html"


def facilitator_bundle(pages: Pages) -> Bundle:
    """Return the facilitator's edition with the course's record and its provenance."""
    edition = Edition(pages, answers=True)
    files = {LAUNCH: document(book(edition), edition), **told(_without_pages(pages), NAME)}
    return Bundle(f"{pages.course.meta.id}-{NAME}", sealed(pages, NAME, files))


def _without_pages(pages: Pages) -> Pages:
    """Return a course whose record names no page: the bundle has none but the edition."""
    modules = [{key: value for key, value in module.items() if key != "page"} for module in pages.data["modules"]]
    return replace(pages, data={**pages.data, "modules": modules})
