"""The readers of foreign files, found by their place: each says what it takes, and makes a draft of it."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from karmakit_build.importing.draft import Draft
from karmakit_schemas.errors import UsageError
from karmakit_schemas.suggest import did_you_mean

HEAD = 4096
"""How many bytes of a file a reader is shown to say whether it is of its kind."""


class Reader(Protocol):
    """One module of this folder: what it reads in a few words, whether it takes a path, and the draft that it makes.

    `takes` gets the path and the first bytes (none of a folder), and opens nothing else but what lies in a folder. `read` raises
    `UnusableInputError` in one line where the file is not what it seems, or is not to be trusted.
    """

    TITLE: str

    def takes(self, path: Path, head: bytes) -> bool:
        """Say whether the file or folder is of this kind."""

    def read(self, path: Path) -> Draft:
        """Return the draft of a course."""


def names() -> tuple[str, ...]:
    """Return the names of all readers, as `--from` takes them."""
    return tuple(sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")))


@cache
def reader(name: str) -> Reader:
    """Return the reader of that name; raises `UsageError` where there is none."""
    if name not in names():
        raise UsageError(f"nothing reads `{name}`; {did_you_mean(name, names()) or 'there are ' + ', '.join(names())}")
    found: Reader = import_module(f"{__name__}.{name.replace('-', '_')}")
    return found


def reader_for(path: Path, head: bytes) -> str | None:
    """Return the name of the first reader that takes a path, last resorts last; None if none does."""
    tried = sorted(names(), key=lambda name: getattr(reader(name), "LAST_RESORT", False))
    return next((name for name in tried if reader(name).takes(path, head)), None)
