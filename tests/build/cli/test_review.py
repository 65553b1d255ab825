"""`karmakit review`: a course beside the one that Git holds, all that hangs on the change, and how the command ends."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from dulwich import porcelain

KEYGEN = shutil.which("ssh-keygen")
AUTHOR = b"Desk <desk@example.gov.in>"
PEOPLE = {"registrar": "registrar", "expert": "subject-expert", "designer": "instructional-designer"}


def commit(repository, message):
    porcelain.add(str(repository), [str(path) for path in repository.rglob("*") if path.is_file() and ".git" not in path.parts])
    return porcelain.commit(
        str(repository), message.encode(), author=AUTHOR, committer=AUTHOR, author_timestamp=0, commit_timestamp=0, sign=False
    )


@pytest.fixture
def course(folder, monkeypatch):
    """The folder of a course that is tagged `v1` in the repository around it; here is the repository."""
    monkeypatch.setenv("HOME", str(folder.parent))  # nobody's configuration of Git
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    monkeypatch.chdir(folder.parent)
    porcelain.init(str(folder.parent)).close()
    commit(folder.parent, "published")
    porcelain.tag_create(str(folder.parent), b"v1")
    return folder


def change(folder, old, new, name="modules/counting.md"):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def asked(karmakit, *arguments):
    said = karmakit("review", "--base", "v1", "--format", "json", *arguments)
    assert said.err == ""
    return json.loads(said.out)


def test_an_unchanged_course_is_named_and_nothing_is_told_of_it(karmakit, course):
    said = karmakit("review", "--base", "v1")
    assert (said.status, said.err) == (0, "")
    assert "Nothing changed in 1 course." in said.out
    assert asked(karmakit)["unchanged"] == ["sample-course"]


def test_a_change_is_told_with_all_that_hangs_on_it_and_is_no_failure(karmakit, course):
    change(course, "- [ ] 18 March", "- [x] 18 March")
    change(course, "- [x] 2 April", "- [ ] 2 April")
    change(course, "pass_mark: 60", "pass_mark: 40", "modules/final-test.md")
    change(course, "level: 1", "level: 2")
    (course / "media" / "desk.svg").write_bytes((course / "media" / "desk.svg").read_bytes() + b"<!-- -->")
    told = asked(karmakit)
    (found,) = told["courses"]
    assert [one["what"] for one in found["first"]] == ["key", "mark", "error"]
    assert found["first"][0]["value"]["after"] == "(a) 18 March"
    assert {finding["code"] for finding in found["findings"]["new"]} >= {"MET014", "ITM044"}
    assert {row["level"] for row in found["coverage"]} == {"1", "2"}
    assert found["bundle"]["before"] > 1000
    assert found["bundle"]["after"] > 1000
    assert found["vetting"]["why"] == "no-policy"
    modules = {module["after"]["id"]: module for module in found["changes"]["modules"]}
    assert [value["name"] for value in modules["counting"]["figures"][0]["values"]] == ["sha256", "bytes"]
    comment = karmakit("review", "--base", "v1")
    assert comment.status == 0
    assert comment.out.startswith("<!-- karmakit review -->\n")
    assert "This repository has no vetting policy" in comment.out


def test_without_bundles_no_size_is_told(karmakit, course):
    change(course, "The thirty days", "Those thirty days")
    (found,) = asked(karmakit, "--no-bundle")["courses"]
    assert found["bundle"] == {"target": "scorm12", "before": None, "after": None, "why": "skipped"}


def test_a_course_with_errors_has_no_size_and_is_told_all_the_same(karmakit, course):
    change(course, "../media/desk.svg", "../media/none.svg")
    (found,) = asked(karmakit)["courses"]
    assert found["bundle"]["why"] == "faulty"
    assert any(one["what"] == "error" for one in found["first"])


def test_new_errors_fail_only_where_that_is_asked_for(karmakit, course):
    change(course, "../media/desk.svg", "../media/none.svg")
    assert karmakit("review", "--base", "v1", "--no-bundle").status == 0
    assert karmakit("review", "--base", "v1", "--no-bundle", "--fail-on-new-errors").status == 1
    commit(course.parent, "the fault is old")
    porcelain.tag_create(str(course.parent), b"v2")
    change(course, "The thirty days", "Those thirty days")
    change(course, "version: 1.0.0", "version: 1.0.1", "course.yml")
    assert karmakit("review", "--base", "v2", "--no-bundle", "--fail-on-new-errors").status == 0


def test_what_was_mended_is_told(karmakit, course):
    change(course, "../media/desk.svg", "../media/none.svg")
    commit(course.parent, "a fault")
    porcelain.tag_create(str(course.parent), b"v2")
    change(course, "../media/none.svg", "../media/desk.svg")
    said = json.loads(karmakit("review", "--base", "v2", "--format", "json", "--no-bundle").out)
    assert "MED001" in {finding["code"] for finding in said["courses"][0]["findings"]["mended"]}


def test_a_new_course_a_moved_one_and_one_that_is_gone(karmakit, course, tmp_path):
    shutil.copytree(course, tmp_path / "old-course")
    change(tmp_path / "old-course", "id: sample-course", "id: old-course", "course.yml")
    commit(tmp_path, "two courses")
    porcelain.tag_create(str(tmp_path), b"v2")
    (tmp_path / "courses").mkdir()
    course.rename(tmp_path / "courses" / "sample-course")
    shutil.copytree(tmp_path / "old-course", tmp_path / "courses" / "new-course")
    change(tmp_path / "courses" / "new-course", "id: old-course", "id: new-course", "course.yml")
    shutil.rmtree(tmp_path / "old-course")
    told = json.loads(karmakit("review", "--base", "v2", "--format", "json").out)
    assert told["unchanged"] == ["courses/sample-course"]
    assert told["gone"] == ["old-course"]
    (new,) = told["courses"]
    assert new["changes"]["new"]
    assert new["bundle"]["why"] == "new"
    assert "old-course" in karmakit("review", "--base", "v2").out


def test_the_last_course_that_is_gone_is_told(karmakit, course):
    shutil.rmtree(course)
    said = karmakit("review", "--base", "v1")
    assert (said.status, said.err) == (0, "")
    assert "Courses that are no more" in said.out


def test_the_configuration_names_base_and_language(karmakit, course, tmp_path):
    (tmp_path / "karmakit.toml").write_text('[check]\nbase = "v1"\nlang = "hi"\n', encoding="utf-8")
    change(course, "The thirty days", "Those thirty days")
    assert "<code>v1</code> के बाद हुए बदलावों की समीक्षा" in karmakit("review").out
    assert "Review of the changes since <code>v1</code>" in karmakit("review", "--lang", "en").out


def test_a_report_goes_into_a_file(karmakit, course, tmp_path):
    change(course, "The thirty days", "Those thirty days")
    said = karmakit("review", "--base", "v1", "--no-bundle", "--output", tmp_path / "review.md")
    assert said.out == f"The report is in {tmp_path / 'review.md'}.\n"
    assert "<del>The</del><ins>Those</ins> thirty days" in (tmp_path / "review.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "since when? Name a Git ref"),
        (("--base", "v9"), "knows no commit, branch or tag 'v9'"),
        (("--base", ""), "--base names nothing"),
        (("--base", "v1", "nowhere"), "nowhere"),
    ],
)
def test_an_unusable_call_is_one_line_and_status_two(karmakit, course, arguments, words):
    said = karmakit("review", *arguments)
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert words in said.err


def test_no_repository_is_one_line_and_status_two(karmakit, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    said = karmakit("review", "--base", "v1")
    assert said.status == 2
    assert "lies in no Git repository" in said.err


def test_a_course_that_cannot_be_read_whole_is_reviewed_as_far_as_it_can_be(karmakit, course):
    change(course, "title: Final test", "title: [", "modules/final-test.md")
    change(course, "The thirty days", "Those thirty days")
    (found,) = asked(karmakit)["courses"]
    assert found["changes"]["unread"] == ["modules/final-test.md"]
    assert [module["after"]["id"] for module in found["changes"]["modules"]] == ["counting"]
    assert found["vetting"]["why"] in {"unread", "no-policy"}


@pytest.fixture
def policy(course, karmakit, tmp_path):
    """Put a policy into force by which an expert and a designer pass each module, and let both pass all."""
    if KEYGEN is None:
        pytest.skip("OpenSSH is not installed here")
    keys = tmp_path / ".keys"
    keys.mkdir()
    people = ""
    for name, role in PEOPLE.items():
        subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", keys / name], check=True)
        public = (keys / f"{name}.pub").read_text(encoding="ascii").strip()
        people += (
            f"  - id: {name}\n    title: {name.title()}\n    institution: The institute\n    roles: [{role}]\n"
            f'    keys:\n      - {{key: "{public}", since: 2026-01-01, until: 2099-12-31}}\n'
        )
    (tmp_path / ".vetting").mkdir()
    (tmp_path / ".vetting" / "policy.yml").write_text(
        "version: 1\nname: The institute\nowners: {persons: [registrar], quorum: 1}\n"
        f"quorum: {{persons: 2, roles: [{{role: subject-expert}}, {{role: instructional-designer}}]}}\npersons:\n{people}",
        encoding="utf-8",
    )
    assert karmakit("vet", "policy", ".vetting").status == 0
    assert karmakit("vet", "sign", ".vetting", "--as", "registrar", "--key", keys / "registrar").status == 0
    for name in ("expert", "designer"):
        decided = karmakit(
            *("vet", "decide", "sample-course", "_course", "counting", "final-test", "--as", name, "--role", PEOPLE[name]),
            *("--approve", "--no-conflict", "--key", keys / name),
        )
        assert decided.status == 0, decided.err


def test_what_lost_its_approval_is_told_and_who_is_asked_again(karmakit, course, policy):
    change(course, "Count the thirty days from receipt", "Reckon the thirty days from receipt")
    (found,) = asked(karmakit, "--no-bundle")["courses"]
    subjects = {one["subject"]: one for one in found["vetting"]["subjects"]}
    assert [(name, one["before"], one["after"]) for name, one in subjects.items()] == [
        ("_course", True, True),
        ("counting", True, False),
        ("final-test", True, True),
    ]
    assert [one["person"] for one in subjects["counting"]["again"]] == ["expert", "designer"]
    comment = karmakit("review", "--base", "v1", "--no-bundle").out
    assert "lost its approval; asked again: expert (subject-expert), designer (instructional-designer)" in comment


def test_decisions_alone_change_nothing_of_the_course(karmakit, course, policy):
    assert asked(karmakit)["unchanged"] == ["sample-course"]


GUIDE = Path(__file__).parents[3] / "authoring" / "guide" / "review.md"


def test_the_example_of_the_guide_is_what_is_said(karmakit, course):
    change(course, "- [x] 2 April", "- [ ] 2 April")
    change(course, "- [ ] 5 May", "- [x] 5 May")
    change(course, "The thirty days run from the day on which", "Thirty days are counted from the day after")
    change(course, "Count the thirty days from receipt", "Reckon the thirty days from receipt")
    change(course, "pass_mark: 60", "pass_mark: 50", "modules/final-test.md")
    said = karmakit("review", "--base", "v1", "--format", "text")
    (shown,) = re.findall(r"^```text\n(Review of.*?)^```$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert steady(said.out) == steady(shown)


def steady(text):
    """Return a review without what a new rule, or another player, changes: sizes, and how many findings stayed."""
    return re.sub(r"\d+ as before", "", re.sub(r"[\d.]+ kB", "", text))


def test_the_guide_names_every_key_of_the_object_for_programs(karmakit, course):
    change(course, "The thirty days", "Those thirty days")
    guide = GUIDE.read_text(encoding="utf-8")
    told = asked(karmakit, "--no-bundle")
    keys = {*told, *told["courses"][0], *told["courses"][0]["changes"], *told["courses"][0]["changes"]["modules"][0]}
    assert [key for key in keys if f"`{key}`" not in guide] == []
