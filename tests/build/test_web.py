"""The website: its manifest, its icons, the list for its service worker, and what never lies in it."""

import base64
import hashlib
import json
import re
import struct
from importlib import resources

import pytest
from lxml import etree

from karmakit_build.compiler import compile_course
from karmakit_build.compiler.pages import Pages
from karmakit_build.targets import package
from karmakit_build.web.edition import LIGHT, edition
from karmakit_build.web.icons import png, svg
from karmakit_build.web.manifest import short_name


@pytest.fixture(autouse=True)
def player() -> None:
    if not resources.files("karmakit_build").joinpath("player", "web.js").is_file():
        pytest.skip("the player is missing: run `make setup`")


@pytest.fixture
def pages(make) -> Pages:
    """Return a course of two modules with a picture, compiled."""
    picture = make.paragraph(make.node("image", src="../media/a.svg", alt="A"))
    return compile_course(make.course(make.module("one", picture), make.module("two"), files={"media/a.svg": make.SVG}))


@pytest.fixture
def files(pages):
    return package(pages, "web")[0].files


def test_the_site_is_a_zip_and_the_facilitators_edition_lies_apart_from_it(pages):
    site, facilitator = package(pages, "web")
    assert (site.name, site.form) == ("sample-course-web", "zip")
    assert facilitator.name == "sample-course-facilitator"
    assert not [name for name in site.files if "facilitator" in name]
    assert "print.html" in site.files
    assert b'"print":"print.html"' in site.files["assets/player.js"]


def test_every_page_names_the_manifest_and_the_icons_by_relative_addresses(files):
    for name, root in (("index.html", "."), ("pages/one.html", "..")):
        html = files[name].decode()
        assert f'<link rel="manifest" href="{root}/manifest.webmanifest">' in html
        assert f'<link rel="icon" href="{root}/icons/icon.svg" type="image/svg+xml">' in html
        assert f'<link rel="apple-touch-icon" href="{root}/icons/icon-192.png">' in html
        assert html.count('rel="icon"') == 1
        assert "worker-src 'self'; manifest-src 'self'" in html


def test_no_other_target_names_a_manifest_or_allows_a_worker(pages, set_up):
    html = package(pages, "scorm12")[0].files["index.html"].decode()
    assert "manifest" not in html
    assert "worker-src" not in html
    assert '<link rel="icon" href="data:,">' in html


def test_the_manifest_says_what_the_course_is_and_lies_in_any_folder(files):
    told = json.loads(files["manifest.webmanifest"])
    assert (told["name"], told["short_name"], told["lang"], told["dir"]) == ("A sample & more", "A sample & more", "en", "ltr")
    assert (told["start_url"], told["scope"], told["display"]) == ("index.html", "./", "standalone")
    assert "http" not in json.dumps(told)
    for icon in told["icons"]:
        assert icon["src"] in files
    assert {icon.get("purpose", "any") for icon in told["icons"]} == {"any", "maskable"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Answering RTI applications on time", "Answering RTI"),
        ("Noting", "Noting"),
        ("Internationalisation", "Internationalisation"),
        ("Files, and what they hold", "Files, and what"),
        ("Time limits: a course", "Time limits"),
        ("Counting days: all", "Counting days"),
        ("सूचना का अधिकार: आवेदनों का समय पर उत्तर", "सूचना का अधिकार"),
    ],
)
def test_the_short_name_is_as_many_words_of_the_title_as_stand_under_an_icon(title, name):
    assert short_name(title) == name


def test_an_author_may_choose_the_short_name(make):
    pages = compile_course(make.course(make.module("one"), targets={"web": {"short_name": "RTI"}}))
    assert json.loads(package(pages, "web")[0].files["manifest.webmanifest"])["short_name"] == "RTI"


@pytest.mark.parametrize("size", [192, 512])
def test_the_icon_is_a_png_of_its_size_and_the_same_on_every_machine(size):
    data = png("#1b4f72", size)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack_from(">2I", data, 16) == (size, size)
    digests = {
        192: "c2fc2a1ded705389e5ec683ce21880121d5cb5ce421875bb86f8a87fbdb5055f",
        512: "edeec522e41ddffde7bbd16a764230f160e3b4f4e44c7b9571dce8e84689fe9c",
    }
    assert hashlib.sha256(data).hexdigest() == digests[size]


def test_the_icons_have_the_colour_of_the_theme(make):
    pages = compile_course(make.course(make.module("one"), theme={"accent": "#7a1f3d"}))
    files = package(pages, "web")[0].files
    assert b"#7a1f3d" in files["icons/icon.svg"]
    assert files["icons/icon-192.png"] == png("#7a1f3d", 192) != png("#1b4f72", 192)
    etree.fromstring(svg("#7a1f3d"))


def test_the_worker_begins_with_every_file_its_size_and_its_digest(files):
    first, _, program = files["sw.js"].decode().partition("\n")
    told = json.loads(first.removeprefix("self.karmakitEdition=").removesuffix(";"))
    listed = {row["path"]: row for row in told["files"]}
    assert listed.keys() == {name for name in files if name != "sw.js" and not name.startswith("karmakit/")}
    for name, row in listed.items():
        digest = base64.b64encode(hashlib.sha256(files[name]).digest()).decode()
        assert (row["size"], row["sha256"]) == (len(files[name]), digest)
    assert len(told["digest"]) == 64
    assert "skipWaiting" in program
    assert not re.search(r"https?://", program)


def test_another_edition_is_another_worker(make, pages, files):
    again = package(pages, "web")[0].files
    assert again == files
    other = package(compile_course(make.course(make.module("one"), make.module("two"), summary="Another.")), "web")[0].files
    assert other["sw.js"] != files["sw.js"]


def asked(files: dict[str, bytes]) -> set[str]:
    return {row["path"] for row in edition(files)["files"] if row.get("asked")}


def test_media_wait_until_they_are_asked_for_and_light_pictures_come_with_the_text():
    text = {"index.html": b"x", "print.html": b"x", "assets/player.css": b"x"}
    media = {"media/talk.mp4": b"x", "media/talk.vtt": b"x", "media/form.pdf": b"x"}
    pictures = {"media/a.svg": b"x", "media/b.JPG": b"x" * (LIGHT - 1)}
    assert asked({**text, **media, **pictures}) == media.keys()
    heavy = {**text, **media, **pictures, "media/c.png": b"x"}
    assert asked(heavy) == {*media, *pictures, "media/c.png", "print.html"}


def test_there_are_two_scripts_and_no_more(files):
    assert sorted(name for name in files if name.endswith(".js")) == ["assets/player.js", "sw.js"]


def test_the_player_of_a_website_says_that_the_record_stays_on_the_device(files, pages, set_up):
    def strings(bundle):
        line = bundle["assets/player.js"].decode().partition("\n")[0]
        return json.loads(line.removeprefix("self.karmakit=").removesuffix(";"))["strings"]

    assert "on this device" in strings(files)["record-passed"]
    assert "platform" in strings(package(pages, "scorm12")[0].files)["record-passed"]
    assert "start-again" not in strings(package(pages, "scorm12")[0].files)
