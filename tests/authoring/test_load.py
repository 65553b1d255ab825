"""`load` reads a course's folder, all of it and nothing outside, and says in one line what it cannot read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from karmakit_authoring import load as module
from karmakit_authoring.load import find_courses, load, peek
from karmakit_schemas.errors import UnusableInputError


def write(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return folder


def refusal(path: Path) -> str:
    with pytest.raises(UnusableInputError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_every_file_is_read_under_its_posix_path(tmp_path: Path) -> None:
    course = write(tmp_path / "rti", "course.yml", "modules/a.md", "media/deep/er/b.png", "glossary.md", "media/हिन्दी.svg")
    sources = load(course)
    assert sources.name == "rti"
    assert list(sources.files) == ["course.yml", "glossary.md", "media/deep/er/b.png", "media/हिन्दी.svg", "modules/a.md"]
    assert sources.files["media/deep/er/b.png"] == b"media/deep/er/b.png"


def test_what_systems_and_editors_leave_behind_is_not_read(tmp_path: Path) -> None:
    course = write(
        tmp_path,
        "course.yml",
        ".git/config",
        ".DS_Store",
        "modules/.hidden.md",
        "modules/a.md~",
        "modules/#a.md#",
        "modules/.a.md.swp",
        "a.bak",
        "Thumbs.db",
        "__MACOSX/course.yml",
        "desktop.ini",
    )
    assert list(load(course).files) == ["course.yml"]


def test_the_folder_may_be_given_relatively_or_with_a_slash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "rti", "course.yml")
    monkeypatch.chdir(tmp_path / "rti")
    assert load(Path()).name == "rti"
    assert load(Path("../rti/")).name == "rti"


def test_a_folder_that_is_no_course_says_what_it_looks_like(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert refusal(empty) == f"no course.yml in {empty} (it is empty): is this the folder of a course? {module.GUIDE}"
    photos = write(tmp_path / "photos", "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    assert "(it holds a.jpg, b.jpg, c.jpg, …)" in refusal(photos)


def test_near_misses_are_told(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "one", "course.yaml")).endswith("but course.yaml: rename it to course.yml")
    write(tmp_path / "two", "course.yml", "modules/a.md")
    assert refusal(tmp_path / "two" / "modules").endswith(f"the course is the folder above, {tmp_path / 'two'}")
    assert refusal(tmp_path).endswith(f"there are courses below it: give one of them, such as {tmp_path / 'two'}")
    assert refusal(tmp_path / "two" / "course.yml").endswith(f"give the folder it lies in, {tmp_path / 'two'}")
    assert refusal(tmp_path / "two" / "modules" / "a.md").endswith("give the folder of a course, which holds course.yml")
    assert "there is no such folder" in refusal(tmp_path / "none")


def test_a_path_that_no_system_takes_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "a\0b")
    assert "cannot be read" in refusal(tmp_path / ("a" * 5000))


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
class TestLinks:
    def test_a_link_to_a_file_outside_is_refused_and_not_read(self, tmp_path: Path) -> None:
        secret = write(tmp_path, "secret.txt") / "secret.txt"
        course = write(tmp_path / "rti", "course.yml")
        (course / "notes.txt").symlink_to(secret)
        assert refusal(course) == f"{course / 'notes.txt'}: is a link to a file outside the course; put the file itself there"

    def test_a_link_to_a_folder_outside_is_refused(self, tmp_path: Path) -> None:
        write(tmp_path / "other", "secret.txt")
        course = write(tmp_path / "rti", "course.yml")
        (course / "media").symlink_to(tmp_path / "other")
        assert refusal(course).startswith(f"{course / 'media'}: is a link to a file outside the course")

    def test_a_link_that_goes_round_or_nowhere_is_refused(self, tmp_path: Path) -> None:
        course = write(tmp_path / "rti", "course.yml")
        (course / "loop").symlink_to(course / "loop")
        assert refusal(course) == f"{course / 'loop'}: is a link to nothing; remove it or put the file there"

    def test_a_link_to_the_course_itself_does_not_go_round(self, tmp_path: Path) -> None:
        course = write(tmp_path / "rti", "course.yml")
        (course / "again").symlink_to(course)
        assert refusal(course) == f"{course / 'again'}: is a link to a folder; put the folder itself there"

    def test_a_link_inside_the_course_is_followed(self, tmp_path: Path) -> None:
        course = write(tmp_path / "rti", "course.yml", "media/a.svg")
        (course / "media" / "b.svg").symlink_to(course / "media" / "a.svg")
        assert load(course).files["media/b.svg"] == b"media/a.svg"

    def test_a_course_that_is_itself_reached_by_a_link_is_read(self, tmp_path: Path) -> None:
        course = write(tmp_path / "rti", "course.yml", "modules/a.md")
        (tmp_path / "link").symlink_to(course)
        assert list(load(tmp_path / "link").files) == ["course.yml", "modules/a.md"]


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes in the file system of Windows")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    course = write(tmp_path, "course.yml")
    os.mkfifo(course / "pipe")
    assert list(load(course).files) == ["course.yml"]


def test_the_folder_above_is_told_as_one_would_type_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = write(tmp_path / "two", "course.yml", "modules/deep/a.md")
    monkeypatch.chdir(course / "modules")
    assert refusal(Path()) == "no course.yml in .: the course is the folder above, .."


def test_a_folder_below_that_may_not_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/course.yml")

    def deny(self: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "is_file", deny)
    with pytest.raises(UnusableInputError, match=r"cannot be read \(permission denied\); check its permissions$"):
        find_courses(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode on Windows")
def test_names_are_read_alike_under_every_locale(tmp_path: Path) -> None:
    course = write(tmp_path, "course.yml", "modules/आवेदन.md")
    code = "from pathlib import Path; from karmakit_authoring.load import load; print(ascii(list(load(Path()).files)))"
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == ascii(["course.yml", "modules/आवेदन.md"])


def test_the_id_of_a_course_can_be_known_from_one_file(tmp_path: Path) -> None:
    assert list(peek(write(tmp_path, "course.yml", "modules/a.md")).files) == ["course.yml"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    course = write(tmp_path, "course.yml", "modules/a.md")
    (course / "modules/a.md").chmod(0)
    assert refusal(course) == f"{course / 'modules/a.md'}: cannot be read (permission denied); check its permissions"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = write(tmp_path, "course.yml", "modules/a.md")

    def deny(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", deny)
    assert refusal(course) == f"{course / 'course.yml'}: cannot be read (permission denied); check its permissions"


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = write(tmp_path, "course.yml", "a/b/c.txt")
    for name, value, words in (
        ("MAX_FILE", 5, "in one file"),
        ("MAX_TOTAL", 15, "move what is no part of the course out of the folder"),
        ("MAX_FILES", 1, "more than 1 files"),
        ("MAX_DEPTH", 1, "folders lie more than 1 deep"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, value)
            assert words in refusal(course)


def test_courses_are_found_below_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "b/course.yml", "a/deep/course.yml", ".git/course.yml", "c/README.md", "b/modules/course.yml")
    assert find_courses(tmp_path) == [tmp_path / "a" / "deep", tmp_path / "b"]
    assert find_courses(tmp_path / "b") == [tmp_path / "b"]
    assert find_courses(tmp_path / "c") == []
    with pytest.raises(UnusableInputError, match="no such folder"):
        find_courses(tmp_path / "none")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed_in_search_of_courses(tmp_path: Path) -> None:
    write(tmp_path / "outside", "course.yml")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "outside")
    assert find_courses(root) == []


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = write(tmp_path, "course.yml", "modules/a.md")

    def deny(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(module.os, "scandir", deny)
    assert refusal(course).endswith("cannot be read (permission denied); check its permissions")


def test_the_search_for_courses_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/b/c/d/course.yml")
    monkeypatch.setattr(module, "MAX_DEPTH", 2)
    assert find_courses(tmp_path) == []
    monkeypatch.setattr(module, "MAX_FOLDERS", 1)
    with pytest.raises(UnusableInputError, match="more than 1 folders"):
        find_courses(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode on Windows")
def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    course = write(tmp_path, "course.yml")
    try:
        Path(os.fsdecode(os.fsencode(course) + b"/caf\xe9.md")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes no such name")
    shown = course / "caf\ufffd.md"
    assert refusal(course) == f"{shown}: the name of this file is not UTF-8; rename it"


def test_names_are_composed_as_texts_write_them(tmp_path: Path) -> None:
    course = write(tmp_path, "course.yml", "media/e\u0301.svg")
    assert "media/\xe9.svg" in load(course).files
