"""Who is asked about what: the roster, whose approval waits, from which text a change may be looked at alone, what is open."""

import shutil
import subprocess
from pathlib import Path

import pytest

from karmakit_build.reviewing.pack.asking import asking
from karmakit_build.vetting.reading import vetting_of

HOST = Path(__file__).parents[3] / "validators" / "host"
KEYGEN = shutil.which("ssh-keygen")
PEOPLE = {"registrar": "registrar", "meera": "subject-expert", "ravi": "instructional-designer"}
pytestmark = pytest.mark.skipif(KEYGEN is None, reason="OpenSSH is not installed here")


@pytest.fixture
def desk(tmp_path, monkeypatch, karmakit):
    """The host course under a policy that is in force; here is its repository."""
    shutil.copytree(HOST, tmp_path / "host")
    monkeypatch.chdir(tmp_path)
    for name in PEOPLE:
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", name], check=True)
    people = "".join(
        f"  - id: {name}\n    title: {name.title()}\n    institution: The institute\n    roles: [{role}]\n"
        f"    known_as: [{name}@example.org]\n"
        f'    keys:\n      - {{key: "{Path(f"{name}.pub").read_text().strip()}", since: 2020-01-01, until: 2099-12-31}}\n'
        for name, role in PEOPLE.items()
    )
    Path(".vetting").mkdir()
    Path(".vetting/policy.yml").write_text(
        "version: 1\nname: The institute\nowners: {persons: [registrar], quorum: 1}\nquorum:\n  persons: 2\n  roles:\n"
        "    - role: subject-expert\n    - role: instructional-designer\n      when: {subject: module}\n"
        f"persons:\n{people}",
        encoding="utf-8",
    )
    assert karmakit("vet", "policy", ".vetting").status == 0
    assert karmakit("vet", "sign", ".vetting", "--as", "registrar", "--key", "registrar").status == 0
    return Path("host")


def decide(karmakit, *options, who="meera"):
    role = PEOPLE[who]
    said = karmakit("vet", "decide", "host", "example", "--as", who, "--role", role, "--key", who, "--no-conflict", *options)
    assert said.status == 0, said.err


def subject(course, today, before=None, name="example"):
    found = asking(vetting_of(course), before, today)
    return next(one for one in found.subjects if one.name == name)


@pytest.fixture
def today():
    from datetime import UTC, datetime  # noqa: PLC0415 - records carry the day on which the test runs

    return datetime.now(tz=UTC).date()


def test_roles_are_asked_where_the_policy_asks_for_them_until_they_have_passed(desk, karmakit, today):
    assert subject(desk, today).waits_for == ("subject-expert", "instructional-designer")
    assert subject(desk, today, name="_course").waits_for == ("subject-expert",)
    decide(karmakit, "--approve")
    assert subject(desk, today).waits_for == ("instructional-designer",)
    decide(karmakit, "--approve", who="ravi")
    assert subject(desk, today).holds
    assert subject(desk, today).waits_for == ()


def test_a_change_may_be_looked_at_alone_from_the_text_that_was_passed_in_that_role(desk, karmakit, today):
    decide(karmakit, "--approve")
    vetting = vetting_of(desk)
    assert subject(desk, today, vetting.parsed).since == {}, "nothing changed"
    module = desk / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8").replace("one line", "a line"), encoding="utf-8")
    found = subject(desk, today, vetting.parsed)
    assert found.since == {"subject-expert": vetting.content("example").digest}
    assert found.is_lost
    older = vetting_of(desk).parsed
    module.write_text(module.read_text(encoding="utf-8").replace("a line", "the line"), encoding="utf-8")
    assert subject(desk, today, older).since == {}, "nobody passed the text that the change is told from"


def test_who_worked_on_a_module_is_known_by_the_names_of_the_roster(desk, today):
    module = desk / "modules" / "example.md"
    module.write_text(
        module.read_text(encoding="utf-8").replace("kind: do", "kind: do\nauthors: [RAVI@example.org]"), encoding="utf-8"
    )
    assert subject(desk, today).makers == ("ravi",)


def test_a_policy_that_cannot_be_read_asks_nobody_and_says_why(desk, today):
    Path(".vetting/policy.json").write_text("{", encoding="utf-8")
    found = asking(vetting_of(desk), None, today)
    assert found.persons == ()
    assert "policy" in found.broken
