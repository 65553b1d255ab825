"""What a platform launches of a bundle, read from its launch file: SCOs, assignable units, activities, or one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.cmi5 import NAMESPACE as CMI5
from karmakit_validators.verify.cmi5 import STRUCTURE
from karmakit_validators.verify.launch_xml import Launch, launched, read_launch
from karmakit_validators.verify.manifest import MANIFEST, Manifest, read_manifest, target
from karmakit_validators.verify.rawxml import Element
from karmakit_validators.verify.tincan import LAUNCH as TINCAN
from karmakit_validators.verify.tincan import NAMESPACE as TINCAN_NAMESPACE

Kind = Literal["scorm12", "scorm2004", "cmi5", "xapi", "web"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a platform launches.

    `path` is an entry of the bundle and `query` what follows it in the address (`?lang=hi`, or empty). `mark` is the pass mark as
    the launch file has it: 0 to 100 in SCORM 1.2, -1 to 1 in SCORM 2004, 0 to 1 in cmi5. `data` is what the platform hands to the
    content as it stands there, `move_on` what cmi5 wants for the unit to be done. An asset (`tracked` false) reports nothing.
    """

    id: str
    title: str
    path: str
    query: str = ""
    mark: str = ""
    data: str = ""
    move_on: str = ""
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A block of cmi5, or its course: `units` are the ids of all that lie in it, however deep."""

    kind: Literal["block", "course"]
    id: str
    title: str
    units: tuple[str, ...]


def scorm_units(archive: Archive) -> tuple[Kind, str, list[Unit], str]:
    """Return kind, title and units of a SCORM package, and why there are none where there are none."""
    manifest, faults = read_manifest(archive)
    if manifest is None:
        return "scorm12", "", [], faults[0].message
    kind: Kind = "scorm2004" if manifest.is_2004 else "scorm12"
    return kind, manifest.title, list(_items(archive, manifest)), f"{MANIFEST} names no file of the zip to launch"


def _items(archive: Archive, manifest: Manifest) -> Iterator[Unit]:
    organization = manifest.default
    shown = set(map(id, organization.walk())) if organization else set()
    for item, resource in manifest.launches:
        if id(item) not in shown:
            continue  # of another organization: a platform takes the default one
        href = resource.attrs["href"]
        path = target(resource, href)
        if path is None or path not in archive.files:
            continue
        kind = next((value for name, value in resource.attrs.items() if name.rpartition(":")[2].lower() == "scormtype"), "")
        yield Unit(
            item.attrs.get("identifier", path),
            item.words("title") or path,
            path,
            _query(href) or _parameters(item.attrs.get("parameters", "")),
            item.words("masteryscore") or _measure(item),
            item.words("datafromlms") or item.words("dataFromLMS"),
            tracked=kind.lower() != "asset",
        )
    if not manifest.items:  # iGOT takes the first resource that has a page, and so do others
        only = next((one for one in manifest.resources if _page(archive, one)), None)
        if only is not None:
            path = str(target(only, only.attrs["href"]))
            yield Unit(only.attrs.get("identifier", path), manifest.title or path, path, _query(only.attrs["href"]))


def _page(archive: Archive, resource: Element) -> bool:
    path = target(resource, resource.attrs.get("href", "")) or ""
    return path in archive.files and path.lower().endswith((".html", ".htm"))


def _measure(item: Element) -> str:
    """Return the scaled pass mark of SCORM 2004: the measure of the primary objective, where the measure decides."""
    for objective in item.down("sequencing", "objectives", "primaryObjective"):
        if objective.attr("satisfiedByMeasure") == "true":
            return objective.words("minNormalizedMeasure") or "1.0"
    return ""


def _parameters(text: str) -> str:
    """Return `parameters` of an item as the standard adds them to the address (SCORM 2004 CAM, 3.4.1.8)."""
    text = text.lstrip("?&")
    return text if not text or text.startswith("#") else f"?{text}"


def _query(address: str) -> str:
    for sign in "?#":
        if sign in address:
            return address[address.index(sign) :]
    return ""


def cmi5_units(archive: Archive) -> tuple[Kind, str, list[Unit], str]:
    """Return kind, title and assignable units of a cmi5 package, and why there are none where there are none."""
    launch, faults = read_launch(archive, STRUCTURE, "courseStructure", CMI5)
    if launch is None:
        return "cmi5", "", [], faults[0].message
    course = next((_said(launch, each) for each in launch.named(launch.root, "course")), "")
    units = [unit for element in launch.root.walk() if element.local == "au" for unit in _unit(archive, launch, element)]
    return "cmi5", course, units, f"{STRUCTURE} has no assignable unit that opens a file of the zip"


def cmi5_groups(archive: Archive) -> tuple[Group, ...]:
    """Return the blocks of a cmi5 package, the inner ones before those they lie in, and at last the course."""
    launch, _ = read_launch(archive, STRUCTURE, "courseStructure", CMI5) if STRUCTURE in archive.files else (None, [])
    if launch is None:
        return ()
    course = next(iter(launch.named(launch.root, "course")), launch.root)
    blocks = [element for element in launch.root.walk() if element.local == "block"]
    return (
        *(_group("block", launch, element, element) for element in reversed(blocks)),
        _group("course", launch, course, launch.root),
    )


def _group(kind: Literal["block", "course"], launch: Launch, named: Element, around: Element) -> Group:
    units = (element.attrs.get("id", "") for element in around.walk() if element.local == "au")
    return Group(kind, named.attrs.get("id", ""), _said(launch, named), tuple(units))


def _unit(archive: Archive, launch: Launch, element: Element) -> Iterator[Unit]:
    for url in launch.named(element, "url")[:1]:
        if (path := launched(launch, url)) in archive.files:
            yield Unit(
                element.attrs.get("id", path),
                _said(launch, element) or path,
                path,
                _query(url.text.strip()),
                element.attrs.get("masteryScore", "").strip(),
                next((one.text for one in launch.named(element, "launchParameters")), ""),
                element.attrs.get("moveOn", "NotApplicable"),
            )


def _said(launch: Launch, element: Element) -> str:
    titles = (text for title in launch.named(element, "title") for text in launch.named(title, "langstring"))
    return next((text.text.strip() for text in titles), "")


def tincan_units(archive: Archive) -> tuple[Kind, str, list[Unit], str]:
    """Return kind, title and launched activities of an xAPI package, and why there are none where there are none."""
    launch, faults = read_launch(archive, TINCAN, "tincan", TINCAN_NAMESPACE)
    if launch is None:
        return "xapi", "", [], faults[0].message
    units = []
    for element in launch.root.walk():
        for page in launch.named(element, "launch") if element.local == "activity" else ():
            if (path := launched(launch, page)) in archive.files:
                name = next((one.text.strip() for one in launch.named(element, "name")), "")
                units.append(Unit(element.attrs.get("id", path), name or path, path, _query(page.text.strip())))
    return "xapi", units[0].title if units else "", units, f"{TINCAN} launches no file of the zip"
