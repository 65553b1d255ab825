"""`karmakit new course`: fit to check and to build as it stands, and never laid over anything."""

import io
import os
import sys
from pathlib import Path

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder to begin in, and nobody to ask."""
    folder = tmp_path / "place"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr("karmakit_build.cli.new._asking.on_terminal", lambda: False)
    return folder


@pytest.fixture
def answers(monkeypatch):
    """Sit at a terminal and answer line by line."""

    def sit(*lines):
        monkeypatch.setattr("karmakit_build.cli.new._asking.on_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return sit


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("folder", ["x", "leave-rules"])
def test_in_one_breath_a_course_is_laid_out_checked_and_built(set_up, karmakit, folder, language):
    assert karmakit("new", "course", folder, "--lang", language).status == 0
    for profile in ("review", "publish"):
        checked = karmakit("check", folder, "--profile", profile)
        assert (checked.status, checked.err) == (0, "")
        assert checked.out.startswith("No findings in 1 course")
    built = karmakit("build", folder, "--target", "scorm12,web,igot")
    assert built.status == 0, built.err
    bundles = [line.split()[0] for line in built.out.splitlines()]
    assert karmakit("verify", *bundles).status == 0


def test_it_says_what_it_wrote_and_what_comes_next(here, karmakit):
    said = karmakit("new", "course", "a-course")
    assert said.err == ""
    told = [line.strip().split("   ")[0] for line in said.out.splitlines()]
    assert {path for path in told if path.startswith("a-course/") and not path.endswith("/")} == {
        f"a-course/{path}" for path in files(here / "a-course") if not path.startswith(".")
    }
    assert "karmakit check a-course" in told
    assert "karmakit build a-course" in told
    assert "karmakit preview a-course" in told


def test_what_is_given_stands_in_the_course(here, karmakit):
    given = {
        "--title": 'Leave: who may "sanction" it?',
        "--provider": "संस्थान # एक",
        "--contact": "no",
        "--email": "a.b@inst.gov.in",
        "--domain": "1st.gov.in",
    }
    assert karmakit("new", "course", "leave", *(part for pair in given.items() for part in pair)).status == 0
    meta = parse(load(here / "leave")).course.meta
    assert (meta.id, meta.title, meta.provider) == ("leave", given["--title"], given["--provider"])
    assert (meta.contact.name, meta.contact.email, meta.publisher.domain) == ("no", "a.b@inst.gov.in", "1st.gov.in")


def test_on_a_terminal_it_asks_and_asks_again(here, karmakit, answers):
    answers("fr", "hi", "", "मेरा संस्थान", "", "nobody", "desk@inst.gov.in", "inst.gov.in")
    said = karmakit("new", "course", "a-course")
    assert said.status == 0
    assert said.err.startswith("Enter takes what stands in brackets")
    assert "there is no template in the language `fr`" in said.err
    assert "`nobody` is no e-mail address" in said.err
    meta = parse(load(here / "a-course")).course.meta
    assert (meta.language, meta.provider, meta.contact.email) == ("hi", "मेरा संस्थान", "desk@inst.gov.in")


def test_with_yes_nobody_is_asked_on_a_terminal_either(here, karmakit, answers):
    answers()
    said = karmakit("new", "course", "a-course", "--yes")
    assert (said.status, said.err) == (0, "")


def occupied(place):
    """Return what may stand where a course is wanted, by name."""
    (place / "file").write_text("kept")
    (place / "full").mkdir()
    (place / "full" / "note.txt").write_text("kept")
    (place / "aim").mkdir()
    (place / "link").symlink_to(place / "aim", target_is_directory=True)
    (place / "dangling").symlink_to(place / "nowhere")
    (place / "other").mkdir()
    (place / "other" / "course.yml").write_text("id: other\n")


@pytest.mark.skipif(sys.platform == "win32", reason="links want rights there")
@pytest.mark.parametrize(
    ("folder", "why"),
    [
        ("file", "is a file"),
        ("full", "holds note.txt already"),
        ("link", "is a link"),
        ("dangling", "is a link"),
        ("other/inner", "lies in the course other"),
        ("file/inner", "not a directory"),
        ("My Course", "such as my-course"),
        ("नया", "can be no id of a course"),
        ("a" * 300, "file name too long"),
    ],
)
def test_where_a_course_cannot_lie_one_line_says_so_and_nothing_changes(here, karmakit, folder, why):
    occupied(here)
    before = files(here)
    said = karmakit("new", "course", folder)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert why in said.err.lower() or why in said.err
    assert files(here) == before
    assert not os.path.lexists(here / "nowhere")


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--lang", "fr", "choose en or hi"),
        ("--title", "two\nlines", "U+000A"),
        ("--title", " ", "the title is empty"),
        ("--email", "desk", "is no e-mail address"),
        ("--domain", "Inst", "is no domain"),
    ],
)
def test_an_option_that_cannot_be_is_named(here, karmakit, option, value, why):
    said = karmakit("new", "course", "a-course", option, value)
    assert said.status == 2
    assert said.err.startswith(f"karmakit: {option}: ")
    assert why in said.err
    assert list(here.iterdir()) == []


def test_a_failure_in_the_middle_leaves_nothing(here, karmakit, monkeypatch):
    def fails(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fails)
    said = karmakit("new", "course", "deep/below/a-course")
    assert said.status == 2
    assert (
        said.err
        == "karmakit: cannot write deep/below/a-course: no space left on device; choose another folder, or make it writable\n"
    )
    assert list(here.iterdir()) == []


def test_a_failure_in_a_folder_that_is_there_leaves_that_as_it_was(here, karmakit, monkeypatch):
    (here / "a-course" / ".git").mkdir(parents=True)
    real = Path.open

    def fails(self, *arguments, **more):
        if self.name == "thumbnail.png":
            raise OSError(28, "No space left on device")
        return real(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", fails)
    assert karmakit("new", "course", "a-course").status == 2
    assert [path.name for path in (here / "a-course").rglob("*")] == [".git"]


def test_a_course_is_laid_into_the_present_folder_of_an_empty_repository(here, karmakit, monkeypatch):
    (here / "a-course" / ".git").mkdir(parents=True)
    monkeypatch.chdir(here / "a-course")
    assert karmakit("new", "course", ".").status == 0
    assert parse(load(here / "a-course")).course.meta.id == "a-course"
    assert (here / "a-course" / ".gitignore").is_file()


def test_a_repository_that_has_its_own_ignore_file_gets_no_other(here, karmakit):
    (here / ".git").mkdir()
    (here / ".gitignore").write_text("out/\n")
    assert karmakit("new", "course", "a-course").status == 0
    assert not (here / "a-course" / ".gitignore").exists()


def test_without_a_command_the_help_is_shown_as_it_is_laid_out(karmakit):
    said = karmakit("new")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Usage: karmakit new [OPTIONS] COMMAND [ARGS]...\n\n")
    assert [line.split()[0] for line in said.err.partition("Commands:\n")[2].splitlines()] == [
        "course",
        "glossary",
        "module",
        "question",
        "unit",
    ]
