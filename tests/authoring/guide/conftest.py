"""The institute of the guide's walks: a vetted course in a repository, a forge, and people with homes and keys of their own."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from karmakit_schemas.quality import quality_framework

COURSE = Path(__file__).parents[3] / "courses" / "rti-answering"
PEOPLE = {
    "asha": ("author", "Asha Rao", "asha@institute.example"),
    "registrar": ("registrar", "Registrar", "registrar@institute.example"),
    "expert": ("subject-expert", "Ravi Iyer", "ravi@institute.example"),
    "designer": ("instructional-designer", "Meena Das", "meena@institute.example"),
}
OPEN = [asked.id for asked in quality_framework("igot-cfqa").statements if asked.answered != "machine"]
PACK = """#!/bin/sh
exec "{python}" "{script}" "$@"
"""


@dataclass(frozen=True)
class Institute:
    """Where the people work, and what their shells know."""

    folder: Path
    homes: Path
    environment: dict[str, str]


def save_decision(course: str, person: str, role: str, out: str, *subjects: str) -> None:
    """Save what a review pack saves: the approval of the subjects as they are, with the form answered where the course is."""
    told = subprocess.run(
        ["karmakit", "vet", "status", course, "--format", "json"], capture_output=True, text=True, check=False
    ).stdout
    known = {one["subject"]: one["digest"].removeprefix("sha256:") for one in json.loads(told)["courses"][0]["subjects"]}
    now = datetime.now(tz=UTC).replace(microsecond=0).isoformat()
    file = {
        "version": 1,
        "kind": "karmakit-decision",
        "course": Path(course).name,
        "language": "en",
        "person": person,
        "role": role,
        "opened": now,
        "closed": now,
        "no_conflict": True,
        "decided": [{"subject": name, "digest": known[name], "verdict": "approve"} for name in subjects or known],
        "answers": [{"statement": name, "answer": "yes", "by": "person"} for name in OPEN if not subjects or "_course" in subjects],
    }
    Path(out).write_text(json.dumps(file), encoding="utf-8")


def public(homes: Path, name: str) -> str:
    return (homes / name / ".ssh" / "id_ed25519.pub").read_text(encoding="ascii").strip()


def policy(homes: Path) -> str:
    people = "".join(
        f"  - {{id: {name}, title: {title}, institution: The institute, roles: [{role}], known_as: [{mail}], "
        f'keys: [{{key: "{public(homes, name)}", since: 2026-01-01, until: 2099-12-31}}]}}\n'
        for name, (role, title, mail) in PEOPLE.items()
    )
    return (
        "version: 1\nname: The institute\nowners: {persons: [registrar], quorum: 1}\nbuilders: [registrar]\n"
        f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}"
    )


@pytest.fixture(scope="module")
def institute(tmp_path_factory):
    """A clone in which all of the course is vetted, and a marketplace's empty folder beside it."""
    if not all(shutil.which(name) for name in ("bash", "git", "ssh-keygen", "unzip")):
        pytest.skip("the walks need bash, Git, OpenSSH and unzip")
    above = tmp_path_factory.mktemp("walk")
    homes, folder, tools = above / "homes", above / "institute", above / "tools"
    for name, (_, title, mail) in PEOPLE.items():
        (homes / name / ".ssh").mkdir(parents=True)
        key = homes / name / ".ssh" / "id_ed25519"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key], check=True)
        config = f"[user]\n\tname = {title}\n\temail = {mail}\n[init]\n\tdefaultBranch = main\n"
        (homes / name / ".gitconfig").write_text(config, encoding="utf-8")
    tools.mkdir()
    (tools / "save-decision").write_text(PACK.format(python=sys.executable, script=__file__), encoding="utf-8")
    (tools / "save-decision").chmod(0o755)
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), str(tools), os.environ["PATH"])),
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "120",
        "NO_COLOR": "1",
    }
    shutil.copytree(COURSE, folder / "courses" / "rti-answering", ignore=shutil.ignore_patterns(".vetting"))
    there = Institute(folder, homes, environment)
    begin(there)
    return there


def begin(there: Institute) -> None:
    """Put the policy into force, have all passed, and push it."""
    run(there, "asha", "git init -q && git add -A && git commit -q -m 'The course'")
    run(there, "registrar", "karmakit vet init")
    (there.folder / ".vetting" / "policy.yml").write_text(policy(there.homes), encoding="utf-8")
    run(
        there,
        "registrar",
        "karmakit vet policy .vetting && karmakit vet sign .vetting --as registrar --key ~/.ssh/id_ed25519 && "
        "cp ~/.ssh/id_ed25519.pub root.pub && karmakit vet request courses/rti-answering --as registrar --role registrar "
        "--key ~/.ssh/id_ed25519",
    )
    for name in ("expert", "designer"):
        role = PEOPLE[name][0]
        run(
            there,
            name,
            f"save-decision courses/rti-answering {name} {role} ../{name}.json && "
            f"karmakit vet record ../{name}.json --course courses/rti-answering --key ~/.ssh/id_ed25519",
        )
    run(
        there,
        "registrar",
        "git add -A && git commit -q -m Vetted && git init -q --bare ../forge.git && git remote add origin ../forge.git && "
        "git push -q -u origin main",
    )


def run(there: Institute, person: str, command: str) -> None:
    told = {**os.environ, **there.environment, "HOME": str(there.homes / person)}
    done = subprocess.run(
        ["bash", "-euc", command], cwd=there.folder, env=told, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


if __name__ == "__main__":
    save_decision(*sys.argv[1:])
