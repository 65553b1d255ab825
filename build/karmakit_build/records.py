"""Write what a bundle says of itself to machines: the course's metadata, its vetting, and where the bundle comes from."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from karmakit_schemas.version import VERSION

if TYPE_CHECKING:
    from karmakit_build.compiler.pages import Pages  # the archive asks here for a name, and needs no compiler

COURSE = "karmakit/course.json"
PROVENANCE = "karmakit/provenance.json"
FORMAT = 1
LITE = "lite"


def told(pages: "Pages", target: str) -> dict[str, bytes]:
    """Return the course's record, and the proof of its vetting where that holds."""
    proof = pages.evidence.files if pages.evidence else {}
    return {COURSE: course_record(pages, target), **proof}


def seals(pages: "Pages") -> frozenset[str]:
    """Return the paths that `sealed` adds: a manifest lists them before they can be made."""
    return frozenset({PROVENANCE, *([pages.evidence.place] if pages.evidence else [])})


def sealed(pages: "Pages", target: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a bundle's files with those that speak of all others: its provenance, and last the statement of its build."""
    known = {**files, PROVENANCE: provenance(pages, target, files)}
    if pages.evidence is None:
        return known
    return {**known, pages.evidence.place: pages.evidence.statement(target, known, **_edition(pages))}


def _edition(pages: "Pages") -> dict[str, Any]:
    """Return what only the low-bandwidth edition says of itself."""
    return {"edition": LITE} if pages.lite else {}


def course_record(pages: "Pages", target: str) -> bytes:
    """Return the metadata of a course: what the player knows of it, and what catalogues and checkers ask for besides."""
    meta = pages.course.meta
    modules = {module.id: module.meta for module in pages.course.modules}
    untold = {"assessment", "theme", "units", "credits", "targets", "budgets", *(("thumbnail",) if pages.lite else ())}
    record: dict[str, Any] = {
        "format": FORMAT,
        "target": target,
        **_edition(pages),
        **({"weight": {"lite": pages.weighed.lite, "full": pages.weighed.full}} if pages.weighed else {}),
        **meta.model_dump(mode="json", exclude_none=True, exclude=untold),
        "licences": sorted({meta.licence, *(credit.licence for credit in meta.credits)}),
        "credits": [credit.model_dump(mode="json") for credit in meta.credits],
        "units": pages.data["units"],
        "modules": [{**data, **_more(modules[data["id"]])} for data in pages.data["modules"]],
        "glossary": list(pages.data["glossary"]),
        "iri": pages.data["iri"],
    }
    return _json(record)


def _more(meta: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = meta.model_dump(
        mode="json", exclude_none=True, include={"objectives", "competencies", "authors", "translators", "sources"}
    )
    return dumped


def provenance(pages: "Pages", target: str, files: Mapping[str, bytes]) -> bytes:
    """Return the digests of a bundle's files, of the sources they were made of, and the tool's version."""
    return _json(
        {
            "format": FORMAT,
            "tool": {"name": "karmakit", "version": VERSION},
            "target": target,
            **_edition(pages),
            "course": {"id": pages.course.meta.id, "version": pages.course.meta.version},
            "source": {"sha256": pages.course.sources.digest},
            "files": [
                {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
                for path, data in sorted(files.items())
            ],
        }
    )


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
