"""Write the manifest of a SCORM 2004 package, in the order its schema wants; the sequencing says what the course says."""

from typing import Any

from lxml import etree

from karmakit_build.scorm.about import LONGEST_TITLE
from karmakit_build.scorm.package import LOM, Item, Package, Resource, prefixed
from karmakit_build.scorm.sequencing import CONTROLLED, sequencing
from karmakit_build.xml import Element, Maker, as_bytes, line

CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQUENCING = "http://www.adlnet.org/xsd/adlseq_v1p3"
NAVIGATION = "http://www.adlnet.org/xsd/adlnav_v1p3"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_FILES = {
    CP: "imscp_v1p1.xsd",
    ADL: "adlcp_v1p3.xsd",
    SEQUENCING: "adlseq_v1p3.xsd",
    NAVIGATION: "adlnav_v1p3.xsd",
    CONTROLLED: "imsss_v1p0.xsd",
}
_cp = Maker(CP)
_adl = Maker(ADL, "adlcp")


def manifest(package: Package, edition: str) -> bytes:
    """Return `imsmanifest.xml` of the 3rd or the 4th edition."""
    names: Any = {None: CP, "adlcp": ADL, "adlseq": SEQUENCING, "adlnav": NAVIGATION, "imsss": CONTROLLED, "xsi": XSI}
    root = etree.Element(f"{{{CP}}}manifest", nsmap=names)
    root.set("identifier", f"course-{package.name}")
    root.set("version", package.version[:20])
    root.set(f"{{{XSI}}}schemaLocation", " ".join(f"{namespace} {file}" for namespace, file in _FILES.items()))
    name = f"organization-{package.name}"
    tree = Item(package.name, package.title, package.items)
    outline = _cp(
        "organization", _title(package.title), *_items(package.items, package.iri), sequencing(tree, package.iri), identifier=name
    )
    # a learner who takes the course again begins again
    outline.set(f"{{{SEQUENCING}}}objectivesGlobalToSystem", "false")
    root.extend(
        [
            _cp("metadata", _cp("schema", "ADL SCORM"), _cp("schemaversion", f"2004 {edition} Edition"), _adl("location", LOM)),
            _cp("organizations", outline, default=name),
            _cp("resources", *map(_resource, package.resources)),
        ]
    )
    return as_bytes(root)


def _title(title: str) -> Element:
    return _cp("title", line(title, LONGEST_TITLE))


def _items(items: tuple[Item, ...], iri: str) -> list[Element]:
    return [_item(item, iri) for item in items]


def _item(item: Item, iri: str) -> Element:
    if item.items:
        unit = prefixed("unit", item.name)
        return _cp("item", _title(item.title), *_items(item.items, iri), sequencing(item, iri), identifier=unit)
    return _cp(
        "item",
        _title(item.title),
        sequencing(item, iri),
        identifier=prefixed("item", item.name),
        identifierref=prefixed("resource", item.name),
    )


def _resource(resource: Resource) -> Element:
    given = {"href": resource.href} if resource.href else {}
    element = _cp(
        "resource",
        *(_cp("file", href=path) for path in resource.files),
        *(_cp("dependency", identifierref=prefixed("resource", name)) for name in resource.needs),
        identifier=prefixed("resource", resource.name),
        type="webcontent",
        **given,
    )
    element.set(f"{{{ADL}}}scormType", "sco" if resource.href else "asset")
    return element
