"""Findings for programs: one object, documented in `authoring/guide/checking.md`."""

import json
from collections.abc import Sequence

from karmakit_schemas.findings import Finding
from karmakit_validators.report.manner import Manner
from karmakit_validators.report.part import Part, counts

VERSION = 1


def render(parts: Sequence[Part], manner: Manner) -> str:
    """Return the object as indented JSON, in UTF-8 characters."""
    document = {
        "version": VERSION,
        "profile": manner.profile,
        "lang": manner.lang,
        "counts": counts(parts),
        "courses": [
            {
                "path": part.root.replace("\\", "/"),
                "digest": f"sha256:{part.sources.digest}",
                "counts": counts([part]),
                "findings": [_finding(finding) for finding in part.findings],
            }
            for part in parts
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    related = [
        {"path": s.path, "line": s.line, "column": s.column, "end_line": s.end_line, "end_column": s.end_column}
        for s in finding.related
    ]
    return {**finding.as_json(), "related": related} if related else finding.as_json()
