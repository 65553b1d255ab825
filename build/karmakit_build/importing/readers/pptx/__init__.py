"""Slides of PowerPoint (.pptx): their texts, notes, tables and pictures under the titles of the slides, by python-pptx."""

from pathlib import Path

from karmakit_build.importing.draft import Draft
from karmakit_build.importing.office.package import package_of
from karmakit_schemas.errors import UsageError

_MEND = "open it in PowerPoint and save it as a presentation (.pptx)"


def read(path: Path) -> Draft:
    """Return the presentation as a course; raises `UnusableInputError` where it is none, `UsageError` without python-pptx."""
    package = package_of(path, "presentationml", _MEND)
    try:
        from karmakit_build.importing.readers.pptx.drafting import draft_of  # noqa: PLC0415 - python-pptx is an extra
    except ModuleNotFoundError as error:
        raise UsageError("slides are read by python-pptx; install `karmakit[import]`") from error
    return draft_of(package)
