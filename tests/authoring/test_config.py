"""The configuration of a project: found, read, and refused in one line with its place."""

import re
from pathlib import Path

import pytest

from karmakit_authoring.config import Project, project_of
from karmakit_authoring.load import course_of, is_outside, load
from karmakit_schemas.errors import UnusableInputError

WHOLE = """\
[check]
profile = "publish"
select = ["ACC", "LNG"]
ignore = ["LNG026"]
base = "origin/main"
baseline = "karmakit-baseline.json"
lang = "hi"
words = "words.txt"
terms = { "e-mail" = "email" }

[check.severity]
LNG001 = "info"

[[check.folder]]
path = "courses/old-*"
ignore = ["LNG"]
severity = { ACC005 = "info" }
"""


@pytest.fixture
def course(tmp_path):
    """The folder of a course in a project."""
    folder = tmp_path / "project" / "courses" / "one"
    (folder / "modules").mkdir(parents=True)
    (folder / "course.yml").write_text("id: one\n", encoding="utf-8")
    (folder / "modules" / "start.md").write_text("Text.\n", encoding="utf-8")
    return folder


def configured(course: Path, text: str | bytes) -> Project:
    file = course.parent.parent / "karmakit.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return project_of(course)


def test_every_key_is_read(course):
    (course.parent.parent / "words.txt").write_text("Karmayogi\n# a remark\nएसएसओ  # an office\n\n", encoding="utf-8")
    project = configured(course, WHOLE)
    assert project.check.profile == "publish"
    assert project.check.select == ("ACC", "LNG")
    assert project.check.terms == {"e-mail": "email"}
    assert project.check.folder[0].path == "courses/old-*"
    assert project.known == {"Karmayogi", "एसएसओ"}
    assert project.way_to(course) == "courses/one"
    assert project.beside("x.json") == course.parent.parent / "x.json"


def test_without_a_file_nothing_is_configured(course):
    assert project_of(course) == Project()
    assert Project().way_to(course) == "."


def test_an_empty_file_configures_nothing(course):
    assert configured(course, "").check == Project().check


def test_a_byte_order_mark_and_crlf_are_read_over(course):
    assert configured(course, b'\xef\xbb\xbf[check]\r\nlang = "hi"\r\n').check.lang == "hi"


def test_the_nearest_file_is_taken(course):
    configured(course, '[check]\nlang = "hi"\n')
    (course.parent / "karmakit.toml").write_text('[check]\nlang = "en"\n', encoding="utf-8")
    assert project_of(course).check.lang == "en"
    (course / "karmakit.toml").write_text('[check]\nprofile = "draft"\n', encoding="utf-8")
    assert project_of(course).check.profile == "draft"
    assert project_of(course).way_to(course) == "."


@pytest.mark.parametrize("git", ["folder", "file"])
def test_the_search_ends_at_the_root_of_the_repository(course, git):
    configured(course, '[check]\nlang = "hi"\n')
    if git == "folder":
        (course.parent / ".git").mkdir()
    else:
        (course.parent / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert project_of(course) == Project()


def test_the_file_is_named_as_short_as_from_here(course, monkeypatch):
    monkeypatch.chdir(course.parent.parent)
    assert configured(course, "").file == Path("karmakit.toml")


def test_the_configuration_is_no_part_of_a_course(course):
    (course / "karmakit.toml").write_text("", encoding="utf-8")
    assert "karmakit.toml" not in load(course).files


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ("[check]\nprofil = 'draft'\n", 2, "`profil` is no key of `check`. Did you mean `profile`?"),
        ("[chekc]\n", 1, "`chekc` is no key. Did you mean `check`?"),
        ("lang = 'hi'\n", 1, "`lang` is no key. Remove it; the keys there are: check"),
        ("[check]\n\nprofile = 'strict'\n", 3, "'strict' is no value of `profile`. Use one of draft, review, publish"),
        ("[check]\nprofile = 'reveiw'\n", 2, "'reveiw' is no value of `profile`. Did you mean `review`?"),
        ("[check]\nlang = 5\n", 2, "'5' is no value of `lang`"),
        ("[check]\nselect = 'ACC'\n", 2, '`select` of `check` must be a list: write ["one", "two"]'),
        ("[check]\nselect = [\n  'ACC',\n  7,\n]\n", 2, "must be text: put it in quotes"),
        ("[check]\nbase = ''\n", 2, "`base` of `check` is empty: write a text, or remove the key"),
        ("[check]\nwords = '/words.txt'\n", 2, "cannot be the path of a file"),
        ("[check]\nwords = 'a\\b.txt'\n", 2, "cannot be the path of a file"),
        ("[check]\nwords = '../words.txt'\n", 2, "`words` leads out of the folder of this file"),
        ("[check]\nbaseline = 'a/../../b.json'\n", 2, "`baseline` leads out of the folder of this file"),
        ("[check]\nterms = ['email']\n", 2, "must be a table"),
        ("[check]\n[check.severity]\nLNG001 = 'hint'\n", 3, "'hint' is no value of `LNG001`"),
        ("[[check.folder]]\npath = 'a'\n[[check.folder]]\nignore = ['LNG']\n", 3, "`path` of `check folder 2` is missing"),
        ("[[check.folder]]\npath = 'a'\n[[check.folder]]\npath = 'b'\nbase = 'c'\n", 5, "`base` is no key of `check folder 2`"),
        ("check = 3\n", 1, "`check` must be a table of its own"),
        ("[check]\nbase = 1979-05-27\n", 2, "must be text"),
    ],
)
def test_a_fault_is_one_line_with_file_line_and_mend(course, wrong, line, said):
    with pytest.raises(UnusableInputError) as raised:
        configured(course, wrong)
    assert re.match(rf".*karmakit\.toml:{line}: [^\n]+$", str(raised.value)), raised.value
    assert said in str(raised.value)


@pytest.mark.parametrize("wrong", ["lang = 'hi\n", "\nlang\n", "lang = 'hi'\nlang = 'en'\n", "base = [1\n"])
def test_what_is_no_toml_is_one_line_with_the_place(course, wrong):
    with pytest.raises(UnusableInputError) as raised:
        configured(course, f"[check]\n{wrong}")
    assert re.match(r".*karmakit\.toml:\d+: this is no TOML: [^\n]+$", str(raised.value)), raised.value


@pytest.mark.parametrize("wrong", [b"\xff\xfe", b"x" * (1024**2 + 1), b"a = " + b"[" * 100_000], ids=["no text", "huge", "deep"])
def test_a_hostile_file_is_one_line(course, wrong):
    with pytest.raises(UnusableInputError, match=r"karmakit\.toml") as raised:
        configured(course, wrong)
    assert "\n" not in str(raised.value)


def test_a_folder_of_that_name_is_no_configuration(course):
    (course.parent / "karmakit.toml").mkdir()
    assert project_of(course) == Project()


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"\xff", "no text in UTF-8")])
def test_a_word_file_that_cannot_be_read_is_one_line(course, content, said):
    if content is not None:
        (course.parent.parent / "words.txt").write_bytes(content)
    with pytest.raises(UnusableInputError, match=said):
        configured(course, "[check]\nwords = 'words.txt'\n")


def test_the_course_of_a_file_is_the_nearest_folder_above_it(course, monkeypatch):
    assert course_of(course / "modules" / "start.md") == course
    assert course_of(course / "course.yml") == course
    assert course_of(course) is None
    assert course_of(course / "modules" / "none.md") is None
    monkeypatch.chdir(course / "modules")
    assert course_of(Path("start.md")) == course
    monkeypatch.chdir(course.parent)
    assert course_of(Path("one/modules/start.md")) == Path("one")


def test_a_file_in_no_course_is_outside(course):
    other = course.parent / "README.md"
    other.write_text("", encoding="utf-8")
    assert is_outside(other)
    assert not is_outside(course / "course.yml")
    assert not is_outside(course)
    assert not is_outside(course / "none.md")
