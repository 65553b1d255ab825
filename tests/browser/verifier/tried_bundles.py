"""Every bundle that the attack tests of `verify` try, with our own answer."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "validators" / "verify"
ROOMS = ("vetting/test_proof_attacks.py", "vetting/test_lite_attacks.py", "vetting/test_proof_holds.py", "test_hostile_zips.py")
KNOWN = {"PKG015", "PKG026", "SEC014"}
"""The findings on a bundle as a package that the page has too; of all others `karmakit verify` alone speaks."""
UNFIT = "the bundle itself is not fit: "


@dataclass(frozen=True)
class Tried:
    """A bundle that a test tried on us, and what we said; without a root key only the zip is of interest here."""

    test: str
    data: bytes
    signature: bytes | None
    root: str | None
    today: date
    told: dict[str, Any]

    @property
    def is_odd(self) -> bool:
        """Say whether something is wrong with the zip itself."""
        return bool({"PKG016", "SEC014"} & {*self.told["codes"]})

    @property
    def parts(self) -> dict[str, bool]:
        """Return of each part that was asked whether it holds, without what is only known of packages."""
        return {name: not any(_counts(message) for _, message in part["flaws"]) for name, part in self.told["parts"].items()}

    @property
    def subjects(self) -> dict[str, Any]:
        """Return of each subject whether it is vetted, and the codes of its flaws."""
        return dict(self.told["parts"].get("quorum", {}).get("subjects", {}))


def collected(folder: Path) -> list[Tried]:
    """Run the attack tests of `verify` once more, and return every bundle that they try."""
    paths = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "KARMAKIT_BUNDLES": str(folder), "PYTHONPATH": paths}
    rooms = [str(TESTS / room) for room in ROOMS]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "collecting", *rooms]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stdout[-2000:] + done.stderr[-2000:]
    return [_tried(file) for file in sorted(folder.glob("*.json"))]


def _tried(file: Path) -> Tried:
    told = json.loads(file.read_text(encoding="utf-8"))
    signature = base64.b64decode(told["signature"]) if told["signature"] is not None else None
    root = f"ssh-ed25519 {told['root']}" if told["root"] else None
    today = date.fromisoformat(told["today"] or "2026-11-22")
    return Tried(told["test"], file.with_suffix(".zip").read_bytes(), signature, root, today, told)


def _counts(message: str) -> bool:
    return not message.startswith(UNFIT) or bool({*message.removeprefix(UNFIT).split(", ")} & KNOWN)
