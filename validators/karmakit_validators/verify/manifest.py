"""Read `imsmanifest.xml` and judge it: the schema, every reference, every file declared, identifiers, the pass mark."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from karmakit_schemas.findings import Finding
from karmakit_schemas.spans import Span
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.faults import few, found
from karmakit_validators.verify.rawxml import DoctypeError, Element, NotWellFormedError, read_xml
from karmakit_validators.verify.schema import validate

MANIFEST = "imsmanifest.xml"
LONGEST_MANIFEST = 8 * 1024 * 1024
HIGHEST_MASTERY = 100
XSI = "http://www.w3.org/2001/XMLSchema-instance"
EDITIONS = {"1.2": "scorm12", "2004 3rd Edition": "scorm2004-3rd", "2004 4th Edition": "scorm2004-4th"}
"""The published schemas by what `<schemaversion>` says."""

_NCNAME = re.compile(r"[^\W\d][\w.-]*")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_ROOT_GRAMMARS = (".xsd", ".dtd")


class Manifest(NamedTuple):
    """The manifest as elements, with what the checks ask for again and again."""

    root: Element

    @property
    def resources(self) -> list[Element]:
        """Return every `<resource>` of the manifest's `<resources>`."""
        return [resource for block in self.root.below("resources") for resource in block.below("resource")]

    @property
    def organizations(self) -> list[Element]:
        """Return every `<organization>`."""
        return [one for block in self.root.below("organizations") for one in block.below("organization")]

    @property
    def default(self) -> Element | None:
        """Return the default organization: the one named, else the first."""
        wanted = next((block.attrs.get("default") for block in self.root.below("organizations")), None)
        return next(
            (one for one in self.organizations if one.attrs.get("identifier") == wanted), next(iter(self.organizations), None)
        )

    @property
    def items(self) -> list[Element]:
        """Return every `<item>` of every organization, in order."""
        return [element for one in self.organizations for element in one.walk() if element.local == "item"]

    @property
    def metadata(self) -> Element | None:
        """Return the `<metadata>` of the whole package."""
        return next(self.root.below("metadata"), None)

    @property
    def version(self) -> str:
        """Return the text of `<schemaversion>`."""
        return self.metadata.words("schemaversion") if self.metadata else ""

    @property
    def standard(self) -> str:
        """Return the standard the package calls itself by."""
        if self.version == "1.2":
            return "SCORM 1.2"
        if self.version.startswith("2004") or self.version == "CAM 1.3":
            return f"SCORM {self.version}" if self.version.startswith("2004") else "SCORM 2004"
        declared = " ".join(value for name, value in self.root.attrs.items() if name.startswith("xmlns"))
        if "adlcp_v1p3" in declared:
            return "SCORM 2004"
        return "SCORM 1.2" if "adlcp_rootv1p2" in declared else "unknown"

    @property
    def is_2004(self) -> bool:
        """Return whether the package calls itself one of SCORM 2004, whatever the edition."""
        return self.standard.startswith("SCORM 2004")

    @property
    def edition(self) -> str | None:
        """Return the published schemas that the manifest must be valid against, or None where none are to be had."""
        return EDITIONS.get(self.version) if self.version else {"SCORM 1.2": "scorm12"}.get(self.standard)

    @property
    def title(self) -> str:
        """Return the title of the default organization."""
        return self.default.words("title") if self.default else ""

    @property
    def launches(self) -> list[tuple[Element, Element]]:
        """Return each item that launches something with its resource."""
        known = {resource.attrs.get("identifier"): resource for resource in self.resources}
        pairs = ((item, known.get(item.attrs.get("identifierref", ""))) for item in self.items)
        return [(item, resource) for item, resource in pairs if resource is not None and resource.attrs.get("href")]

    def locations(self) -> Iterator[Element]:
        """Yield every `adlcp:location`: where metadata lie in a file of their own."""
        return (
            element
            for element in self.root.walk()
            if element.local == "location" and element.parent and element.parent.local == "metadata"
        )


def place(element: Element) -> Span:
    """Return where an element of the manifest begins."""
    return Span(MANIFEST, element.line, element.column, element.line, element.column)


def read_manifest(archive: Archive) -> tuple[Manifest | None, list[Finding]]:
    """Return the manifest and what stops it from being read."""
    data = archive.files.get(MANIFEST)
    if data is None:
        return None, [_missing(archive)]
    if len(data) > LONGEST_MANIFEST:
        return None, [found("PKG002", f"the manifest has {len(data)} bytes: no course needs that", Span(MANIFEST))]
    try:
        return Manifest(read_xml(data)), []
    except DoctypeError as error:
        message = "the manifest has a DOCTYPE: iGOT refuses it, and it could declare entities that blow up in memory"
        return None, [found("PKG023", message, _at(error), "Remove the DOCTYPE; the schemas are named by `xsi:schemaLocation`.")]
    except NotWellFormedError as error:
        return None, [found("PKG002", f"the manifest is not well-formed XML: {error}", _at(error), "Mend the XML at this place.")]


def _at(error: NotWellFormedError) -> Span:
    return Span(MANIFEST, error.line, error.column, error.line, error.column)


def _missing(archive: Archive) -> Finding:
    near = next((name for name in archive.files if posixpath.basename(name).lower() == MANIFEST), None)
    if near:
        message = f"imsmanifest.xml is not at the root of the zip; it lies at {near}"
        return found(
            "PKG001", message, archive.at(near), "Zip what is inside the folder, not the folder, and keep the name in lower case."
        )
    kit = next((name for name in archive.files if posixpath.basename(name) == "plan.json"), None)
    if kit:
        message = "this is a delivery kit for iGOT in a zip: iGOT takes its parts, one by one, and not the whole"
        return found("PKG001", message, archive.at(kit), "Unpack it, and give the folder.")
    message = "the zip has no imsmanifest.xml: no platform will take it for a course"
    return found("PKG001", message, archive.at(), "Build the bundle with `karmakit build --target scorm12`.")


def check_manifest(archive: Archive, manifest: Manifest) -> list[Finding]:
    """Return the faults of a manifest that count for anybody's bundle."""
    checks = (
        _references(archive, manifest),
        _identifiers(manifest),
        _scormtypes(manifest),
        _organizations(manifest),
        _masteries(manifest),
        _version(manifest),
    )
    findings = [finding for check in checks for finding in few(check)]
    if manifest.edition:
        findings += validate(archive.files[MANIFEST], MANIFEST, manifest.root, manifest.edition, "PKG002")
    return findings


def _version(manifest: Manifest) -> Iterator[Finding]:
    """Yield an edition of SCORM 2004 that is not spelt as platforms know it; `CAM 1.3` is the 2nd."""
    if manifest.is_2004 and manifest.version not in (*EDITIONS, "CAM 1.3"):
        at = next(manifest.metadata.below("schemaversion"), manifest.metadata) if manifest.metadata else manifest.root
        message = f"`{manifest.version[:40]}` is no edition of SCORM 2004 that a platform knows"
        yield found("PKG002", message, place(at), "Write `2004 4th Edition` or `2004 3rd Edition` as <schemaversion>.")


def check_grammars(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """Yield each namespace of the manifest without a schema in the bundle: ADL's test suite looks for all of them at the root."""
    located = (manifest.root.attr("schemaLocation") or "").split()
    schemas = dict(zip(located[::2], located[1::2], strict=False))
    for file in schemas.values():
        if file not in archive.files:
            message = f"`xsi:schemaLocation` names {file[:80]}, which does not lie at the root of the bundle"
            yield found("PKG002", message, place(manifest.root), "Build the bundle again.")
    declared = {value for name, value in manifest.root.attrs.items() if name.partition(":")[0] == "xmlns"}
    for namespace in sorted(declared - schemas.keys() - {XSI}) if manifest.is_2004 else ():
        message = f"`xsi:schemaLocation` does not say where the schema of {namespace[:80]} lies"
        yield found("PKG002", message, place(manifest.root), "Build the bundle again.")


def _base(element: Element) -> str:
    parts = []
    at: Element | None = element
    while at is not None:
        parts.append(at.attrs.get("xml:base", ""))
        at = at.parent
    return "".join(reversed(parts))


def target(element: Element, href: str) -> str | None:
    """Return the entry that a reference of the manifest names, or None if it leaves the bundle."""
    whole = _base(element) + href
    if _REMOTE.match(whole):
        return None
    path = posixpath.normpath(unquote(re.split(r"[?#]", whole, maxsplit=1)[0]))
    return None if path.startswith(("../", "/")) or path == ".." else path


def _references(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    folded = {name.casefold(): name for name in archive.files}
    for resource in manifest.resources:
        for element in (resource, *resource.below("file")):
            href = element.attrs.get("href")
            if href is None or (element is resource and not href):
                continue
            path = target(element, href)
            if path in archive.names:
                continue
            if path is None:
                mend = "Put the file into the bundle: a course must work offline."
                yield found("PKG003", f"`{href}` leads out of the bundle", place(element), mend)
            elif path.casefold() in folded:
                message = f"`{href}` is not in the bundle; `{folded[path.casefold()]}` is, and capital letters count on a server"
                yield found("PKG003", message, place(element), "Write the name exactly as the file has it.")
            else:
                yield found("PKG003", f"`{href}` is not in the bundle", place(element), "Add the file, or remove the reference.")
    known = {resource.attrs.get("identifier") for resource in manifest.resources}
    referring = [*manifest.items, *(one for resource in manifest.resources for one in resource.below("dependency"))]
    for element in referring:
        wanted = element.attrs.get("identifierref")
        if wanted is not None and wanted not in known:
            yield found("PKG003", f"no resource is called `{wanted}`", place(element), "Refer to the identifier of a resource.")


def check_declared(archive: Archive, manifest: Manifest) -> Iterator[Finding]:
    """Yield a finding for each file that the manifest does not name."""
    declared = {MANIFEST}
    for resource in manifest.resources:
        own = {target(element, element.attrs.get("href", "")) for element in resource.below("file")}
        declared |= {path for path in own if path}
        href = resource.attrs.get("href")
        if href and target(resource, href) in archive.files and target(resource, href) not in own:
            yield found("PKG004", f"`{href}` is not among the files of its own resource", place(resource), "Add a <file> for it.")
            declared.add(target(resource, href) or "")
    declared |= {path for element in manifest.locations() if (path := target(element, element.text.strip()))}
    for name in archive.files:
        if name not in declared and not ("/" not in name and name.endswith(_ROOT_GRAMMARS)):
            yield found(
                "PKG004",
                f"{name} is in the bundle but not in the manifest",
                archive.at(name),
                "Declare it by a <file>, or leave it out.",
            )


def _identifiers(manifest: Manifest) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in manifest.root.walk():
        identifier = element.attrs.get("identifier")
        if identifier is None or element.local not in ("manifest", "organization", "item", "resource"):
            continue
        if not _NCNAME.fullmatch(identifier):
            message = f"`{identifier}` is no identifier: it begins with a letter or `_` and holds letters, digits, `.`, `-` and `_`"
            yield found("PKG005", message, place(element))
        elif identifier in seen:
            yield found("PKG005", f"the identifier `{identifier}` is given twice", place(element), "Give each element its own.")
        seen.add(identifier)


def _scormtypes(manifest: Manifest) -> Iterator[Finding]:
    right = "scormtype" if manifest.standard == "SCORM 1.2" else "scormType"
    for resource in manifest.resources:
        for name, value in resource.attrs.items():
            local = name.rpartition(":")[2]
            if local.lower() != "scormtype":
                continue
            if local != right and manifest.standard != "unknown":
                yield found(
                    "PKG006",
                    f"`{name}` must be `adlcp:{right}` in {manifest.standard}",
                    place(resource),
                    "Mind the capital letters.",
                )
            elif value not in ("sco", "asset"):
                yield found("PKG006", f"`{name}` is `{value}`; it is either `sco` or `asset`", place(resource))


def _organizations(manifest: Manifest) -> Iterator[Finding]:
    block = next(manifest.root.below("organizations"), None)
    at = place(block or manifest.root)
    mend = "Give the default organization an item that launches a SCO."
    if manifest.default is None:
        yield found("PKG007", "the manifest has no organization: there is nothing to launch", at, mend)
        return
    wanted = block.attrs.get("default") if block else None
    if wanted is not None and manifest.default.attrs.get("identifier") != wanted:
        yield found("PKG007", f"the default organization `{wanted}` does not exist", at, "Name one that does.")
    inside = {id(element) for element in manifest.default.walk()}
    if not any(id(item) in inside for item, _ in manifest.launches):
        yield found("PKG007", "no item of the default organization launches anything", place(manifest.default), mend)


def masteries(manifest: Manifest) -> list[tuple[Element, Element]]:
    """Return each item with its pass mark: a `masteryscore`, or the measure that satisfies its primary objective."""
    if not manifest.is_2004:
        return [(item, child) for item in manifest.items for child in item.below("masteryscore")]
    return [
        (item, measure)
        for item in manifest.items
        for primary in item.down("sequencing", "objectives", "primaryObjective")
        if primary.attrs.get("satisfiedByMeasure") in ("true", "1")
        for measure in primary.below("minNormalizedMeasure")
    ]


def percent(mastery: Element) -> float | None:
    """Return a pass mark in per cent, or None if it is none."""
    text = mastery.text.strip()
    if mastery.local == "minNormalizedMeasure":
        return (
            round(float(text) * 100, 4)
            if re.fullmatch(r"[+-]?(0*\.[0-9]+|[01](\.[0-9]*)?)", text) and abs(float(text)) <= 1
            else None
        )
    return float(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", text) and float(text) <= HIGHEST_MASTERY else None


def _masteries(manifest: Manifest) -> Iterator[Finding]:
    for _, score in masteries(manifest):
        if percent(score) is None:
            most = "-1 to 1" if manifest.is_2004 else "0 to 100"
            yield found("PKG008", f"the mastery score `{score.text.strip()[:20]}` is no number from {most}", place(score))


def scos(manifest: Manifest) -> Sequence[Element]:
    """Return the resources that are SCOs."""
    return [
        resource
        for resource in manifest.resources
        if (resource.attr("scormtype") or resource.attr("scormType") or "").lower() == "sco"
    ]
