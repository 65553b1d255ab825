"""From a pull request to a bundle that proves who passed it: with a real Git, a forge's bare repository, and real keys."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from karmakit_schemas.quality import quality_framework

COURSE = Path(__file__).parents[2] / "validators" / "host"
KEYGEN, GIT = shutil.which("ssh-keygen"), shutil.which("git")
PEOPLE = {
    "registrar": "registrar",
    "other-registrar": "registrar",
    "expert": "subject-expert",
    "designer": "instructional-designer",
    "other-expert": "subject-expert",
    "other-designer": "instructional-designer",
}
AUTHOR = "Asha Rao <asha@example.org>"
OPEN = [asked.id for asked in quality_framework("igot-cfqa").statements if asked.answered != "machine"]
DESK = Path("courses/desk")
pytestmark = pytest.mark.skipif(not (KEYGEN and GIT), reason="OpenSSH or Git is not installed here")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in PEOPLE:
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    return folder


def policy(keys):
    people = "".join(
        f"  - {{id: {name}, title: {name}, institution: The institute, roles: [{role}], known_as: [{name}@example.org], "
        f'keys: [{{key: "{(keys / f"{name}.pub").read_text().strip()}", since: 2026-01-01, until: 2099-12-31}}]}}\n'
        for name, role in PEOPLE.items()
    )
    quorum = "{persons: 2, roles: [{role: subject-expert}, {role: instructional-designer}]}"
    owners = "{persons: [registrar], quorum: 1}"
    return f"version: 1\nname: The institute\nowners: {owners}\nbuilders: [registrar]\nquorum: {quorum}\npersons:\n{people}"


class Institute:
    """A clone of the institute's repository, the forge it came from, and the people's keys."""

    def __init__(self, karmakit, git, keys, folder):
        self.karmakit, self.keys, self.folder = karmakit, keys, folder
        self.forge = folder.parent / "forge.git"
        self._git = git

    def git(self, *arguments):
        return self._git(self.folder, *arguments)

    def done(self, *arguments):
        told = self.karmakit(*arguments)
        assert told.status == 0, told.err + told.out
        return told.out

    def commit(self, message, author=AUTHOR):
        self.git("add", "-A")
        self.git("commit", "-q", f"--author={author}", "-m", message)

    def subjects(self, course=DESK):
        told = self.karmakit("vet", "status", course, "--format", "json", "--root", self.keys / "registrar.pub")
        assert told.status in {0, 1}, told.err
        return {one["subject"]: one for one in json.loads(told.out)["courses"][0]["subjects"]}

    def open(self, course=DESK):
        return [name for name, one in self.subjects(course).items() if not one["vetted"]]

    def ask(self, *subjects, who="registrar"):
        self.done("vet", "request", DESK, *subjects, "--as", who, "--role", "registrar", "--key", self.keys / who)

    def decide(self, who, subjects, *, later=False, answers=()):
        """Decide by a file as a review pack saves it; it is signed at once, or `later`."""
        known = self.subjects()
        now = datetime.now(tz=UTC).replace(microsecond=0).isoformat()
        decided = [
            {"subject": name, "digest": known[name]["digest"].removeprefix("sha256:"), "verdict": "approve"} for name in subjects
        ]
        file = self.folder.parent / f"{who}.json"
        about = {"version": 1, "kind": "karmakit-decision", "course": "host", "language": "en", "no_conflict": True}
        said = [{"statement": name, "answer": "yes", "by": "person"} for name in answers]
        by = {"person": who, "role": PEOPLE[who], "opened": now, "closed": now}
        file.write_text(json.dumps({**about, **by, "decided": decided, "answers": said}), encoding="utf-8")
        self.done("vet", "record", file, "--course", DESK, *([] if later else ["--key", self.keys / who]))

    def sign(self, who):
        self.done("vet", "sign", DESK, "--as", who, "--key", self.keys / who)

    def edit(self, module, old, new):
        file = DESK / "modules" / f"{module}.md"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")

    def pull_request(self, branch, module, asker, *reviewers):
        """Make a branch on which a module is changed, asked for and passed; push it."""
        self.git("checkout", "-q", "-b", branch, "main")
        self.edit(module, "\n---\n\n", "\n---\n\nRead this slowly. ")
        self.commit(f"Change {module}")
        self.ask(module, who=asker)
        for who in reviewers:
            self.decide(who, [module])
        assert self.open() == []
        self.commit(f"Vet {module}", "Registrar <registrar@example.org>")
        self.git("push", "-q", "origin", branch)


@pytest.fixture
def institute(tmp_path, monkeypatch, karmakit, git, keys):
    """A course in a repository, all of it vetted under a policy in force, and pushed to the forge's `main`."""
    folder = tmp_path / "institute"
    shutil.copytree(COURSE, folder / DESK)
    monkeypatch.chdir(folder)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    desk = Institute(karmakit, git, keys, folder)
    git(tmp_path, "init", "-q", "--bare", "forge.git")
    desk.git("init", "-q")
    desk.git("remote", "add", "origin", desk.forge)
    desk.commit("The course")
    desk.done("vet", "init")
    Path(".vetting/policy.yml").write_text(policy(keys), encoding="utf-8")
    desk.done("vet", "policy", ".vetting")
    desk.done("vet", "sign", ".vetting", "--as", "registrar", "--key", keys / "registrar")
    everything = desk.open()
    desk.ask()
    desk.decide("expert", everything, answers=OPEN)
    desk.decide("designer", everything)
    assert desk.open() == []
    desk.commit("Vetted", "Registrar <registrar@example.org>")
    desk.git("push", "-q", "-u", "origin", "main")
    return desk


def built(desk, *more, target="web"):
    return desk.karmakit("build", DESK, "--profile", "publish", "--target", target, "--out", desk.folder.parent / "out", *more)


def test_a_changed_key_is_named_vetted_anew_and_proved_by_the_bundle(institute, keys, tmp_path, monkeypatch):
    institute.git("checkout", "-q", "-b", "another-key")
    institute.edit("example", "- [ ] When the reply", "- [x] When the reply")
    institute.edit("example", "- [x] Before the letter", "- [ ] Before the letter")
    institute.commit("Another key\n\nCo-authored-by: The other expert <other-expert@example.org>")
    institute.git("push", "-q", "origin", "another-key")
    review = institute.done("review", "--base", "origin/main", "--format", "json", "--no-bundle")
    first = json.loads(review)["courses"][0]["first"]
    assert "key" in {one["what"] for one in first}
    # nobody has passed it so far, and nobody can publish it
    assert institute.open() == ["example"]
    refused = built(institute)
    assert refused.status == 1
    said = refused.out + refused.err
    assert "VET002" in said
    assert "subject-expert and instructional-designer" in said
    # the request freezes who wrote it, so an author's approval counts for nothing
    institute.ask()
    frozen = [json.loads(path.read_text(encoding="utf-8"))["predicate"] for path in (DESK / ".vetting/example").glob("*.json")]
    assert {"asha@example.org", "other-expert@example.org"} <= {name for one in frozen for name in one.get("authors", ())}
    institute.decide("other-expert", ["example"])
    assert "VET004" in {flaw["code"] for flaw in institute.subjects()["example"]["flaws"]}
    # two who have not worked on it pass it: one signs at once, one later
    institute.decide("expert", ["example"])
    institute.decide("designer", ["example"], later=True)
    assert institute.open() == ["example"]
    institute.sign("designer")
    assert institute.open() == []
    institute.commit("Vetted", "Registrar <registrar@example.org>")
    # what is built now proves it, anywhere
    done = built(institute, "--sign-as", "registrar", "--key", keys / "registrar")
    assert done.status == 0, done.out + done.err
    shutil.copytree(tmp_path / "out" / "host", tmp_path / "elsewhere")
    shutil.rmtree(institute.folder / ".git")
    monkeypatch.chdir(tmp_path / "elsewhere")
    bundle = tmp_path / "elsewhere" / "host-web.zip"
    proof = institute.karmakit("verify", bundle, "--root", keys / "registrar.pub")
    assert proof.status == 0, proof.out + proof.err
    stranger = institute.karmakit("verify", bundle, "--root", keys / "expert.pub")
    assert stranger.status == 1
    assert "PKG019" in stranger.out
    # and what is changed afterwards is not published
    monkeypatch.chdir(institute.folder)
    institute.edit("weigh", "title: Why the date matters", "title: Why a date matters")
    again = built(institute)
    assert again.status == 1
    assert "Why a date matters" in again.out + again.err
    assert "the approval of subject-expert and instructional-designer is missing" in again.out + again.err


def test_two_pull_requests_are_vetted_side_by_side_and_neither_loses_an_approval(institute):
    institute.pull_request("one", "look", "registrar", "expert", "designer")
    institute.pull_request("two", "weigh", "other-registrar", "other-expert", "other-designer")
    institute.git("checkout", "-q", "main")
    institute.git("merge", "-q", "--squash", "one")
    institute.commit("One, squashed", "The forge <forge@example.org>")
    institute.git("checkout", "-q", "-b", "two-rebased", "two")
    institute.git("rebase", "-q", "main")
    assert institute.open() == []
    institute.git("checkout", "-q", "main")
    institute.git("merge", "-q", "--no-ff", "-m", "Two, merged", "two")
    assert institute.open() == []
    assert institute.git("diff", "two-rebased", "main") == ""
    assert institute.git("rev-list", "--merges", "--count", "main") == "1"


def test_the_same_people_decide_on_two_branches_that_are_merged_without_a_conflict(institute):
    people = ("registrar", "expert", "designer")
    institute.pull_request("one", "look", *people)
    institute.pull_request("two", "weigh", *people)
    institute.git("checkout", "-q", "main")
    institute.git("merge", "-q", "--ff-only", "one")
    institute.git("merge", "-q", "-m", "Two, merged", "two")
    assert institute.open() == []


def test_vetting_travels_without_git_and_to_another_forge(institute, git, tmp_path):
    institute.git("archive", "--format=zip", f"--output={tmp_path / 'tree.zip'}", "HEAD")
    shutil.unpack_archive(tmp_path / "tree.zip", tmp_path / "tree")
    assert institute.open(tmp_path / "tree" / DESK) == []
    git(tmp_path, "init", "-q", "--bare", "other.git")
    institute.git("push", "-q", tmp_path / "other.git", "main")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path / 'other.git'}", "clone")
    assert institute.open(tmp_path / "clone" / DESK) == []


def test_a_checkout_with_the_line_ends_of_windows_is_vetted_all_the_same(institute, tmp_path):
    shutil.copytree(institute.folder, tmp_path / "windows", ignore=shutil.ignore_patterns(".git"))
    for file in (tmp_path / "windows").rglob("*"):
        if file.suffix in {".json", ".sig", ".yml", ".md", ".svg"}:
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert institute.open(tmp_path / "windows" / DESK) == []
