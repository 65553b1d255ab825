"""Open what QTI comes in: one XML file, a folder, or an IMS package (a zip with `imsmanifest.xml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import basename, normpath
from urllib.parse import unquote

from karmakit_build.importing.draft import Lost
from karmakit_build.importing.folders import files_below
from karmakit_build.importing.opening import bytes_of
from karmakit_build.importing.packages.containers import container_of
from karmakit_build.importing.xml import LARGEST, below, first, inside, local, root_of, said
from karmakit_build.xml import Element
from karmakit_schemas.errors import UnusableInputError

MANIFEST = "imsmanifest.xml"
KNOWN = frozenset({"questestinterop", "assessmentItem", "assessmentTest"})
_BASES = ("$IMS-CC-FILEBASE$", "$IMS_CC_FILE_BASE$", "%24IMS-CC-FILEBASE%24")


@dataclass(frozen=True)
class Package:
    """The documents of QTI by their names, in their order, and the files beside them."""

    name: str
    title: str
    documents: Mapping[str, Element]
    files: Mapping[str, bytes]
    losses: tuple[Lost, ...]

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """Return the title of the section in which a test of version 2 names an item, by the name of the item's file."""
        found: dict[str, str] = {}
        for root in self.documents.values():
            for each in below(root, "assessmentItemRef") if local(root) == "assessmentTest" else ():
                titles = (above.get("title", "").strip() for above in each.iterancestors() if local(above) == "assessmentSection")
                title = next(filter(None, titles), "") or root.get("title", "").strip()
                found.setdefault(basename(unquote(each.get("href", ""))), title)
        return found

    def picture(self, source: str) -> bytes | None:
        """Return the picture of an address as a text gives it; None where the package has none of its name, or several."""
        address = source
        for base in _BASES:
            address = address.removeprefix(base)
        wanted = normpath(unquote(address.partition("?")[0])).lstrip("./")
        if not wanted or "://" in source:
            return None
        ending = [name for name in self.files if name == wanted or name.endswith(f"/{wanted}")]
        return self.files[ending[0]] if len(ending) == 1 else None


def opened(path: Path) -> Package:
    """Return what a file or folder holds; raises `UnusableInputError` in one line where it is not to be trusted."""
    if path.is_file() and path.suffix.lower() == ".xml":
        root = root_of(bytes_of(path, LARGEST), str(path))
        if local(root) not in KNOWN:
            raise UnusableInputError(f"{path}: this is no QTI of version 1.2 or 2; it begins with `{local(root)}`")
        return Package(path.name, path.stem, {path.name: root}, {}, ())
    if not path.is_dir():
        return _packed(path, container_of(path, (MANIFEST,)).files)
    files = files_below(path)
    if MANIFEST not in files:
        raise UnusableInputError(f"{path}: there is no {MANIFEST} in it; give the folder of the package")
    return _packed(path, files)


def _packed(path: Path, files: Mapping[str, bytes]) -> Package:
    manifest = root_of(files[MANIFEST], f"{path}, {MANIFEST}")
    documents: dict[str, Element] = {}
    losses: list[Lost] = []
    for name, kind in _resources(manifest):
        if name not in files:
            losses.append(Lost(path.name, name, "the manifest names this file, and it is not there", "Export the package anew"))
        elif name.lower().endswith(".xml"):
            root = root_of(files[name], f"{path}, {name}")
            if local(root) in KNOWN:
                documents[name] = root
            elif "qti" in kind:
                losses.append(Lost(path.name, name, f"a `{local(root)}`, which is no test", ""))
        elif kind and "associatedcontent" not in kind and "learning-application-resource" not in kind:
            losses.append(Lost(path.name, name, "a file that is no test", "Bring it in by itself"))
    about = first(manifest, "metadata")
    title = " ".join(said(next(below(about, "title"), None) if about is not None else None).split()) or path.stem
    return Package(path.name, title, arranged(documents), files, tuple(losses))


def _resources(manifest: Element) -> Iterator[tuple[str, str]]:
    """Yield the files that a manifest names as resources, each once, with the type of its resource."""
    seen = set()
    for resource in inside(first(manifest, "resources"), "resource"):
        href = resource.get("href") or next((each.get("href", "") for each in inside(resource, "file")), "")
        name = normpath(unquote(href)).lstrip("/")
        if href and name not in seen:
            seen.add(name)
            yield name, resource.get("type", "").lower()


def arranged(documents: Mapping[str, Element]) -> Mapping[str, Element]:
    """Return the items in the order in which a test of version 2 names them; what no test names stands last."""
    by_name = {basename(name): name for name in documents}
    order: list[str] = []
    for name, root in documents.items():
        if local(root) == "assessmentTest":
            hrefs = (basename(unquote(each.get("href", ""))) for each in below(root, "assessmentItemRef"))
            order += [name, *(by_name[href] for href in hrefs if href in by_name)]
    return {name: documents[name] for name in dict.fromkeys([*order, *documents])}
