"""The readers of foreign files, found by their place: each makes a draft of what it reads; `kinds` says what is whose."""

from importlib import import_module
from pathlib import Path
from typing import Protocol

from karmakit_build.importing.draft import Draft
from karmakit_build.importing.kinds import names
from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import did_you_mean


class Reader(Protocol):
    """One module of this folder, of the same name as its kind.

    `read` raises `UnusableInputError` in one line where the file is not what it seems, or is not to be trusted.
    """

    def read(self, path: Path) -> Draft:
        """Return the draft of a course."""


def reader(name: str) -> Reader:
    """Return the reader of that name; raises `UsageError` where there is none."""
    if name not in names():
        raise UsageError(f"nothing reads `{name}`; {did_you_mean(name, names()) or 'there are ' + ', '.join(names())}")
    found: Reader = import_module(f"{__name__}.{name.replace('-', '_')}")
    return found
