"""What a page and its pictures may weigh on a slow line, unless the course asks for less, and how much of a file travels there."""

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karmakit_schemas.course import Budgets  # `verify` weighs pages too, and does not wait for what reads YAML

PICTURE = 200_000
PIXELS = 2000
FIRST_VIEW = 500_000
WHOLE_MODULE = 20_000_000
_TEXT = (".html", ".htm", ".css", ".js", ".json", ".svg", ".vtt", ".xml", ".txt", ".md")
_LEVEL = 6  # what servers and zip programs use unless told otherwise


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes of a picture, a first view and a module's media, and the most pixels on a side of a picture."""

    picture: int = PICTURE
    pixels: int = PIXELS
    first_view: int = FIRST_VIEW
    module: int = WHOLE_MODULE


def limits(budgets: "Budgets") -> Limits:
    """Return what holds for a course: its own budgets, and ours where it states none."""
    return Limits(
        budgets.picture or PICTURE,
        budgets.pixels or PIXELS,
        budgets.first_view or FIRST_VIEW,
        budgets.module or WHOLE_MODULE,
    )


def megabytes(weight: int) -> str:
    """Return a weight in bytes as its megabytes: `20`, `0.5`."""
    return f"{weight / 1_000_000:.1f}".removesuffix(".0")


def carried(path: str, data: bytes) -> int:
    """Return how many bytes of a file travel: text goes deflated, as it lies in the zip and as servers send it."""
    return min(len(data), len(zlib.compress(data, _LEVEL))) if path.lower().endswith(_TEXT) else len(data)
