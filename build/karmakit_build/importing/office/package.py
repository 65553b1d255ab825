"""Open a file of Word or PowerPoint as a stranger's: in memory, its zip and each XML part checked before a library sees it."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import etree

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.marks import without
from karmakit_build.importing.office.names import STRICT, TYPES, tag
from karmakit_build.importing.opening import bytes_of
from karmakit_build.importing.xml import root_of
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError
from karmakit_validators.verify.archive import MOST_PACKED, read_archive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels", ".vml")
# the strict form, the noncharacters (as they are, or by their numbers), and text in another encoding than UTF-8
_UNUSUAL = re.compile(rb"http://purl\.oclc\.org/ooxml/|\xef\xb7[\x90\x91]|&#|\0|<\?xml[^>]*encoding=(?!.UTF-8)", re.IGNORECASE)
_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: another part by its name, or an address outside, which is never opened."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of a file by their names; each XML part has been parsed once, and is read by this tree alone."""

    path: Path
    files: Mapping[str, bytes]
    trees: Mapping[str, Element]

    @property
    def name(self) -> str:
        """Return the name of the file, as a loss tells it."""
        return self.path.name

    @cached_property
    def main(self) -> str:
        """Return the name of the part that is the document or the presentation."""
        return next(iter(self.related("", "officeDocument")), "")

    @property
    def losses(self) -> tuple[Lost, ...]:
        """Return what no reader of a package takes along."""
        if any(part.lower().endswith(_MACROS) for part in self.files):
            return (Lost(self.name, "", "the macros", "A course runs no programs; say in the text what they did"),)
        return ()

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part points to, by the ids that its XML uses; of the package itself for an empty name."""
        return self._relations.get(join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels"), {})

    @cached_property
    def _relations(self) -> Mapping[str, Mapping[str, Relation]]:
        return {name: dict(_relations_of(name, tree)) for name, tree in self.trees.items() if name.endswith(".rels")}

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind that a part points to, such as `comments`."""
        found = self.relations(part).values()
        return [each.target for each in found if each.kind == kind and not each.external and each.target in self.files]

    def packed(self, changed: Mapping[str, Element]) -> BytesIO:
        """Return the package as a library reads it: its XML written anew from the checked trees, with those that were changed.

        Relations to parts that are not there, as many programs leave them behind, are left out.
        """
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as file:
            for name, data in self.files.items():
                tree = changed.get(name, self.trees.get(name))
                if tree is not None and name.endswith(".rels"):
                    tree = self._standing(name, tree)
                file.writestr(name, data if tree is None else etree.tostring(tree, encoding="UTF-8", xml_declaration=True))
        return target

    def _standing(self, name: str, tree: Element) -> Element:
        """Return the relations of a part that lead outside or to a part that is there."""
        folder, _, file = name.rpartition("_rels/")
        found = self.relations(f"{folder}{file.removesuffix('.rels')}")
        tree = deepcopy(tree)
        for each in list(tree):
            relation = found.get(each.get("Id", ""))
            if relation is None or not (relation.external or relation.target in self.files):
                tree.remove(each)
        return tree


def _relations_of(name: str, tree: Element) -> Iterator[tuple[str, Relation]]:
    """Yield the relations in a part of them, with targets as names of parts (ECMA-376 Part 2, 9.3)."""
    folder = name.rpartition("_rels/")[0]
    for each in tree:
        external = each.get("TargetMode") == "External"
        target = each.get("Target", "")
        place = target if external else normpath(join("/", folder, target)).lstrip("/")
        yield each.get("Id", ""), Relation(each.get("Type", "").rpartition("/")[2], place, external)


def package_of(path: Path, kind: str, mend: str) -> Package:
    """Return the package of a file whose main part is of a kind (`wordprocessingml`); `mend` says how the program saves it right.

    Raises `UnusableInputError` in one line for a file in the old form, behind a password, or not to be trusted.
    """
    data = bytes_of(path, MOST_PACKED)
    if data.startswith(OLE):
        if _LOCKED in data:
            raise UnusableInputError(f"{path}: is protected by a password; save it without one")
        raise UnusableInputError(f"{path}: is in the old form of Office; {mend}")
    archive, faults, _ = read_archive(data, path.name)
    unsafe = next((fault for fault in faults if fault.code == "SEC014"), None)
    if unsafe is not None:
        raise UnusableInputError(f"{path}: {unsafe.message}; open it in the program that made it, and save it anew")
    files = dict(archive.files)
    package = Package(path, files, {name: _tree(path, name, files[name]) for name in files if name.lower().endswith(_XML)})
    if kind not in _kind(package):
        raise UnusableInputError(f"{path}: holds no such document; {mend}")
    return package


def _tree(path: Path, name: str, data: bytes) -> Element:
    """Return the tree of a part, in the names of the transitional form, and without the signs that stand for Markdown of ours."""
    root = root_of(data, f"{path}: {name}")
    if not _UNUSUAL.search(data):
        return root
    text = without(etree.tostring(root, encoding="unicode"))
    for theirs, ours in STRICT:
        text = text.replace(theirs, ours)
    return root_of(text.encode(), f"{path}: {name}")


def _kind(package: Package) -> str:
    """Return the content type of the main part."""
    types = package.trees.get("[Content_Types].xml")
    if types is None or package.main not in package.trees:
        return ""
    named = {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in types.iter(tag(TYPES, "Override"))}
    return named.get(package.main, "")
