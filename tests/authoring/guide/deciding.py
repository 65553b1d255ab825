"""What people of the guide do by hand: fill in a policy, decide in a review pack. Each is a program that a page may run."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from karmakit_build.cli import main
from karmakit_build.vetting.reading import vetting_of
from karmakit_schemas.quality import quality_framework

PEOPLE = {
    "asha": ("author", "Asha Rao", "asha@institute.example"),
    "registrar": ("registrar", "Registrar", "registrar@institute.example"),
    "expert": ("subject-expert", "Ravi Iyer", "ravi@institute.example"),
    "designer": ("instructional-designer", "Meena Das", "meena@institute.example"),
}
REVIEWERS = ("expert", "designer")
OPEN = [asked.id for asked in quality_framework("igot-cfqa").statements if asked.answered != "machine"]


def programs(homes: Path) -> Mapping[str, Callable[..., int]]:
    """Return the programs that pages may run, for people with these homes."""
    return {"save-decision": save_decision, "fill-in-policy": partial(fill_in_policy, homes), "all-pass": partial(all_pass, homes)}


def save_decision(course: str, person: str, role: str, out: str, *subjects: str) -> int:
    """Save what a review pack saves: the approval of the subjects as they are, with the form answered where the course is."""
    known = {content.name: content.digest for content in vetting_of(Path(course)).contents}
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
    return 0


def fill_in_policy(homes: Path) -> int:
    """Write over the policy that `vet init` has laid out: a subject expert and a designer pass each module."""
    roster = "".join(
        f"  - {{id: {name}, title: {title}, institution: The institute, roles: [{role}], known_as: [{mail}], "
        f'keys: [{{key: "{_public(homes, name)}", since: 2026-01-01, until: 2099-12-31}}]}}\n'
        for name, (role, title, mail) in PEOPLE.items()
    )
    policy = (
        "version: 1\nname: The institute\nowners: {persons: [registrar], quorum: 1}\nbuilders: [registrar]\n"
        "waivers: {role: registrar, rules: ['LNG*'], days: 365, at_most: 3}\n"
        "quorum: {persons: 2, roles: [{role: subject-expert}, {role: instructional-designer}]}\n"
        f"persons:\n{roster}"
    )
    Path(".vetting", "policy.yml").write_text(policy, encoding="utf-8")
    return 0


def all_pass(homes: Path, course: str) -> int:
    """Let both reviewers pass all of a course, and sign."""
    for name in REVIEWERS:
        save_decision(course, name, PEOPLE[name][0], f"../{name}.json")
        key = str(homes / name / ".ssh" / "id_ed25519")
        if status := main(["vet", "record", f"../{name}.json", "--course", course, "--key", key]):
            return status
    return 0


def _public(homes: Path, name: str) -> str:
    return (homes / name / ".ssh" / "id_ed25519.pub").read_text(encoding="ascii").strip()
