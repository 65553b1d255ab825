"""Put a course under a policy of vetting and have two persons pass all of it, by the command line alone."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PEOPLE = {"registrar": "registrar", "expert": "subject-expert", "designer": "instructional-designer"}
_POLICY = """version: 1
name: A policy for measuring
owners: {persons: [registrar], quorum: 1}
quorum: {persons: 2, roles: [{role: subject-expert}, {role: instructional-designer}]}
framework: null
persons:
"""


@dataclass(frozen=True, slots=True)
class Institute:
    """The folder around a course, with the policy and the keys, and how a command is run."""

    folder: Path
    run: Callable[..., object]

    def key(self, person: str) -> Path:
        """Return a person's private key; the public one lies beside it."""
        return self.folder / person

    def begin(self) -> None:
        """Make the keys, and put the policy into force."""
        for name in PEOPLE:
            keygen = shutil.which("ssh-keygen") or "ssh-keygen"
            subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", self.key(name)], check=True)
        vetting = self.folder / ".vetting"
        vetting.mkdir()
        people = "".join(
            f"  - {{id: {name}, title: {name}, institution: Institute of Examples, roles: [{role}], "
            f'keys: [{{key: "{self.key(name).with_suffix(".pub").read_text().strip()}", since: 2026-01-01, until: 2099-12-31}}]}}\n'
            for name, role in PEOPLE.items()
        )
        (vetting / "policy.yml").write_text(_POLICY + people, encoding="utf-8")
        self.run("vet", "policy", str(vetting))
        self.run("vet", "sign", str(vetting), "--as", "registrar", "--key", str(self.key("registrar")))

    def passes(self, course: Path) -> None:
        """Have the expert and the designer pass `course.yml` and every module."""
        subjects = ["_course", *sorted(file.stem for file in (course / "modules").glob("*.md"))]
        for name in ("expert", "designer"):
            decided = ("--as", name, "--role", PEOPLE[name], "--approve", "--no-conflict", "--key", str(self.key(name)))
            self.run("vet", "decide", str(course), *subjects, *decided)
