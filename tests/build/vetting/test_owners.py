"""CODEOWNERS says of the roster what a forge can be told, and says what it cannot be told."""

import shutil
import subprocess
from pathlib import Path

import pytest

HOST = Path(__file__).parents[2] / "validators" / "host"
KEYGEN = shutil.which("ssh-keygen")
pytestmark = pytest.mark.skipif(not KEYGEN, reason="OpenSSH is not installed here")
POLICY = """version: 1
name: The institute
owners: {persons: [registrar], quorum: 1}
quorum:
  persons: 2
  roles:
    - role: subject-expert
      persons: 2
    - role: instructional-designer
    - role: legal-reviewer
      when: {test: true}
    - role: language-reviewer
      speaks: true
      when: {courses: ["other-*"]}
persons:
"""
PEOPLE = {
    "registrar": "roles: [registrar], handles: {github: the-registrar, gitlab: institute/registry}",
    "asha": "roles: [subject-expert], handles: {github: asha-rao, gitlab: asha.rao}",
    "ravi": "roles: [subject-expert, instructional-designer], handles: {github: '@ravi', gitlab: ravi}",
    "meena": "roles: [legal-reviewer], handles: {github: meena}",
    "tara": "roles: [language-reviewer], languages: [en], handles: {github: tara, gitlab: tara}",
    "olav": "roles: [language-reviewer], languages: [hi], handles: {github: olav}",
    "uma": "roles: [instructional-designer]",
}


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    file = tmp_path_factory.mktemp("keys") / "registrar"
    subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", file], check=True)
    return file


@pytest.fixture
def sign(karmakit, key):
    def put_into_force(text=POLICY, people=PEOPLE, place=Path()):
        lines = ""
        for name, more in people.items():
            public = Path(f"{key}.pub").read_text(encoding="ascii").strip()
            keys = f'[{{key: "{public}", since: 2026-01-01, until: 2099-12-31}}]' if name == "registrar" else "[]"
            lines += f"  - {{id: {name}, title: {name.title()}, institution: The institute, {more}, keys: {keys}}}\n"
        folder = place / ".vetting"
        folder.mkdir(exist_ok=True)
        (folder / "policy.yml").write_text(text + lines, encoding="utf-8")
        assert karmakit("vet", "policy", folder).status == 0
        done = karmakit("vet", "sign", folder, "--as", "registrar", "--key", key)
        assert done.status == 0, done.err

    return put_into_force


@pytest.fixture
def repository(tmp_path, monkeypatch, sign):
    """A repository with two courses under one policy; one of them has a test."""
    folder = tmp_path / "institute"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in ("desk", "other desk"):
        shutil.copytree(HOST, folder / "courses" / name)
    second = folder / "courses" / "other desk" / "course.yml"
    identifier = next(line for line in second.read_text(encoding="utf-8").splitlines() if line.startswith("id: "))
    second.write_text(second.read_text(encoding="utf-8").replace(identifier, "id: other-desk"), encoding="utf-8")
    sign()
    return folder


def lines(karmakit, *arguments):
    done = karmakit("vet", "owners", *arguments)
    assert done.status == 0, done.err
    return done.out.splitlines()


def test_github_is_told_whom_the_quorum_asks_for_each_path(repository, karmakit):
    told = lines(karmakit)
    assert [line for line in told if line and not line.startswith("#")] == [
        "/courses/desk/ @asha-rao @ravi",
        "/courses/desk/modules/final.md @asha-rao @ravi @meena",
        "/courses/other?desk/ @asha-rao @ravi @tara",
        "/courses/other?desk/modules/final.md @asha-rao @ravi @meena @tara",
        "/.vetting/ @the-registrar",
        "**/.vetting/policy.* @the-registrar",
        "CODEOWNERS @the-registrar",
        "karmakit.toml @the-registrar",
        "/.github/ @the-registrar",
    ]
    assert "# Without a handle on GitHub, so not asked here: uma" in told


def test_gitlab_is_told_each_role_as_a_section_with_its_number(repository, karmakit):
    told = lines(karmakit, "--forge", "gitlab")
    assert [line for line in told if line and not line.startswith("#")] == [
        "[subject-expert][2]",
        "/courses/desk/ @asha.rao @ravi",
        "/courses/other?desk/ @asha.rao @ravi",
        "[instructional-designer][1]",
        "/courses/desk/ @ravi",
        "/courses/other?desk/ @ravi",
        "[language-reviewer en][1]",
        "/courses/other?desk/ @tara",
        "[owners of the policy][1]",
        "/.vetting/ @institute/registry",
        "**/.vetting/policy.* @institute/registry",
        "CODEOWNERS @institute/registry",
        "karmakit.toml @institute/registry",
        "/.gitlab-ci.yml @institute/registry",
        "/.gitlab/ @institute/registry",
    ]
    assert "# Without a handle on GitLab, so not asked here: meena, uma" in told
    assert "# Nobody is asked as legal-reviewer for /courses/desk/modules/final.md" in told


def test_a_section_never_wants_more_approvals_than_it_names_persons(repository, karmakit, sign):
    sign(people={**PEOPLE, "asha": "roles: [subject-expert]"})
    assert "[subject-expert][1]" in lines(karmakit, "--forge", "gitlab")


def test_paths_count_from_the_repository_and_policies_speak_for_what_lies_below_them(repository, karmakit, sign):
    sign(POLICY.replace("persons: 2\n    - role: instr", "persons: 1\n    - role: instr"), place=Path("courses"))
    told = lines(karmakit, "courses")
    assert "/courses/desk/ @asha-rao @ravi" in told
    assert "/courses/.vetting/ @the-registrar" in told
    assert "/.vetting/ @the-registrar" not in told


def test_a_repository_without_courses_has_owners_of_its_policy(repository, karmakit):
    shutil.rmtree("courses")
    assert "/.vetting/ @the-registrar" in lines(karmakit)


def test_a_written_list_is_fresh_until_the_roster_or_a_course_changes(repository, karmakit, sign):
    file = Path(".github/CODEOWNERS")
    missing = karmakit("vet", "owners", "--check", file)
    assert missing.status == 1
    assert "renew it with `karmakit vet owners . --forge github --output .github/CODEOWNERS`" in missing.out
    assert karmakit("vet", "owners", "--output", file).out.strip() == str(file)
    assert karmakit("vet", "owners", "--check", file).status == 0
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert karmakit("vet", "owners", "--check", file).status == 0
    sign(people={name: more for name, more in PEOPLE.items() if name != "asha"})
    assert karmakit("vet", "owners", "--check", file).status == 1


def test_nobody_is_asked_by_a_policy_that_its_owners_have_not_signed(repository, karmakit):
    Path(".vetting/policy.json.registrar.sig").unlink()
    done = karmakit("vet", "owners")
    assert done.status == 2
    assert "wants the signatures of 1 owners, and has 0" in done.err
    assert done.out == ""


@pytest.mark.parametrize("handle", ["ravi @everybody", "ravi\\n* @somebody", "@"])
def test_a_handle_cannot_bring_in_another_owner(repository, karmakit, sign, handle):
    people = {**PEOPLE, "ravi": f'roles: [instructional-designer], handles: {{github: "{handle} x"}}'}
    sign(people=people)
    done = karmakit("vet", "owners")
    assert done.status == 2
    assert "ravi: " in done.err
    assert "is no name on GitHub" in done.err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nowhere"], "nowhere"),
        (["--check", "a", "--output", "b"], "leave one of them out"),
        (["--check", "courses"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(repository, karmakit, arguments, word):
    done = karmakit("vet", "owners", *arguments)
    assert done.status == 2
    assert word in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize("folder", ["courses", "."])
def test_without_a_policy_there_are_no_owners(repository, karmakit, folder):
    shutil.rmtree(".vetting")
    if folder == ".":
        shutil.rmtree("courses")
    done = karmakit("vet", "owners", folder)
    assert done.status == 2
    assert "make one with `karmakit vet init`" in done.err
