"""Write the manifest of a SCORM 1.2 package, in the order its schema wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from karmakit_build.scorm import lom
from karmakit_build.scorm.xml import Element, Maker, as_bytes, line

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATIONS = f"{CP} imscp_rootv1p1p2.xsd {lom.NAMESPACE} imsmd_rootv1p2p1.xsd {ADL} adlcp_rootv1p2.xsd"
_cp = Maker(CP)
_adl = Maker(ADL, "adlcp")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the outline: a group of `items`, or an activity that opens the resource of the same `name`."""

    name: str
    title: str
    items: tuple["Item", ...] = ()
    needs: tuple[str, ...] = ()
    mastery: float | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Files that belong together; one with an `href` can be launched."""

    name: str
    files: tuple[str, ...]
    href: str | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """What a manifest says: `metadata` stands in it, the whole of it lies at `location`."""

    name: str
    version: str
    title: str
    items: tuple[Item, ...]
    resources: tuple[Resource, ...]
    metadata: Element
    location: str


def manifest(package: Package) -> bytes:
    """Return `imsmanifest.xml`."""
    organization = f"organization-{package.name}"
    names: Any = {None: CP, "adlcp": ADL, "xsi": XSI}
    root = etree.Element(f"{{{CP}}}manifest", nsmap=names)
    root.set("identifier", f"course-{package.name}")
    root.set("version", package.version[:20])
    root.set(f"{{{XSI}}}schemaLocation", _LOCATIONS)
    outline = _cp("organization", _title(package.title), *map(_item, package.items), identifier=organization)
    root.extend(
        [
            _cp(
                "metadata",
                _cp("schema", "ADL SCORM"),
                _cp("schemaversion", "1.2"),
                _adl("location", package.location),
                package.metadata,
            ),
            _cp("organizations", outline, default=organization),
            _cp("resources", *map(_resource, package.resources)),
        ]
    )
    return as_bytes(root)


def _title(title: str) -> Element:
    return _cp("title", line(title, lom.LONGEST_TITLE))


def _item(item: Item) -> Element:
    if item.items:
        return _cp("item", _title(item.title), *map(_item, item.items), identifier=_prefixed("unit", item.name))
    element = _cp(
        "item",
        _title(item.title),
        identifier=_prefixed("item", item.name),
        identifierref=_prefixed("resource", item.name),
    )
    if item.needs:
        element.append(_adl("prerequisites", "&".join(_prefixed("item", name) for name in item.needs), type="aicc_script"))
    if item.mastery is not None:
        element.append(_adl("masteryscore", f"{item.mastery:g}"))
    return element


def _resource(resource: Resource) -> Element:
    given: Mapping[str, str] = {"href": resource.href} if resource.href else {}
    element = _cp(
        "resource",
        *(_cp("file", href=path) for path in resource.files),
        *(_cp("dependency", identifierref=_prefixed("resource", name)) for name in resource.needs),
        identifier=_prefixed("resource", resource.name),
        type="webcontent",
        **given,
    )
    element.set(f"{{{ADL}}}scormtype", "sco" if resource.href else "asset")
    return element


def _prefixed(kind: str, name: str) -> str:
    """Return a name that XML takes as an identifier and that no other kind of thing has."""
    return f"{kind}-{name}"
