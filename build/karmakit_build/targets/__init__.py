"""The targets a bundle can be made for, found by their place: one file each."""

import pkgutil
from collections.abc import Callable
from importlib import import_module

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_schemas.errors import UsageError


def discover() -> tuple[str, ...]:
    """Return the names of all targets."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")))


def package(pages: Pages, target: str) -> tuple[Bundle, ...]:
    """Return what a target makes of a course."""
    if target not in discover():
        raise UsageError(f"there is no target {target!r}; there are: {', '.join(discover())}")
    make: Callable[[Pages], tuple[Bundle, ...]] = import_module(f"{__name__}.{target}").package
    return make(pages)
