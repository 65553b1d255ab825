"""How OLX is known."""

import re

from karmakit_build.importing.candidate import Candidate

TITLE = "OLX (Open edX)"
GZIP = b"\x1f\x8b"
_PROBLEM = re.compile(rb"^\s*(\xef\xbb\xbf)?(<\?xml[^>]*>)?\s*(<!--(?:(?!-->).)*-->\s*)*<problem\b", re.DOTALL)


def takes(given: Candidate) -> bool:
    """Say whether a folder or archive is a course of Open edX, or an XML file is one of its problems."""
    if given.is_folder:
        return given.holds("course.xml", "course/course.xml")
    if given.head.startswith(GZIP):
        return given.path.name.lower().endswith((".tar.gz", ".tgz"))
    return given.ending == ".xml" and _PROBLEM.search(given.head) is not None
