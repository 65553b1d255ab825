"""Open the files of a delivery kit, and nothing that lies outside it."""

import hashlib
import os
import re
import stat
import zipfile
from pathlib import Path
from typing import BinaryIO

from karmakit_schemas.errors import UnusableInputError

LARGEST_ZIP = 200 * 1024 * 1024
LARGEST_PICTURE = 1024 * 1024
_BAD_NAME = re.compile(r"[^A-Za-z0-9_.\-/]")
_BAD_UPLOAD = re.compile(r"[^A-Za-z0-9_.]")
_CHUNK = 1 << 18


def open_in(kit: Path, name: str) -> BinaryIO:
    """Open a file of a kit to be read; UnusableInputError for links and for what is no ordinary file."""
    place = kit
    try:
        for part in name.split("/"):
            place /= part
            if part in {"", ".", ".."} or place.is_symlink():
                raise UnusableInputError(f"{place} is a link, or leads out of the kit: a kit holds plain files; build it again")
        if not stat.S_ISREG(place.stat().st_mode):  # before it is opened: a pipe would hold us
            raise UnusableInputError(f"{place} is no file; build the kit again")
        return place.open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnusableInputError(f"{place} cannot be read: {reason}; name the folder of a kit, or build it again") from None
    except ValueError:
        raise UnusableInputError(f"{name!r} is no name of a file; build the kit again") from None


def read_whole(kit: Path, name: str, limit: int) -> bytes:
    """Return the bytes of a file of a kit that is no larger than a limit."""
    with open_in(kit, name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnusableInputError(f"{kit / name} is larger than {limit // 2**20} MB: that is no file of a kit")
    return data


def check_file(kit: Path, name: str, size: int, sha256: str) -> None:
    """Raise UnusableInputError unless a file has the size and digest that the plan gives it."""
    digest, read = hashlib.sha256(), 0
    with open_in(kit, name) as file:
        while read <= size and (chunk := file.read(_CHUNK)):
            digest.update(chunk)
            read += len(chunk)
    if read != size or digest.hexdigest() != sha256:
        raise UnusableInputError(f"{kit / name} is not the file that the plan names: it was changed; build the kit again")


def check_artifact(kit: Path, name: str, entry: str) -> None:
    """Raise UnusableInputError unless a zip is one that iGOT unpacks and launches at `entry`.

    Every entry's name is of iGOT's letters, none stands there twice, it has 200 MB at most, and nothing in it looks like an
    e-book or a Java archive.
    """
    with open_in(kit, name) as file:
        if os.fstat(file.fileno()).st_size > LARGEST_ZIP:
            raise UnusableInputError(f"{kit / name} is larger than 200 MB, which iGOT does not serve offline: divide the module")
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise UnusableInputError(f"{kit / name} is no zip; build the kit again") from None
    bad = next((each for each in names if _BAD_NAME.search(each) or each.startswith("/") or ".." in each.split("/")), None)
    if bad is not None:
        raise UnusableInputError(
            f"{kit / name} holds {bad!r}, a name that iGOT refuses: letters, digits, '_', '.', '-' and '/' only"
        )
    if len(set(names)) != len(names):
        raise UnusableInputError(f"{kit / name} holds one name twice, on which iGOT's unpacking fails; build the kit again")
    if entry not in names:
        raise UnusableInputError(f"{kit / name} does not hold {entry!r}, with which iGOT would open it; build the kit again")
    if names[0] == "mimetype" or names[0].startswith("META-INF/"):
        raise UnusableInputError(f"{kit / name} begins like an e-book or a Java archive, which iGOT refuses; build the kit again")


def upload_name(path: str) -> str:
    """Return the name under which a file is uploaded: its own, in the letters that iGOT's portal leaves."""
    return _BAD_UPLOAD.sub("_", path.rsplit("/", 1)[-1])
