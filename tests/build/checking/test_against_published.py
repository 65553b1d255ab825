"""`karmakit check --base`: the course beside the one that Git holds; and files instead of folders, as hooks name them."""

import json

import pytest


@pytest.fixture
def published(folder, git, monkeypatch):
    """The folder of a course that is published at the tag `v1` of the repository around it; here is the repository."""
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-q", "-m", "published")
    git(folder.parent, "tag", "v1")
    monkeypatch.chdir(folder.parent)
    return folder


def change(folder, old, new, name="modules/counting.md"):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def codes(karmakit, *arguments):
    said = karmakit("check", *arguments, "--format", "json", "--select", "STR,MET014,PKG012,ITM044")
    return [each["code"] for course in json.loads(said.out)["courses"] for each in course["findings"]]


def test_an_unchanged_course_has_nothing_to_answer_for(karmakit, published):
    assert codes(karmakit, "--base", "v1") == []


def test_what_records_hang_on_is_compared_with_what_was_published(karmakit, published):
    change(published, "#due", "#last-day")
    assert codes(karmakit, "--base", "v1") == ["MET014", "STR019"]
    assert codes(karmakit) == []
    assert karmakit("check", "--base", "v1").status == 1


def test_the_configuration_names_the_base(karmakit, published, tmp_path):
    (tmp_path / "karmakit.toml").write_text('[check]\nbase = "v1"\n', encoding="utf-8")
    change(published, "The thirty days", "Those thirty days")
    assert codes(karmakit) == ["MET014"]
    assert codes(karmakit, "--base", "HEAD") == ["MET014"]


def test_a_fix_raises_the_version(karmakit, published):
    change(published, "The thirty days", "Those thirty days")
    karmakit("check", "--base", "v1", "--select", "MET014", "--fix")
    assert "version: 1.0.1\n" in (published / "course.yml").read_text(encoding="utf-8")
    assert codes(karmakit, "--base", "v1") == []


def test_a_new_course_is_not_compared(karmakit, published, tmp_path):
    new = tmp_path / "new-course"
    published.rename(new)
    change(new, "id: sample-course", "id: new-course", "course.yml")
    assert codes(karmakit, "--base", "v1", "new-course") == []


def test_a_moved_course_is_known_by_its_id(karmakit, published, tmp_path):
    (tmp_path / "courses").mkdir()
    published.rename(tmp_path / "courses" / "sample-course")
    change(tmp_path / "courses" / "sample-course", "#due", "#last-day")
    assert codes(karmakit, "--base", "v1", "courses") == ["MET014", "STR019"]


def test_an_unknown_ref_is_one_line_and_status_two(karmakit, published):
    said = karmakit("check", "--base", "v2")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "knows no commit, branch or tag 'v2'" in said.err


def test_no_git_is_an_error_only_where_the_call_names_a_base(karmakit, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = karmakit("check", "--base", "v1")
    assert said.status == 2
    assert "lies in no Git repository" in said.err
    (tmp_path / "karmakit.toml").write_text('[check]\nbase = "v1"\n', encoding="utf-8")
    assert karmakit("check").status == 0


def test_a_build_asks_nothing_of_git(karmakit, published, tmp_path):
    (tmp_path / "karmakit.toml").write_text('[check]\nbase = "v9"\n', encoding="utf-8")
    change(published, "#due", "#last-day")
    assert karmakit("build", "sample-course", "--target", "web").status == 0


def test_findings_of_a_change_are_not_recorded_in_a_baseline(karmakit, published):
    change(published, "The thirty days", "Those thirty days")
    made = karmakit("check", "--base", "v1", "--select", "MET014", "--baseline", "b.json", "--write-baseline")
    assert "records 0 findings" in made.err
    assert made.status == 1


def test_a_file_stands_for_its_course_which_is_checked_once(karmakit, published):
    files = [published / name for name in ("course.yml", "modules/counting.md", "media/desk.svg")]
    found = json.loads(karmakit("check", *files, "--format", "json").out)
    assert len(found["courses"]) == 1


def test_files_in_no_course_are_passed_over_only_where_that_is_asked_for(karmakit, published, tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("# Read me\n", encoding="utf-8")
    said = karmakit("check", readme)
    assert said.status == 2
    assert "is a file" in said.err
    assert karmakit("check", "--skip-outside", readme).status == 0
    assert json.loads(karmakit("check", "--skip-outside", readme, published / "course.yml", "--format", "json").out)["courses"]
    assert karmakit("check", "--skip-outside", tmp_path / "none.md").status == 2
