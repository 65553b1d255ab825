"""Read a kit's catalogue row, as iGOT's marketplace takes it: the first sheet, its header, and texts in every cell."""

from collections.abc import Iterator, Mapping

from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import read_archive
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.rawxml import Element, NotWellFormedError, read_xml

CATALOGUE = "catalogue.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
COLUMNS = (
    "lessonName",
    "lessonDescription",
    "lessonDuration",
    "lessonLink",
    "imageUrl",
    "lessonCode",
    "lessonObjectives",
    "lessonTopic",
)
_LETTERS = "ABCDEFGH"


def check_catalogue(data: bytes) -> Iterator[Finding]:
    """Yield what the marketplace would not read."""
    try:
        archive, faults, _ = read_archive(data, CATALOGUE)
        root = read_xml(archive.files[SHEET])
    except (UnusableInputError, NotWellFormedError, KeyError):
        yield _wrong("the file is no workbook with a first sheet")
        return
    # the names of its parts are the format's own: brackets are no fault here
    yield from (fault for fault in faults if fault.code == "SEC014")
    rows = [_cells(row) for row in root.walk() if row.local == "row"]
    if any(element.local == "f" for element in root.walk()):
        yield _wrong("a cell holds a formula; the marketplace wants texts")
    if not rows or tuple(rows[0].get(letter, "") for letter in _LETTERS) != COLUMNS or len(rows[0]) != len(COLUMNS):
        yield _wrong(f"the first row is not {', '.join(COLUMNS)}")
        return
    if len(rows) == 1:
        yield _wrong("there is no row below the header")
    for number, row in enumerate(rows[1:], 2):
        for letter in ("A", "B", "C", "F", "G"):
            if not row.get(letter, "").strip():
                yield _wrong(f"row {number} has no {COLUMNS[_LETTERS.index(letter)]}")
        if not row.get("C", "").isdecimal():
            yield _wrong(f"row {number}: lessonDuration is to be whole minutes")


def _cells(row: Element) -> Mapping[str, str]:
    """Return the texts of a row by the letter of their column."""
    cells = {}
    for cell in row.below("c"):
        letter = cell.attrs.get("r", "").rstrip("0123456789")
        cells[letter] = "".join(element.text for element in cell.walk() if element.local == "t")
    return cells


def _wrong(message: str) -> Finding:
    return found("PKG042", message, Span(CATALOGUE), "Build the kit again with `karmakit build --target igot`.")
