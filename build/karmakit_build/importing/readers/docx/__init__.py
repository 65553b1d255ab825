"""Word documents (.docx): headings become modules, by mammoth, which knows Word's styles, lists, fields and notes."""

from pathlib import Path

from karmakit_build.importing.draft import Draft
from karmakit_build.importing.office.package import package_of
from karmakit_schemas.errors import UsageError

_MEND = "open it in Word and save it as a Word document (.docx)"


def read(path: Path) -> Draft:
    """Return the document as a course; raises `UnusableInputError` where it is none, and `UsageError` where mammoth is missing."""
    package = package_of(path, "wordprocessingml", _MEND)
    try:
        from karmakit_build.importing.readers.docx.drafting import draft_of  # noqa: PLC0415 - mammoth is an extra
    except ModuleNotFoundError as error:
        raise UsageError("Word files are read by mammoth; install `karmakit[import]`") from error
    return draft_of(package)
