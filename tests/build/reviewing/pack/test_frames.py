"""A learner's page in a pack: all questions with their keys, at rest, with nothing that leads on or is missing."""

import re

from karmakit_build.reviewing.pack import media


def test_every_question_of_a_test_is_shown_with_its_key_below_it(frames):
    page = frames().documents["final"]
    assert "<template" not in page
    assert page.count('class="key-box"') == page.count('<form class="question"') > 0
    assert page.count("<fieldset disabled>") == page.count("<fieldset")
    assert 'class="test-facts"' in page
    assert "<noscript" not in page


def test_the_right_option_is_marked_and_its_feedback_told(frames):
    page = frames().documents["example"]
    marked = re.findall(r'<div class="option" data-key="" data-code="(\w+)">', page)
    assert marked == ["b"]
    assert "Yes: then the register and the desk agree." in page


def test_links_lead_nowhere_but_out_and_files_lie_in_the_page(frames):
    changed = {
        "modules/example.md": b"---\ntitle: Links\nkind: explore\nduration: 2 min\n---\n\n"
        b"[other](look.md) [out](https://dopt.gov.in) [mail](mailto:a@example.org) [file](../media/logo.svg)\n\n"
        b"![A desk](../media/logo.svg)\n"
    }
    page = frames(changed).documents["example"]
    assert re.findall(r'href="([^"]*)"', page) == ["https://dopt.gov.in"]
    assert page.count('<span class="link">') == 3
    (source,) = re.findall(r' src="([^"]{0,26})', page)
    assert source == "data:image/svg+xml;base64,"


def test_a_picture_that_is_too_large_is_named_in_its_place(frames, monkeypatch):
    monkeypatch.setattr(media, "EACH", 1)
    made = frames()
    page = "".join(made.documents.values())
    assert 'src="' not in page
    changed = {"modules/example.md": b"---\ntitle: A\nkind: watch\nduration: 2 min\n---\n\n![A desk](../media/logo.svg)\n"}
    page = frames(changed).documents["example"]
    assert "[left out of this pack, since it is too large: media/logo.svg]" in page
    assert "src=" not in page


def test_no_text_of_a_course_can_close_the_style(frames):
    style = frames(lang="hi").style
    assert "</" not in style
    assert ".key-box" in style
