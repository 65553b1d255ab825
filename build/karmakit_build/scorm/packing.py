"""Put a SCORM package together: the course's files, the published schemas, the metadata and the manifest."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import karmakit_validators
from karmakit_build.compiler.pages import Pages
from karmakit_build.records import sealed, seals
from karmakit_build.scorm.package import LOM, MANIFEST, Package
from karmakit_build.xml import Element, as_bytes
from karmakit_schemas.errors import UnusableInputError

SCHEMAS = Path(next(iter(karmakit_validators.__path__)), "xsd")
Outline = Callable[[Pages, AbstractSet[str]], Package]
"""Lays out what can be launched, given the paths of all files."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of SCORM: its target, the folder of its published schemas, and how metadata and manifest are written in it."""

    target: str
    schemas: str
    lom: Callable[[Pages], Element]
    manifest: Callable[[Package, Pages], bytes]


def packed(
    pages: Pages, site: Mapping[str, bytes], edition: Edition, outline: Outline, about: Pages | None = None
) -> dict[str, bytes]:
    """Return the files of a package; `about` is what manifest and metadata describe, where that is a part of the course."""
    about = about or pages
    files = {**site, LOM: as_bytes(edition.lom(about)), **_schemas(edition.schemas)}
    files[MANIFEST] = edition.manifest(outline(about, files.keys() | seals(pages)), about)
    return sealed(pages, edition.target, files)


def _schemas(folder: str) -> dict[str, bytes]:
    """Return the schemas of an edition as they were published: they lie at the package's root, where ADL's test suite looks."""
    place = SCHEMAS / folder / "original"
    try:
        return {file.name: file.read_bytes() for file in sorted(place.iterdir())}
    except FileNotFoundError:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError(
            f"the schemas of SCORM are not set up (karmakit_validators/xsd/{folder}): run `make setup`"
        ) from None
