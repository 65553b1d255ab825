"""`karmakit check` and `karmakit build` under a `karmakit.toml`."""

import json
import re

import pytest

LONG = "A sentence " + "that goes on and on " * 20 + "ends.\n"


@pytest.fixture
def project(folder, monkeypatch):
    """A project of one course, `courses/sample-course`, with something to warn of; here is its root."""
    root = folder.parent / "project"
    (root / "courses").mkdir(parents=True)
    folder.rename(root / "courses" / "sample-course")
    module = root / "courses" / "sample-course" / "modules" / "counting.md"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("Count the next day", LONG + "Count the next day"), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def configure(project, text):
    (project / "karmakit.toml").write_text(text, encoding="utf-8")


def codes(karmakit, *arguments):
    said = karmakit("check", "courses", "--format", "json", *arguments)
    return {each["code"]: each["severity"] for course in json.loads(said.out)["courses"] for each in course["findings"]}


def test_the_configuration_holds_for_every_course_below_it(karmakit, project):
    assert codes(karmakit)["LNG001"] == "warning"
    configure(project, '[check]\nignore = ["LNG001"]\n')
    assert "LNG001" not in codes(karmakit)
    assert "LNG001" in codes(karmakit, "--select", "LNG")


def test_a_severity_of_the_configuration_fails_the_run(karmakit, project):
    configure(project, '[check.severity]\nLNG001 = "error"\n')
    assert codes(karmakit)["LNG001"] == "error"
    assert karmakit("check").status == 1
    built = karmakit("build", "courses/sample-course", "--target", "web")
    assert built.status == 1
    assert "LNG001" in built.err


def test_the_profile_of_the_configuration_is_the_one_that_is_named(karmakit, project):
    configure(project, '[check]\nprofile = "draft"\n')
    assert codes(karmakit)["LNG001"] == "info"
    assert "profile draft" in karmakit("check").out
    assert "profile publish" in karmakit("check", "--profile", "publish").out


def test_the_language_of_the_configuration_is_the_readers(karmakit, project):
    configure(project, '[check]\nlang = "hi"\n')
    assert re.search("[\u0900-\u097f]", karmakit("check").out)
    assert not re.search("[\u0900-\u097f]", karmakit("check", "--lang", "en").out)


def test_a_folder_has_its_own_rules(karmakit, project):
    configure(project, '[[check.folder]]\npath = "courses/sample-*"\nignore = ["LNG001"]\n')
    assert "LNG001" not in codes(karmakit)
    configure(project, '[[check.folder]]\npath = "courses/other-*"\nignore = ["LNG001"]\n')
    assert "LNG001" in codes(karmakit)


def test_a_fault_of_the_configuration_is_one_line_and_status_two(karmakit, project):
    configure(project, '[check]\nprofil = "draft"\n')
    for command in (("check",), ("build", "courses/sample-course")):
        said = karmakit(*command)
        assert (said.status, said.out) == (2, "")
        assert said.err == "karmakit: karmakit.toml:2: `profil` is no key of `check`. Did you mean `profile`?\n"


def test_a_fault_that_all_courses_share_is_told_once(karmakit, project):
    other = project / "courses" / "other"
    other.mkdir()
    (other / "course.yml").write_text("id: other\n", encoding="utf-8")
    configure(project, "[check]\nlang = 3\n")
    assert karmakit("check").err.count("karmakit.toml:2") == 1


def test_courses_of_two_configurations_are_each_held_to_their_own(karmakit, project):
    other = project / "courses" / "other"
    (other / "modules").mkdir(parents=True)
    for file in (project / "courses" / "sample-course").rglob("*"):
        if file.is_file():
            (other / file.relative_to(project / "courses" / "sample-course")).parent.mkdir(exist_ok=True)
            (other / file.relative_to(project / "courses" / "sample-course")).write_bytes(file.read_bytes())
    (other / "karmakit.toml").write_text('[check.severity]\nLNG001 = "info"\n', encoding="utf-8")
    configure(project, '[check]\nprofile = "publish"\n')
    found = json.loads(karmakit("check", "--format", "json", "--select", "LNG001").out)
    assert found["profile"] == "publish"
    weights = {course["path"]: [each["severity"] for each in course["findings"]] for course in found["courses"]}
    assert weights == {"courses/other": ["info"], "courses/sample-course": ["warning"]}


def test_no_configuration_lets_a_gate_through_a_build_for_publication(karmakit, project):
    configure(project, '[check]\nprofile = "publish"\nignore = ["ACC"]\n')
    module = project / "courses" / "sample-course" / "modules" / "counting.md"
    module.write_text(
        module.read_text(encoding="utf-8").replace("![A calendar on which 2 April is circled]", "![]"), encoding="utf-8"
    )
    said = karmakit("build", "courses/sample-course")
    assert said.status == 1
    assert "ACC001" in said.err
