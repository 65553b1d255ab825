"""Pack files into a zip that is the same on every machine, and write it whole or not at all."""

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from karmakit_build.records import PROVENANCE
from karmakit_schemas.errors import OutputError, UnusableInputError

_NAME = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
_LONGEST = 180
# what file managers leave in a folder by themselves
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip with its entries in the order of their names."""
    from karmakit_build.zip_format import zip_bytes  # noqa: PLC0415 - its library is not wanted by who only writes a file

    try:
        return zip_bytes((_checked(path), files[path]) for path in sorted(files))
    except OverflowError:
        raise OutputError("the bundle is larger than a zip can be (4 GB, 65,535 files): divide the course") from None


def _checked(path: str) -> str:
    if not _NAME.fullmatch(path) or len(path) > _LONGEST or {".", ".."} & set(path.split("/")):
        raise UnusableInputError(
            f"{path!r} cannot stand in a bundle: rename it to letters a-z, digits, '_', '.' and '-', at most {_LONGEST} characters"
        )
    return path


def write(data: bytes, path: Path) -> Path:
    """Write a file beside its place, then move it there; an old one stays untouched if anything fails."""
    import tempfile  # noqa: PLC0415 - slow to load, and most runs write nothing

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OutputError(f"cannot write to {path.parent}: {_reason(error)}; choose another folder") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise OutputError(f"cannot write {path}: {_reason(error)}; make room for it, or choose another folder") from None
        raise
    return path


def write_folder(files: Mapping[str, bytes], path: Path) -> Path:
    """Write a folder beside its place, then move it there; an old one stays untouched if anything fails before the move.

    Raise OutputError where an old one holds what a person put or changed there: that would be lost.
    """
    import tempfile  # noqa: PLC0415 - the same

    for name in files:
        _checked(name)
    if other := next(_not_as_built(path), None):
        raise OutputError(f"{other} is not as a build left it, and would be lost: move it or its folder away, and build again")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as near:
            made, old = Path(near) / "made", Path(near) / "old"
            for name, data in files.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(data)
            if path.exists():
                path.replace(old)
            try:
                made.replace(path)
            except OSError:
                if old.exists():
                    old.replace(path)
                raise
    except OSError as error:
        raise OutputError(f"cannot write {path}: {_reason(error)}; make room for it, or choose another folder") from None
    return path


def _not_as_built(folder: Path) -> Iterator[Path]:
    """Yield what a folder holds besides the files of its own provenance, or holds otherwise than that says."""
    from karmakit_schemas.evidence import BUILD  # noqa: PLC0415 - heavy, and most runs write no folder

    if not folder.exists():
        return
    if not folder.is_dir() or folder.is_symlink():
        yield folder
        return
    record = folder / PROVENANCE
    made_last = {record, folder / BUILD}
    try:
        built = {each["path"]: each["sha256"] for each in json.loads(record.read_bytes())["files"]}
        for path in sorted(folder.rglob("*")):
            if path in made_last or path.name in _LITTER or (path.is_dir() and not path.is_symlink()):
                continue
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or built.get(name) != hashlib.sha256(path.read_bytes()).hexdigest():
                yield path
    except (OSError, ValueError, KeyError, TypeError):
        yield folder


def digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a folder: of the list that `sha256sum` prints of its files in the order of their names."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
