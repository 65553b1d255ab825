"""Every state of the log that the tests of vetting judge, as a bundle that carries it."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from karmakit_build.zip_format import zip_bytes
from karmakit_schemas.evidence import BUILD, BUILD_TYPE, POLICIES, RECORDS, REPORT
from karmakit_schemas.vetting import STATEMENT_TYPE, canonical, sha256

TESTS = Path(__file__).parents[2] / "validators" / "vetting"
NONE = "0" * 64
REPORT_OF_NOBODY = {"tool": "0.0.0", "ruleset": NONE, "source": NONE, "whole": True, "asked": []}
"""A report that no decision can rest on, where a test judges without one."""


@dataclass(frozen=True)
class Dossier:
    """What one test judged, and what our own judge said of it, by subject."""

    test: str
    given: dict[str, Any]
    answer: dict[str, Any]

    @property
    def root(self) -> str:
        """Return the root key: the one that the test trusts, or that of who signed the first policy there."""
        blob = self.given["roots"][0] if self.given["roots"] else self._owner
        return f"{_kind(base64.b64decode(blob))} {blob}"

    @property
    def _owner(self) -> str:
        policy = json.loads(base64.b64decode(self.given["policy"]["policy.json"]))
        owner = next(one for one in policy["persons"] if one["id"] == "owner")
        return str(owner["keys"][0]["key"].split()[1])

    @cached_property
    def bundle(self) -> bytes:
        """Return a zip that holds the dossier where a bundle holds its proof; there is no course around it."""
        given = self.given
        report = canonical(given["report"] or REPORT_OF_NOBODY)
        built = {
            "tool": {"name": "karmakit", "version": "0.0.0"},
            "target": "web",
            "course": given["course"],
            "language": given["language"],
            "version": "1.0.0",
            "translated": given["translated"],
            "source": NONE,
            "report": sha256(report),
            "policy": NONE,
            "records": 1,
            "tips": [NONE],
            "subjects": given["subjects"],
        }
        statement = {
            "_type": STATEMENT_TYPE,
            "subject": [{"name": f"{given['course']}-web", "digest": {"sha256": NONE}}],
            "predicateType": BUILD_TYPE,
            "predicate": built,
        }
        files = {
            BUILD: canonical(statement),
            REPORT: report,
            **{POLICIES + path: base64.b64decode(data) for path, data in given["policy"].items()},
            **{RECORDS + path: base64.b64decode(data) for path, data in given["records"].items()},
        }
        return zip_bytes(sorted(files.items()))


def collected(folder: Path) -> list[Dossier]:
    """Run the tests of vetting that judge a desk once more, and return every state that they judged, also of those that fail."""
    rooms = sorted(str(file) for file in TESTS.glob("test_*.py") if "desk" in file.read_text(encoding="utf-8"))
    environment = {**os.environ, "KARMAKIT_CASES": str(folder)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *rooms]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stdout[-2000:]
    told = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return [Dossier(one["test"], one["dossier"], one["answer"]) for one in told]


def _kind(blob: bytes) -> str:
    return blob[4 : 4 + int.from_bytes(blob[:4], "big")].decode("ascii")
