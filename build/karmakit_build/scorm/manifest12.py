"""Write the manifest of a SCORM 1.2 package, in the order its schema wants."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from karmakit_build.scorm import lom
from karmakit_build.scorm.about import LONGEST_TITLE
from karmakit_build.scorm.package import LOM, Item, Package, Resource, prefixed
from karmakit_build.xml import Element, Maker, as_bytes, line

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATIONS = f"{CP} imscp_rootv1p1p2.xsd {lom.NAMESPACE} imsmd_rootv1p2p1.xsd {ADL} adlcp_rootv1p2.xsd"
_cp = Maker(CP)
_adl = Maker(ADL, "adlcp")


def manifest(package: Package, metadata: Element) -> bytes:
    """Return `imsmanifest.xml`; `metadata` stand in it, the whole of them lie in a file of their own."""
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
                _adl("location", LOM),
                metadata,
            ),
            _cp("organizations", outline, default=organization),
            _cp("resources", *map(_resource, package.resources)),
        ]
    )
    return as_bytes(root)


def _title(title: str) -> Element:
    return _cp("title", line(title, LONGEST_TITLE))


def _item(item: Item) -> Element:
    if item.items:
        return _cp("item", _title(item.title), *map(_item, item.items), identifier=prefixed("unit", item.name))
    element = _cp(
        "item",
        _title(item.title),
        identifier=prefixed("item", item.name),
        identifierref=prefixed("resource", item.name),
    )
    if item.needs:
        element.append(_adl("prerequisites", "&".join(prefixed("item", name) for name in item.needs), type="aicc_script"))
    if item.mastery is not None:
        element.append(_adl("masteryscore", f"{item.mastery:g}"))
    return element


def _resource(resource: Resource) -> Element:
    given: Mapping[str, str] = {"href": resource.href} if resource.href else {}
    element = _cp(
        "resource",
        *(_cp("file", href=path) for path in resource.files),
        *(_cp("dependency", identifierref=prefixed("resource", name)) for name in resource.needs),
        identifier=prefixed("resource", resource.name),
        type="webcontent",
        **given,
    )
    element.set(f"{{{ADL}}}scormtype", "sco" if resource.href else "asset")
    return element
