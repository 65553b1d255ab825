"""Open a bundle in memory for play: refuse what is not safe to read, and find what can be launched."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from karmakit_build.playing.sequencing import activity_tree, has_prerequisites
from karmakit_build.playing.units import Group, Kind, Unit, cmi5_groups, cmi5_units, scorm_units, tincan_units
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.findings import Finding, Severity
from karmakit_validators.verify import verify_bytes
from karmakit_validators.verify.archive import MOST_PACKED, Archive, read_archive

_SITE = ("index.html", "index.htm", "facilitator.html")
_READERS = {"imsmanifest.xml": scorm_units, "cmi5.xml": cmi5_units, "tincan.xml": tincan_units}


@dataclass(frozen=True)
class Bundle:
    """A bundle that can be played: its files in memory, its units in their order, and what `verify` finds wrong with it.

    `groups` are the blocks and the course of cmi5, in which units lie; `tree` is the order of several parts of SCORM 2004.
    `unfollowed`: the parts have prerequisites of SCORM 1.2, which are told and not followed.
    """

    name: str
    title: str
    kind: Kind
    standard: str
    units: tuple[Unit, ...]
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()
    groups: tuple[Group, ...] = ()
    tree: Mapping[str, Any] | None = None
    unfollowed: bool = False


def open_bundle(path: Path) -> Bundle:
    """Return a bundle; raise in one line where there is none, where it is not safe, or where nothing in it can be launched."""
    try:
        if path.is_dir():
            raise UnusableInputError(f"{path}: this is a folder; give a zip, of a kit for iGOT one of those in it")
        if path.stat().st_size > MOST_PACKED:
            raise UnusableInputError(f"{path}: the zip has more than {MOST_PACKED // 1024**2} MiB; make its media smaller")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnusableInputError(f"{path}: the file cannot be read: {reason[:1].lower() + reason[1:]}") from error
    return read_bundle(data, path.name)


def read_bundle(data: bytes, name: str) -> Bundle:
    """Return the bundle that a zip holds; the same refusals as `open_bundle`."""
    archive, faults, _ = read_archive(data, name)
    unsafe = [finding for finding in faults if finding.severity is Severity.fatal]
    if unsafe:
        more = f" (and {len(unsafe) - 1} more faults)" if len(unsafe) > 1 else ""
        raise UnusableInputError(f"{name}: it is not safe to open: {unsafe[0].message}{more}; ask for a fresh copy")
    kind, title, units, missing = _units(archive)
    if not units:
        raise UnusableInputError(f"{name}: nothing in it can be launched: {missing}; `karmakit verify {name}` says more")
    verdict = verify_bytes(data, name)
    standard = verdict.facts.standard if verdict.facts.standard != "unknown" else "SCORM 1.2" if kind == "scorm12" else "web pages"
    wrong = tuple(finding for finding in verdict.findings if finding.severity >= Severity.warning)
    return Bundle(
        name,
        verdict.facts.title or title or name,
        kind,
        standard,
        tuple(units),
        archive.files,
        wrong,
        cmi5_groups(archive) if kind == "cmi5" else (),
        activity_tree(archive) if kind == "scorm2004" and len(units) > 1 else None,
        kind == "scorm12" and has_prerequisites(archive),
    )


def _units(archive: Archive) -> tuple[Kind, str, list[Unit], str]:
    for opening, read in _READERS.items():
        if opening in archive.files:
            return read(archive)
    page = next((page for page in _SITE if page in archive.files), None)
    if page is None:
        _, _, _, missing = scorm_units(archive)
        return "web", "", [], missing
    return "web", "", [Unit(page, page, page, tracked=False)], ""
