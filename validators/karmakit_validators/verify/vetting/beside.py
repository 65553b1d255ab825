"""What is read besides a bundle: the signature that lies beside it, and the edition before."""

from pathlib import Path

from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.archive import MOST_PACKED, read_archive
from karmakit_validators.verify.folder import read_folder
from karmakit_validators.verify.vetting.payload import of_archive, of_folder
from karmakit_validators.verify.vetting.proof import Earlier

SIGNATURE = ".sig"
LONGEST = 16_384


def signature_beside(bundle: Path) -> bytes | None:
    """Return the first bytes of a bundle's signature, one more than the longest has; None if there is no such file."""
    try:
        folder = bundle.resolve()
        path = folder.with_name(f"{folder.name}{SIGNATURE}")
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(LONGEST + 1)
    except (OSError, ValueError):  # what is wrong with the bundle's own name is told by the reading of it
        return None


def edition_before(path: Path) -> Earlier:
    """Return the edition before from its bundle, a zip or the folder of a kit.

    Raises `UnusableInputError` where it cannot be read, or carries no proof of vetting.
    """
    from karmakit_validators.verify.vetting.earlier import earlier  # noqa: PLC0415 - heavy, and seldom wanted

    try:
        if path.is_dir():
            return earlier(of_folder(read_folder(path)[0]))
        if path.stat().st_size > MOST_PACKED:
            raise UnusableInputError(f"{path}: this is larger than any bundle; give the edition before")
        archive, _, _ = read_archive(path.read_bytes(), path.name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnusableInputError(f"{path}: the edition before cannot be read: {reason}") from None
    return earlier(of_archive(archive, {}))
