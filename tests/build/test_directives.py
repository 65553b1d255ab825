"""Directives as HTML."""

from karmakit_build.compiler import compile_course
from karmakit_schemas.course import Term


def test_a_figure_has_caption_and_long_description(make, written):
    figure = make.node(
        "figure",
        make.paragraph("Caption"),
        make.node("description", make.paragraph("Long")),
        src="media/a.svg",
        alt="Short",
        id="fig",
    )
    html = written(figure, files={"media/a.svg": make.SVG})
    assert '<figure class="figure" id="fig"><img src="../media/a.svg" alt="Short"' in html
    assert "<figcaption><p>Caption</p>\n</figcaption>" in html
    assert '<details class="description"><summary>Describe the picture</summary><p>Long</p>' in html


def test_a_video_has_captions_poster_and_transcript_and_loads_nothing_by_itself(make, written):
    video = make.node(
        "video",
        make.paragraph("Clerk: here."),
        src="media/a.mp4",
        captions="media/a.vtt",
        poster="media/a.svg",
        title="At the counter",
        duration="2 min",
    )
    html = written(video, files={"media/a.mp4": b"", "media/a.vtt": b"WEBVTT", "media/a.svg": make.SVG})
    assert '<video src="../media/a.mp4" poster="../media/a.svg" width="640" height="360" controls preload="none"' in html
    assert '<track kind="captions" src="../media/a.vtt" srclang="en" label="Captions" default>' in html
    assert '<details class="transcript"><summary>Transcript</summary><p>Clerk: here.</p>' in html
    assert "autoplay" not in html


def test_an_audio_file_has_its_transcript(make, written):
    html = written(make.node("audio", make.paragraph("Words"), src="media/a.mp3", title="T"), files={"media/a.mp3": b""})
    assert '<audio src="../media/a.mp3" controls preload="none" aria-label="T"></audio>' in html
    assert '<details class="transcript">' in html


def test_a_missing_video_leaves_its_transcript(make, written):
    html = written(make.node("video", make.paragraph("Words"), src="media/none.mp4", captions="media/none.vtt", title="T"))
    assert "<video" not in html
    assert "Words" in html


def test_an_alert_is_a_callout_with_the_title_of_its_kind(make, written):
    assert (
        '<aside class="callout" role="note" data-kind="important"><p class="callout-title">Important</p><p>48 hours</p>'
        in written(make.node("alert", make.paragraph("48 hours"), kind="important"))
    )


def test_tabs_are_readable_without_a_script(make, written):
    html = written(make.node("tabs", make.node("tab", make.paragraph("Ten"), title="Central"), make.node("tab", title="State")))
    assert '<div class="tabs"><section class="tab" id="tab-1"><h3 class="tab-title">Central</h3><p>Ten</p>' in html
    assert 'id="tab-2"><h3 class="tab-title">State</h3>' in html


def test_a_reflection_has_a_labelled_field_and_says_that_it_stays_here(make, written):
    html = written(make.node("reflection", make.paragraph("What will you change?"), id="my-desk"))
    assert '<section class="reflection" id="my-desk" data-reflection="my-desk">' in html
    assert (
        '<textarea rows="4" aria-describedby="my-desk-note"></textarea></label><p class="reflection-note" id="my-desk-note">'
        in html
    )


def test_titles_that_are_not_given_come_from_the_language_pack(make, written):
    html = written(
        make.node("scenario", make.paragraph("x")), make.node("steps"), make.node("further-reading"), make.node("details")
    )
    for title in ("A case", "Step by step", "Further reading", "More"):
        assert title in html


def test_a_term_of_the_glossary_explains_itself(make):
    term = Term(id="pio", name=make.paragraph("PIO"), meaning=make.document(make.paragraph("An officer")), span=make.SPAN)
    text = make.paragraph(
        make.node("link", "the PIO", href="../glossary.md#pio"),
        make.node("link", "all", href="../glossary.md"),
        make.node("link", "no term", href="../glossary.md#none"),
    )
    pages = compile_course(make.course(make.module("one", text), glossary=(term,)))
    assert (
        '<a class="term" data-term="pio" href="../index.html#term-pio">the PIO</a><a href="../index.html#glossary">all</a>no term'
        in pages.pages[1].main
    )
    assert '<dt id="term-pio">PIO</dt><dd>An officer</dd>' in pages.cover.main
    assert pages.data["glossary"] == {"pio": {"name": "PIO", "meaning": "An officer"}}
