"""The ways through a bundle, against the order of its course."""

import pytest

COVER, LESSON, FINAL = "index.html", "pages/lesson.html", "pages/final.html"
ROW = '<li data-module="{0}"><a href="pages/{0}.html">Row</a></li>'
ROWS = (ROW.format("final") + ROW.format("lesson")).encode()


@pytest.fixture
def after(read, files, record):
    """Return the messages on the way through the small bundle, after a text of one file was replaced."""

    def change(name, old, new):
        assert old in files[name]
        findings = read(record({**files, name: files[name].replace(old, new, 1)})).findings
        assert {finding.code for finding in findings} <= {"ACC033"}
        return [(finding.span.path, finding.message) for finding in findings]

    return change


def test_a_list_of_contents_in_another_order_is_told(after):
    first, second = b'<p><a href="pages/lesson.html">Lesson</a></p>', b'<p><a href="pages/final.html">Test</a></p>'
    message = f"the list of contents has {FINAL} where the course has {LESSON}"
    assert after(COVER, first + second, second + first) == [(COVER, message)]


def test_lines_of_the_contents_count_and_not_a_button_before_them(after):
    assert len(after(COVER, b"<p>", ROWS + b"<p>")) == 1


def test_a_module_without_a_line_is_told(after):
    found = after(COVER, b'<p><a href="pages/final.html">Test</a></p>', b"")
    assert found == [(COVER, f"the list of contents does not lead to {FINAL}")]


def test_a_way_on_that_leaves_the_order_is_told(after):
    wrong = b'<a rel="next" href="lesson.html">On</a><h2'
    assert after(LESSON, b"<h2", wrong) == [(LESSON, f"the way on leads to {LESSON}; in the course {FINAL} comes next")]
    assert after(FINAL, b"<template", wrong.replace(b"<h2", b"<template"))[0][1].endswith("in the course nothing comes next")


def test_a_way_on_to_the_next_module_or_out_of_the_course_is_none(after):
    assert after(LESSON, b"<h2", b'<a rel="next" href="final.html">On</a><h2') == []
    assert after(LESSON, b"<h2", b'<a rel="next" href="../index.html">On</a><h2') == []


def test_modules_that_share_a_page_are_one_place_in_the_order(read, files, record):
    told = files["karmakit/course.json"].replace(b"pages/final.html", b"pages/lesson.html")
    player = files["assets/player.js"].replace(b"pages/final.html", b"pages/lesson.html")
    found = read(record({**files, "karmakit/course.json": told, "assets/player.js": player})).findings
    assert "ACC033" not in {finding.code for finding in found}
