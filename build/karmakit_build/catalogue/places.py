"""Where the pages of a catalogue lie: names that every system takes, and links that work from the disk."""

import hashlib
import re
import unicodedata

HOME, COVERAGE, FEED, RECORD, STYLE = "index.html", "coverage.html", "feed.json", "catalogue.json", "style.css"
COMPETENCIES, ROLES, LANGUAGES, DURATIONS, STATES = "competencies", "roles", "languages", "durations", "status"
_LONGEST = 40


def course_page(identifier: str) -> str:
    """Return the path of a course's page."""
    return f"courses/{identifier}.html"


def group_page(facet: str, *names: str) -> str:
    """Return the path of the page of a group; what cannot stand in a file's name is told apart by a digest."""
    plain = unicodedata.normalize("NFKD", names[-1]).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    mark = hashlib.sha256("\0".join(names).encode("utf-8", "replace")).hexdigest()[:8]
    return f"{facet}/{words}-{mark}.html" if words else f"{facet}/{mark}.html"


def numbered(path: str, number: int) -> str:
    """Return the path of a part of a list: the first has the list's own."""
    return path if number == 1 else f"{path.removesuffix('.html')}-{number}.html"


def link(target: str, here: str) -> str:
    """Return the relative address of a page as seen from another."""
    return "../" * here.count("/") + target
