"""Which karmakit this is: what was checked by another one is checked again."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOMS = ("karmakit_schemas", "karmakit_authoring", "karmakit_validators")
ELSEWHERE = frozenset({"__pycache__", "xsd", "verify"})
"""Folders that say nothing about what is found in a course; nor do the pages of the rules, which are many."""
PAGE = ".md"


@cache
def edition() -> str:
    """Return a digest of Python, of the installed packages, and of our code and data, by the times and sizes of the files."""
    total = hashlib.sha256(sys.version.encode())
    for line in (*_packages(), *_files()):
        total.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _packages() -> Iterator[str]:
    """Yield name and version of each installed package, as the names of their folders tell them."""
    for folder in sys.path:
        try:
            yield from sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - names
        except OSError:
            continue


def _files() -> Iterator[str]:
    for room in ROOMS:
        spec = find_spec(room)
        for place in (spec.submodule_search_locations if spec else None) or ():
            yield from sorted(_below(place, len(place)))


def _below(folder: str | Path, skipped: int) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in ELSEWHERE:
                    yield from _below(entry.path, skipped)
            elif not entry.name.endswith(PAGE):
                facts = entry.stat()
                yield f"{entry.path[skipped:]} {facts.st_size} {facts.st_mtime_ns}"
