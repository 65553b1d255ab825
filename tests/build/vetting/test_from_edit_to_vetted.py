"""From a policy to a vetted course, with a real repository, real keys and the command line."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

COURSE = Path(__file__).parents[2] / "validators" / "host"
KEYGEN, GIT = shutil.which("ssh-keygen"), shutil.which("git")
PEOPLE = {"registrar": "registrar", "expert": "subject-expert", "designer": "instructional-designer"}
needs_tools = pytest.mark.skipif(not (KEYGEN and GIT), reason="OpenSSH or Git is not installed here")
pytestmark = needs_tools


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in (*PEOPLE, "stranger"):
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    return folder


@pytest.fixture
def repository(tmp_path, monkeypatch, karmakit, keys):
    """A repository with one course and a policy in force, signed by its owner."""
    folder = tmp_path / "institute"
    shutil.copytree(COURSE, folder / "courses" / "desk")
    monkeypatch.chdir(folder)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    git("init", "-q", "-b", "main")
    commit("The course", "Asha Rao <asha@example.org>")
    assert karmakit("vet", "init").status == 0
    Path(".vetting/policy.yml").write_text(policy(keys), encoding="utf-8")
    assert karmakit("vet", "policy", ".vetting").status == 0
    assert karmakit("vet", "sign", ".vetting", "--as", "registrar", "--key", keys / "registrar").status == 0
    return folder


def policy(keys, **more):
    people = "".join(
        f"  - id: {name}\n    title: {name.title()}\n    institution: The institute\n    roles: [{role}]\n"
        f"    known_as: [{name}@example.org]\n"
        f'    keys:\n      - {{key: "{(keys / f"{name}.pub").read_text().strip()}", since: 2026-01-01, until: 2099-12-31}}\n'
        for name, role in PEOPLE.items()
    )
    settings = "".join(f"{key}: {value}\n" for key, value in {"framework": "null", **more}.items())
    return (
        f"version: 1\nname: The institute\nowners: {{persons: [registrar], quorum: 1}}\n{settings}"
        f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}"
    )


def git(*arguments):
    return subprocess.run([GIT, *arguments], check=True, capture_output=True, text=True).stdout


def commit(message, author):
    git("add", "-A")
    git("-c", "user.name=Committer", "-c", "user.email=committer@example.org", "commit", "-q", f"--author={author}", "-m", message)


def decide(karmakit, keys, who, *more, subjects=("_course", "example", "other"), verdict="--approve"):
    sign = ["--key", keys / who] if "unsigned" not in more else []
    options = [one for one in more if one != "unsigned"]
    return karmakit("vet", "decide", "courses/desk", *subjects, "--as", who, "--role", PEOPLE[who], verdict, *sign, *options)


def subjects_of(karmakit):
    told = json.loads(karmakit("vet", "status", "courses/desk", "--format", "json").out)
    return {one["subject"]: one for one in told["courses"][0]["subjects"]}


def everything(karmakit):
    return tuple(subjects_of(karmakit))


def pass_all(karmakit, keys):
    for who in ("expert", "designer"):
        done = decide(karmakit, keys, who, "--no-conflict", subjects=everything(karmakit))
        assert done.status == 0, done.err


def test_nothing_is_vetted_before_anybody_decided_and_all_is_afterwards(repository, karmakit, keys):
    before = karmakit("vet", "status", "courses/desk")
    assert before.status == 1
    assert "0 of" in before.out
    assert "VET001" in before.out
    pass_all(karmakit, keys)
    after = karmakit("vet", "status", "courses/desk", "--root", keys / "registrar.pub")
    assert after.status == 0, after.out
    assert "passed by expert (subject-expert), designer (instructional-designer)" in after.out
    stranger = karmakit("vet", "status", "courses/desk", "--root", keys / "stranger.pub")
    assert stranger.status == 1
    assert "VET013" in stranger.out


def test_a_change_takes_the_approval_of_that_module_alone_and_a_squash_of_none(repository, karmakit, keys):
    pass_all(karmakit, keys)
    git("checkout", "-q", "-b", "vetted")
    commit("Vetted", "Registrar <registrar@example.org>")
    git("checkout", "-q", "main")
    git("merge", "-q", "--squash", "vetted")
    commit("Squashed", "Somebody <somebody@example.org>")
    assert karmakit("vet", "status", "courses/desk").status == 0
    module = Path("courses/desk/modules/example.md")
    module.write_text(module.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    told = subjects_of(karmakit)
    assert [name for name, one in told.items() if not one["vetted"]] == ["example"]
    assert {flaw["code"] for flaw in told["example"]["flaws"]} == {"VET002", "VET005"}
    for who in ("expert", "designer"):
        decide(karmakit, keys, who, "--no-conflict", subjects=("example",))
    assert karmakit("vet", "status", "courses/desk").status == 0


def test_whom_git_knows_as_an_author_cannot_pass_the_module(repository, karmakit, keys):
    module = Path("courses/desk/modules/example.md")
    module.write_text(module.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    commit("More\n\nCo-authored-by: The Expert <expert@example.org>", "Asha Rao <asha@example.org>")
    asked = karmakit("vet", "request", "courses/desk", "--as", "registrar", "--role", "registrar", "--key", keys / "registrar")
    assert asked.status == 0, asked.err
    (record,) = Path("courses/desk/.vetting/example").glob("*.json")
    assert {"asha@example.org", "expert@example.org"} <= set(json.loads(record.read_text())["predicate"]["authors"])
    pass_all(karmakit, keys)
    told = subjects_of(karmakit)
    assert {flaw["code"] for flaw in told["example"]["flaws"]} == {"VET004", "VET005"}
    shutil.rmtree(".git")  # the zip of a repository knows no more than the records say
    assert "VET004" in {flaw["code"] for flaw in subjects_of(karmakit)["example"]["flaws"]}


def test_a_clone_that_does_not_know_all_authors_cannot_ask(repository, karmakit):
    Path(".git/shallow").write_text(git("rev-parse", "HEAD"), encoding="ascii")
    asked = karmakit("vet", "request", "courses/desk", "--as", "registrar", "--role", "registrar")
    assert asked.status == 2
    assert "git fetch --unshallow" in asked.err
    assert not Path("courses/desk/.vetting").exists()


def test_a_decision_lies_unsigned_until_its_maker_signs_it(repository, karmakit, keys):
    decide(karmakit, keys, "expert", "--no-conflict", "unsigned", subjects=("example",))
    assert "the record is not signed" in karmakit("vet", "status", "courses/desk").out
    refused = karmakit("vet", "sign", "courses/desk", "--as", "expert", "--key", keys / "stranger")
    assert refused.status == 2
    assert "is no key of expert on the roster" in refused.err
    signed = karmakit("vet", "sign", "courses/desk", "--as", "expert", "--key", keys / "expert")
    assert signed.out.strip().endswith(".json.sig")
    assert "nothing of expert to sign" in karmakit("vet", "sign", "courses/desk", "--as", "expert", "--key", keys / "expert").out


def test_a_decision_can_be_taken_back_and_its_file_stays(repository, karmakit, keys):
    pass_all(karmakit, keys)
    record = next(
        path
        for path in Path("courses/desk/.vetting/example").glob("*.json")
        if json.loads(path.read_text())["predicate"]["reviewer"]["person"] == "expert"
    )
    done = karmakit(
        "vet",
        "revoke",
        record,
        "--as",
        "expert",
        "--role",
        "subject-expert",
        "--reason",
        "I looked at another text",
        "--key",
        keys / "expert",
    )
    assert done.status == 0, done.err
    assert record.exists()
    assert not subjects_of(karmakit)["example"]["vetted"]


def test_a_new_policy_is_signed_by_the_owners_of_the_old_one(repository, karmakit, keys):
    pass_all(karmakit, keys)
    Path(".vetting/policy.yml").write_text(policy(keys, max_age_days=900), encoding="utf-8")
    assert karmakit("vet", "policy", ".vetting").status == 0
    assert Path(".vetting/earlier/1.json.registrar.sig").is_file()
    assert not Path(".vetting/policy.json.registrar.sig").exists()
    assert "policy 2 wants the signatures of 1 owners, and has 0" in karmakit("vet", "status", "courses/desk").out
    karmakit("vet", "sign", ".vetting", "--as", "registrar", "--key", keys / "registrar")
    assert karmakit("vet", "status", "courses/desk").status == 0
    assert karmakit("vet", "policy", ".vetting").out == ""


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (lambda text: text.replace("version: 1", "version: 2"), r"policy\.yml:1:10"),
        (lambda text: text.replace("owners:", "ownrs:"), "owners"),
        (lambda text: f"number: 7\n{text}", "counted by"),
        (lambda text: text[:0] + "persons: [", "policy.yml"),
        (lambda text: text[:0], "policy.yml"),
    ],
)
def test_a_faulty_policy_is_one_line_with_its_place(repository, karmakit, edit, word):
    path = Path(".vetting/policy.yml")
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    done = karmakit("vet", "policy", ".vetting")
    assert done.status == 2
    assert len(done.err.strip().splitlines()) == 1
    assert re.search(word, done.err)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (
            ["decide", "courses/desk", "nothing", "--as", "expert", "--role", "subject-expert", "--approve"],
            "there is no module `nothing`",
        ),
        (["decide", "courses/desk", "example", "--as", "exprt", "--role", "subject-expert", "--approve"], "Did you mean `expert`"),
        (
            ["decide", "courses/desk", "example", "--as", "expert", "--role", "registrar", "--approve"],
            "is no registrar on the roster",
        ),
        (["decide", "courses/desk", "example", "--as", "expert", "--role", "subject-expert", "--request-changes"], "add --reason"),
        (
            ["revoke", "courses/desk/.vetting/example/0.json", "--as", "expert", "--role", "x", "--reason", "y"],
            "no record of a course",
        ),
        (["policy", "courses"], "lay one out with"),
        (["init"], "is there already"),
        (["status", ".vetting"], "course.yml"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(repository, karmakit, arguments, word):
    done = karmakit("vet", *arguments)
    assert done.status == 2
    assert word in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_openssh_alone_can_check_a_record(repository, karmakit, keys, tmp_path):
    decide(karmakit, keys, "expert", "--no-conflict", subjects=("example",))
    (record,) = Path("courses/desk/.vetting/example").glob("*.json")
    allowed = tmp_path / "allowed"
    allowed.write_text(f"expert {(keys / 'expert.pub').read_text()}")
    command = [KEYGEN, "-Y", "verify", "-f", allowed, "-I", "expert", "-n", "vet.v1@karmakit", "-s", f"{record}.sig"]
    assert subprocess.run(command, input=record.read_bytes(), capture_output=True, check=False).returncode == 0
