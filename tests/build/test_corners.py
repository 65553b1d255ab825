"""What stands in few courses: sources, links to the cover and to files, crossed tags, definitions, a failing disk."""

import pytest

from karmakit_build.archive import write
from karmakit_build.compiler import compile_course
from karmakit_build.compiler.inline_html import balanced
from karmakit_build.compiler.maths import mathml
from karmakit_schemas.colours import PART, TEXT, check_accent, contrast, steps


def test_a_module_ends_with_its_sources(make):
    sources = [
        {"title": "The RTI Act & Rules", "url": "https://www.indiacode.nic.in/", "date": "2005-06-15"},
        {"title": "A letter", "url": "javascript:go"},
        "A plain word",
    ]
    html = compile_course(make.course(make.module("one", sources=sources))).pages[1].main
    assert '<footer class="closing"><section class="sources"><h2>Sources</h2>' in html
    assert ">The RTI Act &amp; Rules" in html
    assert "(2005-06-15)</li><li>A letter</li><li>A plain word</li>" in html
    assert 'href="https://www.indiacode.nic.in/"' in html
    assert "javascript" not in html


def test_links_to_the_cover_and_to_a_file_of_the_course(make, written):
    links = [make.node("link", "There", href=href) for href in ("../course.yml", "../media/form.pdf")]
    html = written(make.paragraph(*links), files={"media/form.pdf": b"%PDF-"})
    assert 'href="../index.html"' in html
    assert 'href="../media/form.pdf"' in html


def test_a_list_of_definitions_keeps_terms_and_meanings_apart(make, written):
    meaning = make.node("definition", make.paragraph("A person other than the citizen."))
    html = written(
        make.node("definition_list", make.node("term", "Third party", id="third-party"), make.node("term", "Other"), meaning)
    )
    assert "Third party</dt><dt>Other</dt><dd>A person other than the citizen.</dd></dl>" in html


def test_a_table_without_words_in_a_cell_and_a_blank_outside_a_question_are_nothing(make, written):
    assert "input" not in written(make.paragraph("The ", make.node("blank", text="word"), " is out."))


def test_a_video_without_a_transcript_has_no_empty_button(make, written):
    files = {"media/a.mp4": b"x", "media/a.vtt": b"WEBVTT\n"}
    video = make.node("video", make.node("description", make.paragraph("A desk.")), src="media/a.mp4", captions="media/a.vtt")
    assert "transcript" not in written(video, files=files)


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        (["<sub>", "a", "<sup>", "b", "</sub>", "c", "</sup>"], "<sub>a<sup>b</sup></sub>c"),
        (["<mark>", "<kbd>", "<small>", "x", "</mark>"], "<mark><kbd><small>x</small></kbd></mark>"),
        (["</sub>", "x", "<br>"], "x<br>"),
    ],
)
def test_author_tags_that_cross_are_set_right(given, closed):
    assert balanced(given) == closed


def test_a_competency_without_a_level_stands_with_its_name(make):
    competency = {"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness"}
    cover = compile_course(make.course(make.module("one", competencies=[competency]))).pages[0].main
    assert "RTI Responsiveness" in cover
    assert "None" not in cover


def test_what_mathml_does_not_hold_leaves_its_words():
    assert "href" not in mathml(r"\href{javascript:go}{x}")
    assert "<maction" not in mathml(r"\text{<maction>}")


def test_an_interrupted_write_leaves_no_litter_and_is_not_hidden(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(b"x", tmp_path / "course.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("accent", ["#000000", "#ffffff", "#ffff00", "#808080", "#1b4f72"])
def test_every_accent_has_steps_that_can_be_read(accent):
    found = steps(accent)
    assert contrast(found.light, found.light_tint) >= TEXT
    assert contrast(found.dark, found.dark_tint) >= TEXT
    verdict = check_accent(accent)
    assert check_accent(verdict.nearest).ratio >= PART


def test_rules_are_listed_explained_and_a_bundle_is_told(karmakit, tmp_path):
    assert "ACC001" in karmakit("rules").out
    assert karmakit("explain", "image-alt-missing").out.startswith("# ACC001")
    place = tmp_path / "empty.zip"
    place.write_bytes(b"PK\x05\x06" + bytes(18))
    said = karmakit("verify", place)
    assert said.status == 1
    assert "PKG001" in said.out
    assert "not fit" in said.out
