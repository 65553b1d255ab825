"""AICC, the packages before SCORM: they are known, and not read."""

from pathlib import Path

from karmakit_build.importing.draft import Draft
from karmakit_schemas.errors import UnusableInputError


def read(path: Path) -> Draft:
    """Say in one line that AICC is not read, and what to do."""
    raise UnusableInputError(
        f"{path}: this is a package of AICC, which is not read; export it as SCORM 1.2, or bring in its pages by hand"
    )
