"""An institute with one course that its people have passed: made once with real keys, and copied for each test."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from karmakit_build.vetting.deciding import Decision
from karmakit_build.vetting.reading import vetting_of
from karmakit_build.vetting.writing import freeze_policy, keep, sign_policy

HOST = Path(__file__).parents[2] / "validators" / "host"
KEYGEN = shutil.which("ssh-keygen")
PEOPLE = {"registrar": "registrar", "expert": "subject-expert", "designer": "instructional-designer"}


class Institute(NamedTuple):
    """A repository's folder, and the folder with the private keys of its people, each under the person's id."""

    folder: Path
    keys: Path

    @property
    def course(self) -> Path:
        return self.folder / "courses" / "desk"

    def rule(self, **more: str) -> None:
        """Put a policy into force: keys of YAML over those that are always there."""
        people = "".join(
            f"  - id: {name}\n    title: {name.title()}\n    institution: The institute\n    roles: [{role}]\n"
            f'    keys: [{{key: "{(self.keys / f"{name}.pub").read_text().strip()}", since: 2000-01-01, until: 2999-12-31}}]\n'
            for name, role in PEOPLE.items()
        )
        settings = "".join(f"{key}: {value}\n" for key, value in {"framework": "null", **more}.items())
        text = (
            f"version: 1\nname: The institute\nowners: {{persons: [registrar], quorum: 1}}\n{settings}"
            f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}"
        )
        (self.folder / ".vetting").mkdir(exist_ok=True)
        (self.folder / ".vetting" / "policy.yml").write_text(text, encoding="utf-8")
        freeze_policy(self.folder / ".vetting")
        sign_policy(self.folder / ".vetting", "registrar", self.keys / "registrar")

    def decide(self, who: str, verdict: str = "approve", subject: str | None = None, *, ago: int = 0, **more: object) -> None:
        """Decide on one subject, or on all, so many days ago."""
        moment = datetime.now(tz=UTC).replace(microsecond=0) - timedelta(days=ago)
        vetting = vetting_of(self.course)
        named = [subject] if subject else [content.name for content in vetting.contents]
        given = {"person": who, "role": PEOPLE[who], "verdict": verdict, "opened": moment, "closed": moment, "no_conflict": True}
        decisions = [Decision(subject=name, more=more, **given) for name in named]
        keep(vetting, decisions, self.keys / who)


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a key pair of each person, and of a stranger."""
    if KEYGEN is None:
        pytest.skip("OpenSSH is not installed here")
    folder = tmp_path_factory.mktemp("people")
    for name in (*PEOPLE, "stranger"):
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    return folder


@pytest.fixture
def institute(tmp_path: Path, people: Path) -> Institute:
    """A course under a policy on which nobody has decided yet."""
    made = Institute(tmp_path / "institute", people)
    shutil.copytree(HOST, made.course)
    made.rule()
    return made


@pytest.fixture(scope="session")
def _passed(tmp_path_factory: pytest.TempPathFactory, people: Path) -> Institute:
    made = Institute(tmp_path_factory.mktemp("passed") / "institute", people)
    shutil.copytree(HOST, made.course)
    made.rule()
    for who in ("expert", "designer"):
        made.decide(who)
    return made


@pytest.fixture
def vetted(tmp_path: Path, _passed: Institute, monkeypatch: pytest.MonkeyPatch) -> Institute:
    """The same course, passed by an expert and a designer; the repository is the working folder."""
    made = Institute(tmp_path / "vetted", _passed.keys)
    shutil.copytree(_passed.folder, made.folder)
    monkeypatch.chdir(made.folder)
    return made
