"""Read a course of strangers from its folder, and nothing that lies outside of it."""

from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

from karmakit_authoring.source_text import SourceText
from karmakit_authoring.yaml_reader import read_yaml
from karmakit_build.importing.opening import bytes_of, text_of
from karmakit_schemas.errors import UnusableInputError

LARGEST_TEXT = 2 * 1024 * 1024
MOST_FILES = 5000


class Folder:
    """The folder of a course; paths are relative to it, with forward slashes."""

    def __init__(self, path: Path) -> None:
        """Take the folder, or a file, whose folder it then is; raises `UnusableInputError` where there is neither."""
        try:
            whole = path.resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as error:
            raise UnusableInputError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
        self.root = whole if whole.is_dir() else whole.parent
        self.file = "" if whole.is_dir() else whole.name
        self.shown = path if whole.is_dir() else path.parent

    def has(self, path: str) -> bool:
        """Say whether there is a file, and that it lies in the folder, links followed."""
        return self._inside(path) is not None

    def text(self, path: str) -> str:
        """Return a text; raises `UnusableInputError` where it is none, lies outside or is larger than any page is."""
        found = self._inside(path)
        if found is None:
            raise UnusableInputError(f"{self.shown}: `{path}` is not in it; put the file there, or take it off the list")
        text = text_of(found)
        if len(text) > LARGEST_TEXT:
            raise UnusableInputError(f"{self.shown / path}: has more than {LARGEST_TEXT // 1024**2} MB of text; divide it")
        return text

    def picture(self, path: str) -> bytes | None:
        """Return the bytes of a picture; None where there is none in the folder."""
        found = self._inside(unquote(path))
        return bytes_of(found) if found else None

    def yaml(self, path: str) -> Any:
        """Return what a file of YAML says; raises `UnusableInputError` where it cannot be read plainly."""
        return yaml_of(self.text(path), str(self.shown / path))

    def pages(self, *endings: str) -> list[str]:
        """Return the files with these endings, in the order of their names, numbers as numbers; hidden folders left out."""
        found: list[str] = []
        folders = [self.root]
        while folders:
            for each in sorted(folders.pop().iterdir(), key=lambda path: path.name):
                if each.name.startswith(".") or each.is_symlink():
                    continue
                if each.is_dir():
                    folders.append(each)
                elif each.suffix.lower() in endings:
                    found.append(each.relative_to(self.root).as_posix())
                if len(found) > MOST_FILES:
                    raise UnusableInputError(f"{self.shown}: holds more than {MOST_FILES} files; bring in one course at a time")
        return sorted(found, key=reading_order)

    def _inside(self, path: str) -> Path | None:
        try:
            found = (self.root / path).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            return None
        return found if found.is_file() and found.is_relative_to(self.root) else None


def reading_order(path: str) -> tuple[object, ...]:
    """Return what pages are put in order by: the first page of a folder first, then by the numbers and letters of their names."""
    parts = PurePosixPath(path).parts
    return tuple((len(parts) - at > 1 and 1, _natural(part)) for at, part in enumerate(parts))


def _natural(name: str) -> tuple[object, ...]:
    stem = name.rpartition(".")[0].lower() or name.lower()
    first = stem in {"index", "readme", "intro", "_index"}
    digits = "".join(sign if sign.isdigit() and sign.isascii() else " " for sign in name[:8]).split(" ")[0]
    return (not first, int(digits) if digits else 10**9, name.lower())


def joined(beside: str, address: str) -> str:
    """Return the path of an address that stands in a file, from the folder's root; one that leads out of it begins with `..`."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return normpath(path.lstrip("/") or ".")
    return normpath((PurePosixPath(beside).parent / path).as_posix())


def yaml_of(text: str, shown: str) -> Any:
    """Return what a text of YAML says; raises `UnusableInputError` with the first fault met in it."""
    read = read_yaml(SourceText.of(shown, text))
    if not read.sound:
        first = read.findings[0] if read.findings else None
        told = f"{first.span}: {first.message}. {first.help}" if first else f"{shown}: cannot be read"
        raise UnusableInputError(told)
    return read.data
