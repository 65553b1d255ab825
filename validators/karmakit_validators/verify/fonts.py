"""Hold the fonts of a bundle to its text: they have the letters of its script, and are not heavier than a slow line carries."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.address import understand
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import Course
from karmakit_validators.verify.css import placed, without_comments
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.html import Page
from karmakit_validators.verify.pages import SCRIPTS

# the languages whose script not every device brings a font for, of which the packs in karmakit_schemas name one; a test holds the
# two equal, so that reading a bundle need not load the packs
CARRIED = {"hi": "Deva", "ur": "Arab"}
BUDGET = 250_000
MOST_FACES, MOST_RANGES = 200, 500
LARGEST_CODE_POINT = 0x10FFFF

_FACE = re.compile(r"@font-face\s*\{([^{}]*)\}", re.IGNORECASE)
_RANGE = re.compile(r"unicode-range\s*:([^;{}]*)", re.IGNORECASE)
_POINTS = re.compile(r"U\+([0-9A-F]{1,6})(?:-([0-9A-F]{1,6}))?", re.IGNORECASE)
_BUILD = "Build the bundle again with `karmakit build`."


class Face(NamedTuple):
    """One font that a style sheet names: the file in the bundle (an empty text if it stands in the sheet) and its code points."""

    path: str
    ranges: tuple[tuple[int, int], ...]

    def holds(self, character: str) -> bool:
        """Say whether a browser would take a character from this font."""
        return any(first <= ord(character) <= last for first, last in self.ranges)


def check_fonts(archive: Archive, pages: Mapping[str, Page], course: Course) -> Iterator[Finding]:
    """Yield the first page with letters of the course's script that no font of the bundle has, and fonts that are too heavy.

    The scripts of other languages than those in `CARRIED` are left to the devices' own fonts.
    """
    faces = list(islice(_faces(archive, pages), MOST_FACES))
    total = sum(len(archive.files[path]) for path in {face.path for face in faces} if path)
    if total > BUDGET:
        message = f"the fonts weigh {total // 1000} kB; {BUDGET // 1000} kB are the most"
        yield found("MED015", message, archive.at(), "Carry one family in two weights, in the subset of its script.")
    script = CARRIED.get(course.language.lower().partition("-")[0])
    if script is None:
        return
    letters = re.compile(f"[{SCRIPTS[script]}]")
    for page in pages.values():
        used = sorted(set(letters.findall("".join(page.root.itertext()))))
        missing = [letter for letter in used if not any(face.holds(letter) for face in faces)]
        if missing:
            message = f"no font of the bundle has `{missing[0]}` (U+{ord(missing[0]):04X}), nor {len(missing) - 1} other letters"
            yield found("MED014", message, page.at(), _BUILD)
            return


def _faces(archive: Archive, pages: Mapping[str, Page]) -> Iterator[Face]:
    """Yield the fonts that style sheets name, and that are there."""
    sheets = [(name, archive.files[name].decode("utf-8", "replace")) for name in archive.files if name.endswith(".css")]
    sheets += [(page.path, page.text) for page in pages.values() if b"@font-face" in page.data]
    for name, text in sheets:
        for match in _FACE.finditer(without_comments(text)) if "@font-face" in text else ():
            for _, address in placed(match[1]):
                embedded = address.startswith("data:")
                path = "" if embedded else understand(address, name).path or ""
                if embedded or path in archive.files:
                    yield Face(path, _ranges(match[1]))


def _ranges(rules: str) -> tuple[tuple[int, int], ...]:
    told = _RANGE.search(rules)
    if told is None:
        return ((0, LARGEST_CODE_POINT),)
    return tuple((int(first, 16), int(last or first, 16)) for first, last in _POINTS.findall(told[1])[:MOST_RANGES])
