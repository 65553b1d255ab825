"""Every byte of a course, in memory: what `load` reads and everything else works on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

TEXT_SUFFIXES = (".md", ".yml", ".yaml", ".vtt", ".svg", ".txt", ".csv", ".json")


@dataclass(frozen=True)
class Sources:
    """The files of one course: `files` maps a path relative to the course folder to its bytes.

    `name` is the folder's name. Text files compare equal whatever their line ends and with or without a byte order mark:
    `canonical` is what digests and bundles are made of, `files` what stands on the disk.
    """

    name: str
    files: Mapping[str, bytes]

    @classmethod
    def part_of(cls, name: str, files: Mapping[str, bytes], digest: str) -> "Sources":
        """Return some files of a course of which the digest of all is known."""
        part = cls(name, files)
        part.__dict__["digest"] = digest  # where the property keeps it
        return part

    def canonical(self, path: str) -> bytes:
        """Return the bytes of `path`; of a text file without byte order mark, each line ending in a line feed alone."""
        data = self.files[path]
        if path.lower().endswith(TEXT_SUFFIXES):
            data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return data

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 over paths and canonical contents, as 64 hex digits."""
        total = hashlib.sha256()
        for path in sorted(self.files):
            total.update(f"{path}\0{hashlib.sha256(self.canonical(path)).hexdigest()}\n".encode())
        return total.hexdigest()
