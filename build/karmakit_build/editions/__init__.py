"""Write the print editions of a course: one HTML document for learners, and one for facilitators, which holds the answers.

Each document carries its pictures, its font and its style, loads nothing and runs nothing: it is opened from a memory stick, read
without a network, and printed or saved as a PDF from the browser. Both are written from the course's tree by the compiler's own
writers; the files here hold what paper wants otherwise.
"""

from karmakit_build.compiler.pages import Pages
from karmakit_build.editions.book import book
from karmakit_build.editions.bundle import facilitator_bundle
from karmakit_build.editions.document import document
from karmakit_build.editions.edition import Edition

__all__ = ["facilitator_bundle", "facilitator_edition", "learner_edition"]


def learner_edition(pages: Pages) -> bytes:
    """Return the course as one HTML document to print, with exercises and tests and without any key."""
    edition = Edition(pages)
    return document(book(edition), edition)


def facilitator_edition(pages: Pages) -> bytes:
    """Return the same with keys, feedback and points, and a guide to the session; it never stands where learners read."""
    edition = Edition(pages, answers=True)
    return document(book(edition), edition)
