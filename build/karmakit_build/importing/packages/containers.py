"""Open a package, packed or as a folder: every file in memory by its path, from where its manifest stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from karmakit_build.importing.folders import files_below
from karmakit_build.importing.opening import bytes_of
from karmakit_build.importing.packages.peeking import manifest_among
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.archive import MOST_PACKED, read_archive


@dataclass(frozen=True)
class Container:
    """A package: what it is called, and its files by their paths below the folder of its manifest."""

    name: str
    files: Mapping[str, bytes]

    def find(self, address: str, page: str = "") -> str | None:
        """Return the path of the file that an address on a page means, without its query; None where it is not in the package.

        Packages made on Windows often write a name in other capitals than the file has: such a name is found too.
        """
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        written = unquote(parts.path).replace("\\", "/")
        # an address that begins at the root of a server begins at the package's own folder
        path = normpath(written.lstrip("/") if written.startswith("/") else join(dirname(page), written))
        return path if path in self.files else self._folded.get(path.casefold())

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {path.casefold(): path for path in self.files}


def container_of(path: Path, manifests: Iterable[str]) -> Container:
    """Return a package, of which one of the manifests is there; raises `UnusableInputError` in one line.

    A zip is refused as `verify` refuses it: bombs, doubles, paths that lead out. In a folder no link is followed.
    """
    files = files_below(path) if path.is_dir() else _zip(path)
    found = manifest_among(files, manifests)
    if found is None:
        raise UnusableInputError(f"{path}: there is none of {', '.join(manifests)} in it; give the package as it was exported")
    root = dirname(found)
    start = f"{root}/" if root else ""
    inside = {name.removeprefix(start): data for name, data in files.items() if name.startswith(start)}
    return Container(path.name, MappingProxyType(inside))


def _zip(path: Path) -> Mapping[str, bytes]:
    archive, faults, _ = read_archive(bytes_of(path, MOST_PACKED), path.name)
    unsafe = next((fault for fault in faults if fault.code == "SEC014"), None)
    if unsafe is not None:
        raise UnusableInputError(f"{path}: {unsafe.message}; export the package anew")
    missing = sorted(name for name in archive.names - archive.files.keys() if not name.endswith("/"))
    if missing:
        raise UnusableInputError(
            f"{path}: {missing[0]} is packed in a way that is not read everywhere; pack it with an ordinary tool"
        )
    return archive.files
