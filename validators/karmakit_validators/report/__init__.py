"""Reports: the findings of one or several courses, for people and for machines."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part
from karmakit_validators.speaking import translated

__all__ = ["FORMATS", "Manner", "Part", "render"]

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "html")


class Renderer(Protocol):
    """What each format's module holds under the name `render`."""

    def __call__(self, parts: Sequence[Part], manner: Manner) -> str:
        """Return the report as text with a line end at its end."""
        ...


def render(form: str, parts: Sequence[Part], manner: Manner | None = None) -> str:
    """Return the report of courses in a format, its findings in the reader's language."""
    manner = manner or Manner()
    told = parts if manner.lang == "en" else [_translated(part, manner.lang) for part in parts]
    return cast("Renderer", import_module(f"{__package__}.{form}").render)(told, manner)


def _translated(part: Part, tag: str) -> Part:
    return replace(part, findings=tuple(translated(finding, tag) for finding in part.findings))
