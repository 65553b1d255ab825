"""Read the files of a course of Open edX: of a .tar.gz, in memory and within bounds."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from karmakit_build.importing.opening import bytes_of
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.archive import MOST_ENTRIES, MOST_PACKED, MOST_UNPACKED


def packed(path: Path) -> Mapping[str, bytes]:
    """Return the files of a .tar.gz by their paths; raises `UnusableInputError` where one of them is not to be trusted."""
    data = _unpacked(bytes_of(path, MOST_PACKED), path)
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                name = member.name.removeprefix("./")
                if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                    raise UnusableInputError(f"{path}: the name {name[:80]!r} leads out of the folder; export the course anew")
                if member.isdir():
                    continue
                if not member.isreg():
                    raise UnusableInputError(f"{path}: {name[:80]} is a link or a device, not a file; export the course anew")
                if name in found or len(found) >= MOST_ENTRIES:
                    raise UnusableInputError(f"{path}: {name[:80]} is in it twice, or it holds too many files; export it anew")
                file = archive.extractfile(member)
                found[name] = file.read() if file else b""
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise UnusableInputError(f"{path}: this is no archive that can be read ({error}); export the course anew") from None
    return found


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            whole = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnusableInputError(f"{path}: this is no .tar.gz that can be read ({error}); export the course anew") from None
    if len(whole) > MOST_UNPACKED:
        raise UnusableInputError(f"{path}: would unpack to more than {MOST_UNPACKED // 1024**2} MB; export it without its films")
    return whole
