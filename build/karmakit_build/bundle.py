"""A bundle in memory: what a target made of a course."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one bundle by their path; `name` is the name of the zip."""

    name: str
    files: Mapping[str, bytes]
