"""The targets a bundle can be made for, found by their place: one file each."""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_schemas.errors import UsageError


def discover() -> tuple[str, ...]:
    """Return the names of all targets."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")))


def package(pages: Pages, target: str, given: Mapping[str, Any] | None = None) -> tuple[Bundle, ...]:
    """Return what a target makes of a course.

    `given` is what a build was given besides the course, by name; a target gets what it names in `TAKES`.
    """
    if target not in discover():
        raise UsageError(f"there is no target {target!r}; there are: {', '.join(discover())}")
    made_by = import_module(f"{__name__}.{target}")
    taken = {name: value for name, value in (given or {}).items() if name in getattr(made_by, "TAKES", ())}
    bundles: tuple[Bundle, ...] = made_by.package(pages, **taken)
    return bundles
