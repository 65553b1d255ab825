"""Compare every file with the digests the bundle carries."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from karmakit_schemas.findings import Finding
from karmakit_validators.verify.archive import Archive
from karmakit_validators.verify.course import BUILD, COURSE, PROVENANCE, read_json
from karmakit_validators.verify.faults import found

_DIGEST = re.compile(r"[0-9a-f]{64}")
LAST = frozenset({PROVENANCE, BUILD})
"""The files that speak of all others, and so are made after these: the proof of vetting says whether the second is right."""
_REBUILD = "Build the bundle again; never change a file inside it."


def read_provenance(archive: Archive) -> Mapping[str, Any] | None:
    """Return the record of how the bundle was made, or None."""
    record = read_json(archive.files.get(PROVENANCE))
    return record if isinstance(record, dict) else None


def digests(record: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the recorded SHA-256 of each file."""
    listed = record.get("files")
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    told = {row.get("path"): row.get("sha256") for row in rows}
    return {
        path: value for path, value in told.items() if isinstance(path, str) and isinstance(value, str) and _DIGEST.fullmatch(value)
    }


def tool(record: Mapping[str, Any] | None) -> str:
    """Return name and version of the tool that made the bundle, as recorded."""
    told = (record or {}).get("tool")
    if isinstance(told, dict):
        return " ".join(str(told[key]) for key in ("name", "version") if key in told)
    return told if isinstance(told, str) else ""


def source_digest(record: Mapping[str, Any] | None) -> str:
    """Return the digest of the sources the bundle was made from, as recorded."""
    told = (record or {}).get("source")
    value = told.get("sha256", "") if isinstance(told, dict) else told
    return value if isinstance(value, str) else ""


def edition(record: Mapping[str, Any] | None) -> str:
    """Return which edition the bundle is, as recorded: `lite`, or nothing of the full one."""
    return "lite" if (record or {}).get("edition") == "lite" else ""


def check_provenance(archive: Archive, record: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Yield every file that is not what was built, and what the record does not say."""
    present = PROVENANCE in archive.files
    if record is None:
        message = (
            f"{PROVENANCE} {'cannot be read' if present else 'is missing'}: nothing says which tool and sources made the bundle"
        )
        yield found("PKG020", message, archive.at(PROVENANCE if present else ""), _REBUILD)
        return
    wanted = digests(record)
    for part, value in (("tool", tool(record)), ("source digest", source_digest(record)), ("file digests", wanted)):
        if not value:
            yield found("PKG020", f"{PROVENANCE} does not name the {part}", archive.at(PROVENANCE), _REBUILD)
    if wanted:
        yield from _changed(archive, wanted)
    if COURSE not in archive.files and COURSE not in wanted:
        yield found("PKG020", f"{COURSE} is missing: nothing describes the course to a catalogue", archive.at(), _REBUILD)


def _changed(archive: Archive, wanted: Mapping[str, str]) -> Iterator[Finding]:
    for name, digest in archive.digests.items():
        if name in LAST:
            continue
        if name not in wanted:
            yield found("PKG026", f"{name} was added after the build: the record does not know it", archive.at(name), _REBUILD)
        elif digest != wanted[name]:
            yield found("PKG026", f"{name} was changed after the build: its SHA-256 is another", archive.at(name), _REBUILD)
    present = {name for name, _ in archive.records}
    for name in sorted(wanted):
        if name not in present:
            yield found("PKG026", f"{name} was taken out after the build", archive.at(PROVENANCE), _REBUILD)
