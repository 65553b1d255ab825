"""How LiaScript is known."""

import re

from karmakit_build.importing.candidate import Candidate

TITLE = "LiaScript (a course, or a folder of them)"
_SIGNS = re.compile(rb"^\s*(?:narrator|mode|import|script|link|logo|edit)\s*:|liascript", re.MULTILINE | re.IGNORECASE)
_AUTHOR = re.compile(rb"^\s*(?:author|title|version|language|narrator|comment)\s*:", re.MULTILINE)
_MOST_PAGES = 5


def takes(given: Candidate) -> bool:
    """Say whether a file begins with the comment of a course; of a folder, whether its first pages do."""
    if given.is_folder:
        pages = sorted(given.path.glob("*.md"))[:_MOST_PAGES]
        return any(_is_course(Candidate(page).head) for page in pages if page.is_file())
    return given.ending == ".md" and _is_course(given.head)


def _is_course(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return start.startswith(b"<!--") and _AUTHOR.search(start) is not None and _SIGNS.search(start) is not None
