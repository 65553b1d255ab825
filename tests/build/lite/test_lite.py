"""`karmakit build --lite`: the same course for a slow line, which says what it weighs and what the full edition weighs."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from karmakit_build.cli import main
from karmakit_build.compiler import compile_lite
from karmakit_build.lite import loaded, package_lite
from karmakit_build.targets import package
from karmakit_validators.bandwidth import carried
from karmakit_validators.verify import verify

LITE = {
    "media/hall.jpg.webp",
    "media/lite/call.mp3.mp3",
    "media/lite/counter.mp4.m4a",
    "media/lite/desk.jpg.webp",
    "media/logo.svg",
}
HOST = Path(__file__).parents[2] / "validators" / "host"
TARGETS = ["cmi5", "scorm12", "scorm2004", "web", "xapi"]


def built(karmakit, course, tmp_path, *more):
    return karmakit("build", course, "--out", tmp_path, "--lite", *more)


@pytest.mark.parametrize("target", TARGETS)
def test_a_bundle_holds_the_lighter_files_and_nothing_else(editions, target):
    assert {path for path in editions.bundles[f"host-{target}-lite"] if path.startswith("media/")} == LITE


def test_each_target_gives_one_zip_and_no_facilitator_edition(editions):
    assert {name for name in editions.bundles if name.endswith("-lite")} == {f"host-{target}-lite" for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS)
def test_verify_calls_it_fit(editions, target):
    verdict = verify(editions.folder / f"host-{target}-lite.zip")
    assert [str(finding) for finding in verdict.findings if finding.severity > 1] == []
    assert verdict.fit
    assert verdict.facts.edition == "lite"


def test_a_film_gives_way_to_its_sound_or_to_its_words_and_says_where_it_is(editions):
    page = editions.bundles["host-scorm12-lite"]["pages/look.html"].decode()
    assert "<video" not in page
    sound, words, call = re.findall(r'<figure class="media".*?</figure>', page, re.DOTALL)
    assert 'data-kind="audio"><audio src="../media/lite/counter.mp4.m4a" controls' in sound
    assert "This is the sound of the film. The film itself is in the full edition (300\u00a0kB)." in sound
    assert '<figure class="media"><figcaption>The way of a letter · 0:05</figcaption>' in words
    assert "The film is in the full edition only (400\u00a0kB)." in words
    assert '<audio src="../media/lite/call.mp3.mp3"' in call
    assert all('<details class="transcript" open>' in figure for figure in (sound, words, call))


def test_the_print_edition_sends_nobody_to_a_film_that_is_not_there(editions):
    notes = re.findall(r'<p class="media-note">([^<]*)', editions.bundles["host-web-lite"]["print.html"].decode())
    assert notes[:2] == [f"The film is in the full edition only ({size}\u00a0kB)." for size in (300, 400)]
    assert "online course" in notes[2]
    assert "full edition" not in editions.bundles["host-web"]["print.html"].decode()


def test_a_lighter_film_is_played_with_its_captions_and_no_heavy_poster(make):
    film = make.node("video", make.paragraph("Words."), src="../media/a.mp4", captions="../media/a.vtt", poster="../media/a.jpg")
    files = {"media/a.mp4": b"x" * 99, "media/a.vtt": b"WEBVTT\n", "media/a.jpg": b"x" * 99, "media/lite/a.mp4.webm": b"y"}
    pages = compile_lite(make.course(make.module("one", film), files=files))
    assert '<video src="../media/lite/a.mp4.webm" controls' in pages.pages[1].main
    assert '<track kind="captions" src="../media/a.vtt"' in pages.pages[1].main
    assert "poster" not in pages.pages[1].main
    posted = compile_lite(make.course(make.module("one", film), files={**files, "media/lite/a.jpg.webp": b"y"}))
    assert 'poster="../media/lite/a.jpg.webp"' in posted.pages[1].main


def test_a_link_leads_to_what_stands_for_a_file_and_a_logo_is_the_lighter_one(make):
    files = {"media/a.png": b"x" * 99, "media/lite/a.png.webp": b"y", "media/b.pdf": b"%PDF-", "media/logo.png": b"x" * 99}
    links = (make.node("link", "A", href="../media/a.png"), make.node("link", "B", href="../media/b.pdf"))
    course = make.course(
        make.module("one", make.paragraph(*links)),
        files={**files, "media/logo.png.webp": b"y", "media/thumb.png": b"z"},
        theme={"logo": "media/logo.png"},
        thumbnail="media/thumb.png",
    )
    assert set(compile_lite(course).media) == {"media/lite/a.png.webp", "media/b.pdf", "media/logo.png.webp"}


def test_a_picture_given_as_webp_and_jpeg_is_shown_to_every_browser_and_weighed_once(make):
    files = {"media/a.png": b"x" * 99, "media/lite/a.png.webp": b"y", "media/lite/a.png.jpg": b"z" * 50}
    image = make.node("image", src="../media/a.png", alt="A")
    pages = compile_lite(make.course(make.module("one", image), files=files, theme={"logo": "media/a.png"}))
    source = '<picture><source type="image/webp" srcset="../media/lite/a.png.webp"><img src="../media/lite/a.png.jpg" alt="A"'
    assert source in pages.pages[1].main
    assert set(pages.media) == {"media/lite/a.png.webp", "media/lite/a.png.jpg"}
    assert set(pages.spared) == {"media/lite/a.png.jpg"}
    worker = package_lite(pages, "web")[0].files["sw.js"].split(b"\n")[0].removeprefix(b"self.karmakitEdition=")[:-1]
    rows = json.loads(worker)["files"]
    assert {row["path"] for row in rows if "asked" in row} == {"media/lite/a.png.jpg", "print.html"}
    assert [row["path"] for row in rows if "spared" in row] == ["media/lite/a.png.jpg"]


@pytest.mark.parametrize("more", [{}, {"media/logo.png.webp": b"y" * 500}, {"media/lite/logo.png.webp": b"y" * 500}])
def test_the_logo_weighs_what_a_browser_loads_of_it_and_the_thumbnail_nothing(make, more):
    files = {"media/logo.png": b"x" * 1000, "media/thumb.png": b"z" * 1000, **more}
    course = make.course(make.module("one"), files=files, theme={"logo": "media/logo.png"}, thumbnail="media/thumb.png")
    lite = compile_lite(course)
    for pages in (lite, lite.full):
        weights = loaded(pages, package(pages, "scorm12")[0])
        shown = pages.showing.picture("media/logo.png").lightest
        assert {path for path in weights if path.startswith("media/")} == {shown}


def test_an_edition_that_saves_nothing_says_so(karmakit, tmp_path):
    said = built(karmakit, HOST, tmp_path)
    assert "the low-bandwidth edition saves next to nothing; where it has pictures or films, `karmakit media " in said.err


def test_questions_state_ids_and_tracking_are_those_of_the_full_edition(editions):
    for target in TARGETS:
        lite, full = (editions.bundles[f"host-{target}{more}"] for more in ("-lite", ""))
        data = [
            json.loads(files["assets/player.js"].split(b"\n")[0].removeprefix(b"self.karmakit=")[:-1]) for files in (lite, full)
        ]
        assert data[0] == data[1]
        for page in (path for path in full if path.startswith("pages/")):
            stored = [re.findall(rb'id="karmakit-page">(.*?)</script>', files[page])[0] for files in (lite, full)]
            forms = [re.findall(rb"<form .*?</form>", files[page], re.DOTALL) for files in (lite, full)]
            assert (stored[0], forms[0]) == (stored[1], forms[1])
    identifiers = [
        re.findall(rb'identifier="[^"]*"', editions.bundles[name]["imsmanifest.xml"])[:3]
        for name in ("host-scorm12", "host-scorm12-lite")
    ]
    assert identifiers[0] == identifiers[1]
    assert editions.bundles["host-xapi"]["tincan.xml"] == editions.bundles["host-xapi-lite"]["tincan.xml"]
    assert editions.bundles["host-cmi5"]["cmi5.xml"] == editions.bundles["host-cmi5-lite"]["cmi5.xml"]


def test_the_cover_the_record_and_the_terminal_say_both_weights(editions, heavy, karmakit, tmp_path):
    files = editions.bundles["host-scorm12-lite"]
    record = json.loads(files["karmakit/course.json"])
    lite, full = record["weight"]["lite"], record["weight"]["full"]
    loaded = [path for path in files if path.startswith(("index.html", "pages/", "assets/", "media/"))]
    assert lite == pytest.approx(sum(carried(path, files[path]) for path in loaded), abs=200)
    assert full > 5 * lite
    assert record["edition"] == json.loads(files["karmakit/provenance.json"])["edition"] == "lite"
    assert "edition" not in json.loads(editions.bundles["host-scorm12"]["karmakit/provenance.json"])
    line = '<p class="edition" role="note"><b>Low-bandwidth edition</b> about 130\u00a0kB; the full edition: 1.2\u00a0MB</p>'
    assert line in files["index.html"].decode()
    assert b'class="edition"' not in files["pages/look.html"] + editions.bundles["host-scorm12"]["index.html"]
    said = built(karmakit, heavy, tmp_path)
    assert "  low-bandwidth edition: learners load about 130\u00a0kB; of the full edition 1.2\u00a0MB" in said.out
    said = built(karmakit, heavy, tmp_path, "--format", "json")
    assert json.loads(said.out)["courses"][0]["bundles"][0]["weight"] == {"lite": lite, "full": full}


def test_a_course_in_hindi_says_it_in_hindi_and_carries_one_font(heavy, karmakit, tmp_path):
    course = shutil.copytree(heavy, tmp_path / "host")
    meta = course / "course.yml"
    meta.write_text(meta.read_text(encoding="utf-8").replace("language: en", "language: hi"), encoding="utf-8")
    assert built(karmakit, course, tmp_path / "out").status == 0
    with zipfile.ZipFile(tmp_path / "out" / "host" / "host-scorm12-lite.zip") as archive:
        cover = archive.read("index.html").decode()
        assert "<b>कम डेटा वाला संस्करण</b> लगभग 180\u00a0केबी; पूर्ण संस्करण: 1.3\u00a0एमबी" in cover
        fonts = [name for name in archive.namelist() if name.endswith(".woff2")]
    assert fonts == ["assets/fonts/noto-sans-devanagari-devanagari-400-normal.woff2"]


def test_it_is_the_same_bytes_each_time_and_leaves_the_full_edition_alone(editions, heavy, karmakit, tmp_path):
    for _ in range(2):
        built(karmakit, heavy, tmp_path, "--target", "web")
        assert (tmp_path / "host" / "host-web-lite.zip").read_bytes() == (editions.folder / "host-web-lite.zip").read_bytes()
    assert [path.name for path in (tmp_path / "host").iterdir()] == ["host-web-lite.zip"]


def test_igot_is_refused_in_one_line(heavy, karmakit, tmp_path):
    said = built(karmakit, heavy, tmp_path / "out", "--target", "scorm12,igot")
    assert said.status == 2
    assert said.err == (
        "karmakit: iGOT lists a course once and has no place for a second edition: build the target igot without --lite\n"
    )
    assert not (tmp_path / "out").exists()


def test_an_edition_over_the_budget_of_the_course_is_not_written(heavy, karmakit, tmp_path):
    course = shutil.copytree(heavy, tmp_path / "host")
    with (course / "course.yml").open("a", encoding="utf-8") as file:
        file.write("budgets: {lite: 60 kB}\n")
    said = built(karmakit, course, tmp_path / "out")
    assert said.status == 1
    assert "course.yml:" in said.err
    assert "PKG017" in said.err
    assert "the low-bandwidth edition host-scorm12-lite weighs 1" in said.err
    assert "most of it media/hall.jpg.webp 49 kB" in said.err
    assert "60 kB are its budget" in said.err
    assert not (tmp_path / "out").exists()
    assert karmakit("build", course, "--out", tmp_path / "out").status == 0


def test_help_names_the_option(capsys):
    assert main(["build", "--help"]) == 0
    assert "--lite" in capsys.readouterr().out
