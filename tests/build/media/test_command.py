"""`karmakit media` makes the pictures of a course lighter where they lie, and loses nothing by it."""

import json
import os
import shutil

import pytest
from media_pictures import camera, drawn, file, opened

from karmakit_schemas.marks import is_stale, made_from
from karmakit_validators.rules.media.med013_picture_tells_place import has_place

PNG_PHOTOGRAPH = file(drawn(500, 400, grain=4), "PNG")


def bytes_of(course):
    """Return all files of a course but those of Git."""
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for path in course.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def test_a_photograph_is_made_fit_to_travel_once(committed, karmakit, phone):
    course = committed({"desk.jpg": phone, "lamp.png": PNG_PHOTOGRAPH})
    before = bytes_of(course)
    asked = karmakit("media", course, "--check")
    assert (asked.status, bytes_of(course)) == (1, before)
    done = karmakit("media", course)
    assert (done.status, done.err) == (0, "")
    assert "media/desk.jpg" in done.out
    assert "turned upright, place taken out" in done.out
    assert done.out.splitlines()[-1].startswith("1 picture: ")
    after = bytes_of(course)
    assert {name for name in after if after[name] != before.get(name)} == {
        "media/desk.jpg",
        "media/desk.jpg.webp",
        "media/lamp.png.webp",
    }
    assert not has_place(after["media/desk.jpg"])
    assert not is_stale(after["media/lamp.png.webp"], after["media/lamp.png"])
    assert len(after["media/lamp.png.webp"]) < 0.9 * len(after["media/lamp.png"])
    assert (karmakit("media", course, "--check").status, karmakit("media", course).status, bytes_of(course)) == (0, 0, after)


def test_an_original_that_git_does_not_hold_is_left_and_the_mend_is_told(committed, shows, karmakit, phone):
    course = shows({"desk.jpg": phone})
    left = karmakit("media", course)
    assert (left.status, (course / "media/desk.jpg").read_bytes() == phone) == (2, True)
    assert "1 file was left as it is: the originals would be lost: put the course into Git, or keep a copy" in left.err
    course = committed({"lamp.jpg": phone})
    (course / "media/lamp.jpg").write_bytes(phone + b"\xff")
    left = karmakit("media", course)
    assert left.status == 2
    assert "commit what is to be written over, or keep a copy of it with --originals DIR" in left.err
    assert (course / "media/lamp.jpg").read_bytes() == phone + b"\xff"
    assert (course / "media/desk.jpg").read_bytes() != phone


def test_originals_are_copied_where_the_author_says_and_no_copy_is_written_over(shows, karmakit, phone, tmp_path):
    course = shows({"desk.jpg": phone})
    kept = tmp_path / "kept"
    assert karmakit("media", course, "--originals", kept).status == 0
    other = file(drawn(600, 400), "JPEG", quality=90, exif=camera())
    (course / "media/desk.jpg").write_bytes(other)
    assert karmakit("media", course, "--originals", kept).status == 0
    copies = sorted((kept / course.name / "media").iterdir())
    assert [(path.name, path.read_bytes()) for path in copies] == [("desk-2.jpg", other), ("desk.jpg", phone)]
    inside = karmakit("media", course, "--originals", course / "media")
    assert (inside.status, "lies in the course" in inside.err) == (2, True)


def test_what_stands_for_a_picture_is_made_anew_with_it_and_goes_with_it(committed, karmakit):
    course = committed({"lamp.png": PNG_PHOTOGRAPH})
    karmakit("media", course, "--lite")
    lamp, webp, lite = (course / "media" / name for name in ("lamp.png", "lamp.png.webp", "lite/lamp.png.webp"))
    assert max(opened(lite.read_bytes()).size) <= 640
    lamp.write_bytes(file(drawn(500, 400, grain=5), "PNG"))
    stale = karmakit("check", course, "--select", "MED020")
    assert (stale.status, stale.out.count("error MED020 stand-in-stale (gate)")) == (1, 2)
    assert karmakit("media", course).status == 0
    for path in (webp, lite):
        assert made_from(path.read_bytes())
        assert not is_stale(path.read_bytes(), lamp.read_bytes())
    lamp.write_bytes(b"no picture any more")
    karmakit("media", course)
    assert not webp.exists()
    assert not lite.exists()


def test_what_stood_for_a_picture_that_is_gone_goes_too(committed, karmakit, git):
    course = committed({"lamp.png": PNG_PHOTOGRAPH})
    karmakit("media", course, "--lite")
    git(course, "add", ".")
    git(course, "commit", "-q", "-m", "media")
    (course / "media/lamp.png").unlink()
    said = karmakit("media", course).out
    assert "what it stood for is gone" in said
    assert said.endswith("\n2 files taken away\n")
    assert not list((course / "media").rglob("*.webp"))


def test_an_author_s_own_light_file_is_never_touched(committed, karmakit):
    own = file(drawn(64, 48), "WEBP")
    course = committed({"lamp.png": PNG_PHOTOGRAPH, "lite/lamp.png.webp": own}, "![A lamp](../media/lamp.png)")
    assert karmakit("media", course, "--lite").status == 0
    assert (course / "media/lite/lamp.png.webp").read_bytes() == own


def test_a_webp_beside_that_proves_nothing_is_replaced_where_git_holds_it(committed, karmakit):
    course = committed({"lamp.png": PNG_PHOTOGRAPH, "lamp.png.webp": file(drawn(64, 48), "WEBP")}, "![A lamp](../media/lamp.png)")
    assert "MED021" in karmakit("check", course, "--select", "MED021").out
    assert karmakit("media", course).status == 0
    assert not is_stale((course / "media/lamp.png.webp").read_bytes(), PNG_PHOTOGRAPH)
    assert "MED021" not in karmakit("check", course, "--select", "MED021").out


def test_a_webp_beside_a_picture_that_no_page_shows_goes_unless_a_page_shows_it_itself(committed, karmakit):
    files = {name: file(drawn(64, 48), "WEBP") for name in ("lamp.png.webp", "desk.png.webp")}
    course = committed(
        {"lamp.png": PNG_PHOTOGRAPH, "desk.png": PNG_PHOTOGRAPH, **files},
        "[A lamp](../media/lamp.png) ![A desk](../media/desk.png.webp)",
    )
    said = karmakit("media", course)
    assert (said.status, "is shown by itself" in said.out) == (0, True)
    assert not (course / "media/lamp.png.webp").exists()
    assert (course / "media/desk.png.webp").read_bytes() == files["desk.png.webp"]


def test_a_narrow_figure_a_link_and_an_unused_picture_get_what_each_needs(committed, karmakit):
    wide = file(drawn(1500, 500, grain=4), "JPEG", quality=98, exif=camera())
    assert len(wide) > 200_000
    text = "![A desk](../media/narrow.jpg){width=300}\n\n[The whole plan](../media/linked.jpg)"
    course = committed({"narrow.jpg": wide, "linked.jpg": wide, "unused.jpg": wide}, text)
    karmakit("media", course)
    sizes = {path.name: opened(path.read_bytes()).size[0] for path in (course / "media").glob("*.jpg")}
    assert sizes == {"narrow.jpg": 600, "linked.jpg": 1500, "unused.jpg": 1500}
    assert not any(has_place(path.read_bytes()) for path in (course / "media").glob("*.jpg"))


def test_pictures_that_lie_or_are_broken_are_named_and_left(committed, karmakit, phone):
    files = {"cut.jpg": phone[:5000], "lies.png": phone, "empty.jpg": b"", "text.webp": b"hello"}
    course = committed(files)
    said = karmakit("media", course, "--lite")
    assert (said.status, said.err) == (0, "")
    for name, words in (("cut", "is damaged"), ("lies", "is jpeg inside"), ("empty", "is no picture"), ("text", "is no picture")):
        assert f"media/{name}" in said.out
        assert words in said.out
    assert {name: (course / "media" / name).read_bytes() for name in files} == files


def test_a_name_in_hindi_is_found_however_its_letters_are_parted_and_none_steers_the_terminal(committed, karmakit, phone):
    course = committed({"\u095eोटो.jpg": phone, "a\nb\x1b[31m.jpg": phone}, "![A desk](../media/फ़ोटो.jpg)")
    said = karmakit("media", course, "--lite")
    assert (said.status, said.err) == (0, "")
    assert "\x1b" not in said.out
    assert "\nb" not in said.out
    assert opened((course / "media/\u095eोटो.jpg").read_bytes()).size[0] == 1632
    assert karmakit("media", course, "--check") == (0, "", "")


def test_what_was_done_before_a_file_that_cannot_be_written_is_told(committed, karmakit, phone):
    course = committed({"a.jpg": phone, "b.jpg": phone})
    (course / "media/b.jpg").chmod(0o444)
    said = karmakit("media", course, "--format", "json")
    (told,), (error,) = (json.loads(said.out)[name] for name in ("courses", "errors"))
    assert (said.status, [each["path"] for each in told["files"]]) == (2, ["media/a.jpg", "media/a.jpg.webp"])
    assert "b.jpg: is read-only" in error


def test_the_course_s_own_budgets_are_what_counts(committed, karmakit, git):
    course = committed({"desk.jpg": file(drawn(1600, 600, grain=32), "JPEG", quality=95)})
    written = (course / "course.yml").read_text(encoding="utf-8") + "budgets: {picture: 40 kB, pixels: 1000}\n"
    (course / "course.yml").write_text(written, encoding="utf-8")
    assert "MED002" in karmakit("check", course, "--select", "MED002,MED003").out
    karmakit("media", course)
    data = (course / "media/desk.jpg").read_bytes()
    assert (len(data) <= 40_000, max(opened(data).size) <= 1000) == (True, True)
    assert karmakit("check", course, "--select", "MED002,MED003").status == 0


def test_the_json_says_for_each_file_what_was_and_what_is(committed, karmakit, phone):
    course = committed({"desk.jpg": phone})
    said = json.loads(karmakit("media", course, "--format", "json").out)
    (one,) = said["courses"]
    desk, webp = one["files"]
    assert (said["written"], said["errors"], one["path"], one["waiting"]) == (True, [], course.as_posix(), "")
    assert desk["path"] == "media/desk.jpg"
    assert desk["before"] == {"bytes": len(phone), "width": 2100, "height": 800}
    assert desk["after"]["bytes"] == (course / "media/desk.jpg").stat().st_size
    assert (webp["path"], webp["before"], webp["done"]) == ("media/desk.jpg.webp", None, ["made"])
    assert desk["done"] == ["scaled", "turned upright", "place taken out"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system lets this user write everywhere")
def test_a_folder_that_may_not_be_written_is_told_in_one_line(committed, karmakit, phone):
    course = committed({"desk.jpg": phone})
    (course / "media").chmod(0o555)
    said = karmakit("media", course)
    (course / "media").chmod(0o755)
    assert (said.status, said.err.count("\n")) == (2, 1)


def test_a_disk_that_fails_leaves_the_picture_whole_and_says_so_in_one_line(committed, karmakit, phone, monkeypatch):
    course = committed({"desk.jpg": phone})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copymode", full)
    said = karmakit("media", course)
    assert (said.status, said.err.count("\n"), "no space left" in said.err) == (2, 1, True)
    assert (course / "media/desk.jpg").read_bytes() == phone
    assert {path.name for path in (course / "media").iterdir()} == {"desk.jpg", "desk.svg"}


def test_a_course_that_cannot_be_read_whole_is_left_alone(committed, karmakit, phone):
    course = committed({"desk.jpg": phone})
    (course / "modules/final-test.md").unlink()
    said = karmakit("media", course)
    assert (said.status, "cannot be read whole" in said.err) == (2, True)
    assert (course / "media/desk.jpg").read_bytes() == phone
