"""A file or folder that is to be brought in, as far as it is looked at to say of what kind it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from karmakit_build.importing.packages.kinds import kind_of
from karmakit_build.importing.packages.peeking import peek
from karmakit_schemas.errors import UnusableInputError

HEAD = 4096
"""How many bytes of a file are looked at; of a package also the names of its entries, and the beginning of its manifest."""


@dataclass(frozen=True)
class Candidate:
    """A path, and what is read of it when it is first asked for; nothing is parsed."""

    path: Path

    @property
    def ending(self) -> str:
        """Return how the name ends, in small letters: `.md`."""
        return self.path.suffix.lower()

    @cached_property
    def is_folder(self) -> bool:
        """Say whether it is a folder; a link is what it leads to."""
        return self.path.is_dir()

    @cached_property
    def head(self) -> bytes:
        """Return the first bytes, none of a folder; raises `UnusableInputError` where they cannot be read."""
        try:
            if self.is_folder:
                return b""
            with self.path.open("rb") as file:
                return file.read(HEAD)
        except (OSError, ValueError) as error:
            raise UnusableInputError(f"{self.path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None

    @property
    def lines(self) -> bytes:
        """Return the first bytes with LF for every line end."""
        return self.head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    @cached_property
    def entries(self) -> Mapping[str, bytes]:
        """Return the names in a zip or folder, each with nothing but for an `imsmanifest.xml`: its beginning."""
        return peek(self.path, self.head)

    @cached_property
    def package(self) -> str | None:
        """Return the name of the reader that a package is for; None where it is none, or a bank of questions alone."""
        return kind_of(self.path, self.entries)

    def holds(self, *paths: str) -> bool:
        """Say whether one of these files lies in a folder."""
        return any((self.path / path).is_file() for path in paths)
