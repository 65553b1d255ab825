"""How each kind of foreign file is known, by its name and its first bytes: one small file a reader, found by its place.

They import nothing that reads, so a reader that is slow to load, or cannot be loaded, is a matter of its own kind alone.
"""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from karmakit_build.importing.candidate import Candidate


class Kind(Protocol):
    """One module of this folder: what it knows in a few words, and whether a candidate is of this kind.

    A kind with `LAST_RESORT = True` is asked when no other has taken the candidate.
    """

    TITLE: str

    def takes(self, given: Candidate) -> bool:
        """Say whether the file or folder is of this kind; it opens nothing else but what lies in a folder."""


def names() -> tuple[str, ...]:
    """Return the names of all kinds, as `--from` takes them."""
    return tuple(sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(__path__)))


@cache
def kind(name: str) -> Kind:
    """Return the kind of that name, which must be one of `names()`."""
    found: Kind = import_module(f"{__name__}.{name.replace('-', '_')}")
    return found


def kind_of(path: Path) -> str | None:
    """Return the name of the first kind that takes a path, last resorts last; None if none does.

    Raises `UnusableInputError` where it cannot be read.
    """
    given = Candidate(path)
    tried = sorted(names(), key=lambda name: getattr(kind(name), "LAST_RESORT", False))
    return next((name for name in tried if kind(name).takes(given)), None)
