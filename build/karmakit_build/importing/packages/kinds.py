"""Tell packages apart by their manifests: an `imsmanifest.xml` alone may be SCORM, a cartridge, or a bank of questions."""

import re
from collections.abc import Mapping
from pathlib import Path

from karmakit_build.importing.packages.peeking import manifest_among

SCORM = "imsmanifest.xml"
CMI5 = "cmi5.xml"
XAPI = "tincan.xml"
OURS = "karmakit/course.json"
_SEVERAL = re.compile(rb"adlcp|ADL SCORM|adlnet\.org", re.IGNORECASE)
_CARTRIDGE = re.compile(rb"Common Cartridge|/imscc/|imsccv1p|canvas\.instructure\.com|course_settings/", re.IGNORECASE)
_QUESTIONS = re.compile(rb"type\s*=\s*[\"']imsqti|type\s*=\s*[\"']assessmentItem", re.IGNORECASE)
_AICC = (".au", ".crs", ".cst", ".des")


def kind_of(path: Path, seen: Mapping[str, bytes]) -> str | None:
    """Return the name of the reader that a package of these entries is for; None where it is none, or a bank of questions alone."""
    if not seen:
        return None
    if manifest_among((name.removesuffix("/course.json") for name in seen), ("karmakit",)):
        return "karmakit"
    for manifest, kind in ((CMI5, "cmi5"), (XAPI, "xapi")):
        if manifest_among(seen, (manifest,)):
            return kind
    if found := manifest_among(seen, (SCORM,)):
        return _of_manifest(path, seen[found])
    return "aicc" if _is_aicc(seen) else None


def _of_manifest(path: Path, manifest: bytes) -> str | None:
    if path.suffix.lower() == ".imscc" or _CARTRIDGE.search(manifest):
        return "common-cartridge"
    if _SEVERAL.search(manifest):
        return "scorm"
    return None if _QUESTIONS.search(manifest) else "scorm"


def _is_aicc(seen: Mapping[str, bytes]) -> bool:
    return all(any(name.lower().endswith(suffix) for name in seen) for suffix in _AICC)
