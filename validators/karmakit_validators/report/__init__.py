"""Reports: the findings of one or several courses, for people and for machines."""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from karmakit_validators.report.part import Part

__all__ = ["FORMATS", "Part", "render"]

FORMATS = ("text", "json", "sarif", "github")


class Renderer(Protocol):
    """What each format's module holds under the name `render`."""

    def __call__(self, parts: Sequence[Part], *, colour: bool, profile: str) -> str:
        """Return the report as text with a line end at its end."""
        ...


def render(form: str, parts: Sequence[Part], *, colour: bool = False, profile: str = "review") -> str:
    """Return the report of courses in a format; only `text` knows colours."""
    return cast("Renderer", import_module(f"{__package__}.{form}").render)(parts, colour=colour, profile=profile)
