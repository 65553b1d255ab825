"""SCORM 1.2: one SCO for the course, or one a module where `targets: {scorm12: {sco: module}}` says so."""

from collections.abc import Mapping
from importlib import resources
from itertools import pairwise

from karmakit_build.bundle import Bundle
from karmakit_build.compiler.pages import Pages
from karmakit_build.records import PROVENANCE, provenance
from karmakit_build.scorm.lom import lom, titles
from karmakit_build.scorm.manifest12 import Item, Package, Resource, manifest
from karmakit_build.scorm.xml import as_bytes
from karmakit_build.site import policy, site
from karmakit_schemas.course import Module
from karmakit_schemas.errors import UnusableInputError

NAME = "scorm12"
CSP = policy()
MANIFEST = "imsmanifest.xml"
LOM = "metadata/lom.xml"
SCHEMAS = ("adlcp_rootv1p2.xsd", "ims_xml.xsd", "imscp_rootv1p1p2.xsd", "imsmd_rootv1p2p1.xsd")
SHARED = "shared"


def package(pages: Pages) -> tuple[Bundle]:
    """Return the SCORM 1.2 package of a course."""
    meta = pages.course.meta
    per_module = meta.targets.scorm12.sco == "module"
    files = site(pages, NAME, CSP, options={"perModule": True} if per_module else {})
    files |= {LOM: as_bytes(lom(pages)), **_schemas()}
    items, parts = _by_module(pages, {*files, PROVENANCE}) if per_module else _whole(pages, {*files, PROVENANCE})
    files[MANIFEST] = manifest(Package(meta.id, meta.version, meta.title, tuple(items), tuple(parts), titles(pages), LOM))
    files[PROVENANCE] = provenance(pages, NAME, files)
    return (Bundle(f"{meta.id}-{NAME}", files),)


def _whole(pages: Pages, paths: set[str]) -> tuple[list[Item], list[Resource]]:
    meta = pages.course.meta
    final = next((module for module in pages.data["modules"] if module["test"] and module["test"]["final"]), None)
    item = Item(meta.id, meta.title, mastery=final["test"]["passMark"] if final else None)
    launch = pages.cover.path
    return [item], [Resource(meta.id, (launch, *sorted(paths - {launch})), href=launch)]


def _by_module(pages: Pages, paths: set[str]) -> tuple[list[Item], list[Resource]]:
    course = pages.course
    modules = {module.id: module for module in course.modules}
    marks = {data["id"]: data["test"] and data["test"]["passMark"] for data in pages.data["modules"]}
    earlier = {later.id: (first.id,) for first, later in pairwise(course.modules)} if course.meta.order == "in-order" else {}
    items = [
        Item(
            unit.id,
            unit.title,
            tuple(_item(modules[name], earlier.get(name, ()), marks[name]) for name in unit.modules if name in modules),
        )
        for unit in course.meta.units
    ]
    own = [Resource(page.module.id, (page.path,), href=page.path, needs=(SHARED,)) for page in pages.pages if page.module]
    rest = paths - {path for resource in own for path in resource.files}
    return items, [*own, Resource(SHARED, tuple(sorted(rest)))]


def _item(module: Module, earlier: tuple[str, ...], mark: float | None) -> Item:
    needs = tuple(dict.fromkeys((*earlier, *module.meta.requires)))
    return Item(module.id, module.meta.title, needs=needs, mastery=mark)


def _schemas() -> Mapping[str, bytes]:
    folder = resources.files("karmakit_validators").joinpath("xsd", "scorm12", "original")
    try:
        return {name: folder.joinpath(name).read_bytes() for name in SCHEMAS}
    except FileNotFoundError:  # pragma: no cover - only where the package was installed in part
        raise UnusableInputError("the schemas of SCORM 1.2 are not set up (karmakit_validators/xsd): run `make setup`") from None
