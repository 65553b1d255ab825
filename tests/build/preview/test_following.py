"""The preview follows the files: what changed is read again, and nothing else."""

import shutil
from threading import Thread

import pytest

from karmakit_build.preview.following import Following, named
from karmakit_build.preview.showing import Unread, showing


@pytest.fixture
def two(folder):
    """Return the folders of two courses."""
    other = folder.parent / "other-course"
    shutil.copytree(folder, other)
    return [folder, other]


def add(folder, words):
    module = folder / "modules" / "counting.md"
    module.write_text(f"{module.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


def test_only_the_course_that_changed_is_read_again(two):
    read = []
    following = Following(two, lambda folder, name, *given: read.append(name) or showing(folder, name, *given))
    before = following.preview
    assert read == ["sample-course", "other-course"]
    assert following.look() == ()
    add(two[0], "A new sentence.")
    assert following.look() == ("sample-course",)
    assert read[2:] == ["sample-course"]
    assert following.preview.courses["other-course"] is before.courses["other-course"]
    assert b"A new sentence." in following.preview.make("sample-course/player/pages/counting.html")
    assert b"A new sentence." not in before.make("sample-course/player/pages/counting.html")


def test_only_the_module_that_changed_is_read_again(two):
    following = Following(two[:1])
    before = following.preview.courses["sample-course"].modules
    add(two[0], "A new sentence.")
    following.look()
    after = following.preview.courses["sample-course"].modules
    assert after[0] is not before[0]
    assert after[1] is before[1]


def test_a_module_is_read_again_where_the_course_gives_its_test_another_mark(two):
    following = Following(two[:1])
    assert following.preview.courses["sample-course"].modules[1].test.pass_mark == 60
    module = two[0] / "modules" / "final-test.md"
    module.write_text(module.read_text(encoding="utf-8").replace("pass_mark: 60, ", ""), encoding="utf-8")
    for mark in (50, 80):
        file = two[0] / "course.yml"
        text = file.read_text(encoding="utf-8").partition("assessment:")[0]
        file.write_text(f"{text}assessment: {{pass_mark: {mark}}}\n", encoding="utf-8")
        following.look()
        assert following.preview.courses["sample-course"].modules[1].test.pass_mark == mark


def test_new_files_lost_files_and_the_configuration_are_changes(two):
    following = Following(two[:1])
    (two[0] / "media" / "new.svg").write_bytes(b"<svg/>")
    assert following.look() == ("sample-course",)
    (two[0] / "media" / "new.svg").unlink()
    assert following.look() == ("sample-course",)
    (two[0].parent / "karmakit.toml").write_text("[check]\n", encoding="utf-8")
    assert following.look() == ("sample-course",)
    assert following.look() == ()


def test_what_the_configuration_names_is_followed(two):
    project = two[0].parent
    (project / "karmakit.toml").write_text('[check]\nwords = "words.txt"\nbaseline = "baseline.json"\n', encoding="utf-8")
    following = Following(two[:1])
    assert isinstance(following.preview.courses["sample-course"], Unread)
    for name, text in (("words.txt", "ghat\n"), ("words.txt", "bund\n"), ("baseline.json", "{}\n"), ("baseline.json", "{ }\n")):
        (project / name).write_text(text, encoding="utf-8")
        assert following.look() == ("sample-course",), name
        assert following.look() == ()
    assert following.preview.courses["sample-course"].terms.project.known == {"bund"}


def test_a_decision_and_a_new_policy_are_changes(two):
    following = Following(two[:1])
    (two[0] / ".vetting" / "counting").mkdir(parents=True)
    (two[0] / ".vetting" / "counting" / "1.json").write_text("{}", encoding="utf-8")
    assert following.look() == ("sample-course",)
    (two[0].parent / ".vetting").mkdir()
    (two[0].parent / ".vetting" / "policy.yml").write_text("version: 1\n", encoding="utf-8")
    assert following.look() == ("sample-course",)
    (two[0].parent / ".vetting" / "policy.yml").write_text("version: 22\n", encoding="utf-8")
    assert following.look() == ("sample-course",)
    assert following.look() == ()
    assert following.preview.make("sample-course/modules/counting.html")  # by a policy that cannot be relied on nothing is judged


def test_a_course_that_is_taken_away_and_comes_back_is_followed(two):
    following = Following(two[:1])
    away = two[0].with_name("away")
    two[0].rename(away)
    assert following.look() == ("sample-course",)
    assert isinstance(following.preview.courses["sample-course"], Unread)
    away.rename(two[0])
    assert following.look() == ("sample-course",)
    assert following.preview.make("sample-course/player/index.html")


def test_who_waits_hears_of_the_change(two):
    following = Following(two[:1])
    heard = []
    waiting = Thread(target=lambda: heard.append(following.await_change(0, timeout=20)))
    waiting.start()
    add(two[0], "A new sentence.")
    following.look()
    waiting.join(20)
    assert heard == [("sample-course", 1)]
    assert following.await_change(1, timeout=0).version == 1  # nothing new, and the time is over


def test_two_folders_of_one_name_are_told_apart(tmp_path):
    folders = [tmp_path / "a" / "course", tmp_path / "b" / "course", tmp_path / "_rules"]
    assert named(folders) == {"course": folders[0], "course-2": folders[1], "rules": folders[2]}
