"""Vet the courses of this repository as its demonstration roster, by the command line alone: sign again what lost its approval.

`make vetted KEYS=folder` takes the private keys from a folder outside the repository, and makes them there if there are none. Where
they are not those of the policy in `courses/.vetting`, a new demonstration begins: a new first policy, and every decision anew.
"""

# ruff: noqa: INP001 - run by its path
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
COURSES = HOUSE / "courses"
ROOT = COURSES / "root.pub"
"""The public key of who signed the first policy: what a reader gives to `--root`."""
KARMAKIT = Path(sys.executable).parent / "karmakit"
_KEY = re.compile(r"@([a-z0-9-]+)@")


def main(arguments: list[str]) -> int:
    """Vet all courses; return 0 if vetting then holds."""
    if len(arguments) != 1 or not arguments[0]:
        sys.exit("say where the keys of the demonstration roster lie, outside the repository: make vetted KEYS=folder")
    keys = Path(arguments[0]).expanduser().resolve()
    if keys.is_relative_to(HOUSE):
        sys.exit(f"{keys} lies in the repository, where no private key may ever lie; name a folder outside of it")
    policy: dict[str, Any] = yaml.safe_load((HERE / "policy.yml").read_text(encoding="utf-8"))
    make_keys(keys, [person["id"] for person in policy["persons"]])
    courses = sorted(file.parent for file in COURSES.glob("*/course.yml"))
    begin(keys, policy["owners"]["persons"], courses)
    for course in courses:
        vet(course, keys, policy)
    return karmakit("vet", "status", *courses, "--root", ROOT)


def make_keys(keys: Path, people: list[str]) -> None:
    """Make a key for each of the roster who has none."""
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in people:
        if not (keys / name).exists():
            run(
                shutil.which("ssh-keygen") or sys.exit("making keys needs ssh-keygen; install OpenSSH"),
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                name,
                "-f",
                keys / name,
            )


def begin(keys: Path, owners: list[str], courses: list[Path]) -> None:
    """Put the policy into force; with another root than before, throw away what hangs on the old one."""
    folder = COURSES / ".vetting"
    root = f"{public(keys, owners[0])}\n"
    if not (ROOT.is_file() and ROOT.read_text(encoding="ascii") == root):
        sys.stdout.write("No demonstration of these keys lies here: a new one begins, with its own root key\n")
        for old in (folder, *(course / ".vetting" for course in courses)):
            shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    text = (HERE / "policy.yml").read_text(encoding="utf-8")
    (folder / "policy.yml").write_text(_KEY.sub(lambda match: public(keys, match[1]), text), encoding="utf-8")
    must("vet", "policy", folder)
    for owner in owners:
        must("vet", "sign", folder, "--as", owner, "--key", keys / owner)
    ROOT.write_text(root, encoding="ascii")


def vet(course: Path, keys: Path, policy: dict[str, Any]) -> None:
    """Ask for the vetting of what is not vetted, and let everybody decide whom the policy asks."""
    if not to_vet(course):
        return
    for person in policy["persons"]:  # what a merge of two branches leaves: a head that does not know the decisions of the other
        must("vet", "sign", course, "--as", person["id"], "--key", keys / person["id"])
    wanted = to_vet(course)
    if not wanted:
        return
    asker = policy["persons"][0]
    ask(course, list(wanted), "--as", asker["id"], "--role", asker["roles"][0], "--key", keys / asker["id"])
    for need in policy["quorum"]["roles"]:
        when = need.get("when", {})
        names = [name for name in wanted if "subject" not in when or (when["subject"] == "course") == (name == "_course")]
        if names and course.name in when.get("courses", [course.name]):
            person = next(one["id"] for one in policy["persons"] if need["role"] in one["roles"])
            decide(course, keys / person, need["role"], {name: wanted[name] for name in names})
    if left := to_vet(course):
        sys.exit(f"{course}: not vetted are {', '.join(left)}; see `karmakit vet status` and `karmakit vet form`")


def ask(course: Path, wanted: list[str], *signed: object) -> None:
    """Ask for the vetting of subjects, away from Git: roles stand for persons here, and front-matter names who made a course."""
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder) / COURSES.name
        shutil.copytree(COURSES, away)
        must("vet", "request", away / course.name, *wanted, *signed)
        shutil.copytree(away / course.name / ".vetting", course / ".vetting", dirs_exist_ok=True)


def to_vet(course: Path) -> dict[str, str]:
    """Return the digests of the subjects that are not vetted, and of `_course` where the quality form does not pass."""
    told = json.loads(must("vet", "status", course, "--root", ROOT, "--format", "json", fails=True))
    form = json.loads(must("vet", "form", course, "--format", "json"))
    return {
        one["subject"]: one["digest"].removeprefix("sha256:")
        for one in told["courses"][0]["subjects"]
        if not one["vetted"] or (one["subject"] == "_course" and not form["holds"])
    }


def decide(course: Path, key: Path, role: str, wanted: dict[str, str]) -> None:
    """Pass subjects by a file such as a review pack saves, and sign it; with `_course` go the answers to the quality form."""
    said = HERE / "answers" / f"{course.name}.yml"
    if not said.is_file():
        sys.exit(f"{said} is not there: write what the roster answers to the quality form of this course")
    answers = yaml.safe_load(said.read_text(encoding="utf-8")).get(key.name, {})
    about = yaml.safe_load((course / "course.yml").read_text(encoding="utf-8"))
    now = datetime.now(tz=UTC).replace(microsecond=0).isoformat()
    decision = {
        "version": 1,
        "kind": "karmakit-decision",
        "course": about["id"],
        "language": about["language"],
        "person": key.name,
        "role": role,
        "opened": now,
        "closed": now,
        "no_conflict": True,
        "decided": [{"subject": name, "digest": digest, "verdict": "approve"} for name, digest in wanted.items()],
        "answers": [{"statement": name, "by": "person", **given} for name, given in answers.items()] if "_course" in wanted else [],
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{key.name}.json"
        file.write_text(json.dumps(decision, ensure_ascii=False), encoding="utf-8")
        must("vet", "record", file, "--course", course, "--key", key)


def public(keys: Path, name: str) -> str:
    """Return a public key without its comment."""
    return " ".join((keys / f"{name}.pub").read_text(encoding="ascii").split()[:2])


def karmakit(*arguments: str | Path) -> int:
    """Run a command for who looks on; return its exit status."""
    return subprocess.run([KARMAKIT, *arguments], cwd=HOUSE, check=False).returncode  # noqa: S603 - our own command, no shell


def must(*arguments: str | Path, fails: bool = False) -> str:
    """Run a command and return what it printed; stop where it cannot be done (or, unless it may `fail`, was refused)."""
    return run(KARMAKIT, *arguments, most=1 if fails else 0)


def run(program: str | Path, *arguments: str | Path, most: int = 0) -> str:
    """Run a program without a shell; stop with what it said where its exit status is more than `most`."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603 - our own commands and ssh-keygen, no shell
        [program, *arguments], cwd=HOUSE, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode > most:
        sys.exit(f"{' '.join(map(str, [Path(program).name, *arguments]))}\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
