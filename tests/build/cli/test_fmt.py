"""`karmakit fmt` writes what it says, and nothing where it only looks."""

import shutil
from pathlib import Path

import pytest

HOST = Path(__file__).parents[2] / "validators" / "host"


@pytest.fixture
def course(tmp_path, monkeypatch):
    folder = tmp_path / "desk"
    shutil.copytree(HOST, folder)
    module = folder / "modules" / "example.md"
    module.write_text(module.read_text(encoding="utf-8") + "\n* a __word__\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_it_names_each_file_that_it_writes_and_then_none(course, karmakit):
    done = karmakit("fmt", "desk")
    assert (done.status, done.out) == (0, "desk/modules/example.md\n")
    assert (course / "modules" / "example.md").read_text(encoding="utf-8").endswith("\n- a **word**\n")
    assert karmakit("fmt", "desk").out == ""


@pytest.mark.parametrize(("option", "word"), [("--check", "desk/modules/example.md"), ("--diff", "+- a **word**")])
def test_looking_changes_nothing_and_says_so_in_the_status(course, karmakit, option, word):
    before = (course / "modules" / "example.md").read_bytes()
    done = karmakit("fmt", option)
    assert done.status == 1
    assert word in done.out
    assert (course / "modules" / "example.md").read_bytes() == before
    karmakit("fmt")
    assert karmakit("fmt", option).status == 0


def test_a_course_that_cannot_be_read_whole_is_told_and_the_others_are_written(course, karmakit, tmp_path):
    shutil.copytree(course, tmp_path / "broken")
    (tmp_path / "broken" / "course.yml").write_text("title: [", encoding="utf-8")
    done = karmakit("fmt", "broken", "desk")
    assert done.status == 2
    assert "karmakit check broken" in done.err
    assert "desk/modules/example.md" in done.out


def test_a_read_only_file_is_one_line_and_nothing_is_written(course, karmakit):
    module = course / "modules" / "example.md"
    module.chmod(0o444)
    done = karmakit("fmt")
    assert done.status == 2
    assert "read-only" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_hook_may_name_files_that_lie_in_no_course(course, karmakit, tmp_path):
    (tmp_path / "README.md").write_text("# Read me\n", encoding="utf-8")
    assert karmakit("fmt", "--skip-outside", "README.md").status == 0
    assert karmakit("fmt", "--skip-outside", "README.md", "desk/modules/example.md").out == "desk/modules/example.md\n"
    assert karmakit("fmt", "README.md").status == 2
