"""The authors of works in a bundle, against what its pages say."""

import json

import pytest

WORK = {"file": "media/desk.png", "title": "A desk", "author": "A. Painter", "source": "an archive", "licence": "CC-BY-4.0"}


@pytest.fixture
def after(read, files, record):
    """Return the findings of the small bundle with credits in its record, and words on its cover."""

    def change(credits_, words=""):
        told = json.loads(files["karmakit/course.json"])
        cover = files["index.html"].replace(b"</main>", f"<p>{words}</p></main>".encode())
        return read(
            record({**files, "index.html": cover, "karmakit/course.json": json.dumps({**told, "credits": credits_}).encode()})
        ).findings

    return change


def test_a_work_that_no_page_names_is_told(after):
    (finding,) = after([WORK])
    assert (finding.code, finding.span.path) == ("LIC004", "index.html")
    assert "`A desk` by `A. Painter`" in finding.message


def test_title_author_and_licence_stand_together(after):
    assert after([WORK], "<a href='#main'>A  desk</a>, A. Painter, CC-BY-4.0") == ()
    assert [finding.code for finding in after([WORK], "A desk, A. Painter")] == ["LIC004"]


def test_a_work_that_the_bundle_does_not_carry_needs_no_name(after):
    assert after([{**WORK, "file": "media/other.png"}]) == ()


@pytest.mark.parametrize("credits_", [None, 7, "x", [], [7], [{}], [{"file": 7, "title": None}], {"file": "media/desk.png"}])
def test_what_is_no_list_of_works_is_passed_over(after, credits_):
    assert after(credits_) == ()
