"""A WebP beside a picture is shown to browsers that read it, wherever it is really lighter; the picture stays for all others."""

import base64
import io
import json
import re
import zipfile

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.editions import learner_edition
from karmakit_build.reviewing.pack.frames import Frames
from karmakit_build.reviewing.pack.words import words
from karmakit_build.targets import package
from karmakit_schemas.questions import SingleChoice

FILES = {"media/desk.png": b"x" * 1000, "media/desk.png.webp": b"y" * 400, "media/a b.jpg": b"x" * 9, "media/a b.jpg.webp": b"y"}
SHOWN = '<picture><source type="image/webp" srcset="../media/desk.png.webp"><img src="../media/desk.png"'


@pytest.mark.parametrize("kind", ["image", "figure"])
def test_a_picture_and_a_figure_offer_the_webp_first(make, written, kind):
    main = written(make.node(kind, src="../media/desk.png", alt="A desk"), files=FILES)
    assert f'{SHOWN} alt="A desk" loading="lazy"></picture>' in main


def test_a_picture_in_a_question_does_too(make):
    stem = make.document(make.paragraph(make.node("image", src="../media/desk.png", alt="A desk")))
    question = make.question(SingleChoice, "one", stem=stem, options=(make.option("a", "Yes", correct=True),))
    page = compile_course(make.course(make.module("one", questions=(question,)), files=FILES)).pages[1]
    assert SHOWN in page.main
    assert page.media == ("media/desk.png", "media/desk.png.webp")


def test_an_address_with_a_space_is_one_candidate(make, written):
    main = written(make.node("image", src="../media/a b.jpg", alt="A"), files=FILES)
    assert 'srcset="../media/a%20b.jpg.webp"' in main


@pytest.mark.parametrize("webp", [b"y" * 1000, b"y" * 2000])
def test_a_webp_that_is_no_lighter_is_neither_shown_nor_carried(make, webp):
    course = make.course(
        make.module("one", make.node("image", src="../media/desk.png", alt="A")), files={**FILES, "media/desk.png.webp": webp}
    )
    pages = compile_course(course)
    assert "<picture" not in pages.pages[1].main
    assert set(pages.media) == {"media/desk.png"}


def test_the_logo_in_the_bar_has_its_webp_on_every_page(make):
    course = make.course(make.module("one"), files=FILES, theme={"logo": "media/desk.png"})
    files = package(compile_course(course), "scorm12")[0].files
    assert b'<picture><source type="image/webp" srcset="media/desk.png.webp"><img class="bar-logo"' in files["index.html"]
    assert b'srcset="../media/desk.png.webp"><img class="bar-logo" src="../media/desk.png"' in files["pages/one.html"]
    assert {"media/desk.png", "media/desk.png.webp"} <= set(files)


def test_a_picture_whose_webp_is_heavier_is_no_picture_to_spare(make):
    shown = [make.node("image", src=f"../media/desk.png{more}", alt="A") for more in ("", ".webp")]
    course = make.course(make.module("one", *shown), files={**FILES, "media/desk.png.webp": b"y" * 2000})
    assert "media/desk.png" not in compile_course(course).spared


def test_bundles_carry_both_files_and_none_of_the_low_bandwidth_edition(editions):
    for name, files in editions.bundles.items():
        if not name.endswith("-lite") and "facilitator" not in name:
            assert {"media/desk.jpg", "media/desk.jpg.webp"} <= set(files)
            assert [path for path in files if path.startswith("media/lite/")] == []


def test_a_site_keeps_the_webp_and_posters_at_once_and_a_picture_when_it_is_asked_for(editions):
    first = editions.bundles["host-web"]["sw.js"].split(b"\n")[0]
    rows = {row["path"]: row for row in json.loads(first.removeprefix(b"self.karmakitEdition=")[:-1])["files"]}
    assert [path for path, row in rows.items() if path.endswith((".jpg", ".webp")) and "asked" not in row] == [
        "media/desk.jpg",
        "media/desk.jpg.webp",
        "media/hall.jpg.webp",
    ]


def test_a_package_of_the_kit_for_igot_carries_both_too(heavy, tmp_path, karmakit):
    assert karmakit("build", heavy, "--target", "igot", "--out", tmp_path).status == 0
    with zipfile.ZipFile(io.BytesIO((tmp_path / "host" / "igot" / "modules" / "look.zip").read_bytes())) as package_:
        assert {"media/desk.jpg", "media/desk.jpg.webp"} <= set(package_.namelist())


def test_the_print_edition_and_the_review_pack_hold_the_lighter_file_alone(heavy):
    pages = compile_course(parse(load(heavy)).course)
    webp, jpeg = (base64.b64encode((heavy / "media" / name).read_bytes()) for name in ("hall.jpg.webp", "hall.jpg"))
    for shown in (learner_edition(pages), Frames(pages, words("en")).documents["look"].encode()):
        assert webp in shown
        assert jpeg not in shown
        assert b"<source" not in shown


def test_a_reviewer_sees_and_hears_what_the_low_bandwidth_edition_has_instead(heavy):
    pages = compile_course(parse(load(heavy)).course)
    documents = Frames(pages, words("en")).documents
    shown = documents["look"].partition('<section class="lighter">')[2]
    for path, element in (("desk.jpg.webp", "img"), ("counter.mp4.m4a", "audio"), ("call.mp3.mp3", "audio")):
        data = base64.b64encode((heavy / "media" / "lite" / path).read_bytes()).decode()
        assert re.search(rf"<{element} src=\"data:[a-z0-9/]+;base64,{re.escape(data)}\"", shown)
        assert f"<code>media/lite/{path}</code>" in shown
    assert "lighter" not in documents["weigh"]
