"""No plugins for pydantic: nobody is to watch our models, and looking for such takes a tenth of a short run."""

import os
import sys
from importlib import import_module
from types import ModuleType

METADATA = "importlib.metadata"


def leave_out_plugins() -> None:
    """Keep pydantic from reading what every installed package says of itself, and from loading the parser that this takes.

    It imports `entry_points` even where it may not call it. So the module of the standard library that has it is put in place
    without its content, which comes when something of it is first used.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if METADATA in sys.modules:
        return

    def load(name: str) -> object:
        if name.startswith("__"):  # what every import asks of a module
            raise AttributeError(name)
        if sys.modules.get(METADATA) is waiting:
            del sys.modules[METADATA]
        return getattr(import_module(METADATA), name)

    def entry_points(**selected: str) -> object:
        found = load("entry_points")
        return found(**selected) if callable(found) else found

    waiting = ModuleType(METADATA)
    vars(waiting).update(__getattr__=load, entry_points=entry_points)
    sys.modules[METADATA] = waiting
