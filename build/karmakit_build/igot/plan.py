"""Write `plan.json`, in the form that PLAN.md fixes."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from karmakit_build.igot.hierarchy import Pieces, hierarchy
from karmakit_build.igot.placeholders import COURSE, Placeholder, linked_languages, people_and_places
from karmakit_schemas.version import VERSION

FORMAT = 1
KIND = "karmakit-igot-plan"
PLAN = "plan.json"
_TYPES = {
    ".csv": "text/csv",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".sig": "application/octet-stream",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def placeholders(pieces: Pieces) -> tuple[Placeholder, ...]:
    """Return everything that the operator has to fill in or may fill in."""
    picture = Placeholder("appIcon", COURSE, "appIcon", "string", needed=True, what="The address of the course's picture on iGOT.")
    return (
        *people_and_places(),
        *(() if "appIcon" in pieces.pictures else (picture,)),
        *linked_languages(pieces.course),
        *pieces.competencies.unfilled(pieces.served, v5=pieces.course.meta.targets.igot.competencies_v5),
    )


def plan(pieces: Pieces, files: Mapping[str, bytes]) -> bytes:
    """Return the plan of a kit that holds these files."""
    meta = pieces.course.meta
    told: dict[str, Any] = {
        "format": FORMAT,
        "kind": KIND,
        "tool": {"name": "karmakit", "version": VERSION},
        "course": {
            "id": meta.id,
            "version": meta.version,
            "title": meta.title,
            "language": meta.language,
            "sourceDigest": pieces.course.sources.digest,
        },
        "files": [_file(path, files[path]) for path in sorted(files)],
        "placeholders": [each.as_json() for each in placeholders(pieces)],
        "root": hierarchy(pieces),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _file(path: str, data: bytes) -> dict[str, Any]:
    kind = _TYPES[path[path.rindex(".") :]]
    return {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "mimeType": kind}
