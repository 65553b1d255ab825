"""A bundle in memory: what a target made of a course."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Weighed:
    """How many bytes of the low-bandwidth edition and of the full one travel to who sees all of them."""

    lite: int
    full: int

    @property
    def saves_little(self) -> bool:
        """Return whether the low-bandwidth edition saves less than a tenth."""
        return self.lite > 0.9 * self.full


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one bundle by their path; `name` is the name of its zip, or of its folder where people work with the files.

    `weighed` is what the low-bandwidth edition and the full one weigh, of a bundle of the first.
    """

    name: str
    files: Mapping[str, bytes]
    form: Literal["zip", "folder"] = "zip"
    weighed: Weighed | None = None
