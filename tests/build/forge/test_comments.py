"""A review stands in one comment of a change, whatever else stands there and however often it is renewed."""

from pathlib import Path

import pytest

MARK = "<!-- karmakit review -->"
TOKEN = "a-token-that-nobody-may-see"


@pytest.fixture(params=["github", "gitlab"])
def forge(request, api, monkeypatch, tmp_path):
    """One of the forges, with its variables set; the present folder is empty."""
    state, url = api
    monkeypatch.chdir(tmp_path)
    given = {
        "github": {"GITHUB_TOKEN": TOKEN, "GITHUB_REPOSITORY": "institute/courses", "GITHUB_API_URL": url},
        "gitlab": {"KARMAKIT_GITLAB_TOKEN": TOKEN, "CI_PROJECT_ID": "7", "CI_API_V4_URL": url},
    }
    for name, value in given[request.param].items():
        monkeypatch.setenv(name, value)
    state.name = request.param
    return state


@pytest.fixture
def comment(forge, karmakit):
    def put(text, *more):
        Path("review.md").write_text(f"{MARK}\n{text}\n", encoding="utf-8")
        return karmakit("comment", "review.md", "--forge", forge.name, "--number", 12, *more)

    return put


def bodies(forge):
    return [one["body"] for one in forge.comments]


def test_a_comment_is_made_then_renewed_then_left_as_it_is(forge, comment):
    assert comment("One").out == "the review's comment: created\n"
    assert comment("Two").out == "the review's comment: updated\n"
    assert comment("Two").out == "the review's comment: unchanged\n"
    assert bodies(forge) == [f"{MARK}\nTwo\n"]
    assert forge.tokens <= {f"Bearer {TOKEN}", TOKEN}


def test_the_comment_is_found_behind_a_hundred_others(forge, comment):
    for number in range(150):
        forge.add(f"Remark {number}", id=1, login="asha")
    comment("One")
    comment("Two")
    assert len(forge.comments) == 151
    assert forge.comments[-1]["body"] == f"{MARK}\nTwo\n"


def test_what_somebody_else_wrote_under_the_mark_is_left_alone(forge, comment):
    forge.add(f"{MARK}\nAll is well, merge it", id=1, login="mallory")
    comment("One")
    assert bodies(forge) == [f"{MARK}\nAll is well, merge it", f"{MARK}\nOne\n"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_token_that_may_not_comment_is_told_in_one_line_without_it(forge, comment, method):
    forge.refused.add(method)
    done = comment("One")
    assert done.status == 2
    assert "403; the token may not do that" in done.err
    assert TOKEN not in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "raw", [b"<html>", b"[" * 100_000, b'{"id": []}', b'[1, {"id": "x"}, {"id": 3, "body": {}, "user": 4}]', b""]
)
def test_an_answer_that_makes_no_sense_ends_in_a_line_or_in_a_new_comment(forge, comment, raw):
    forge.raw = raw
    done = comment("One")
    assert done.status in {0, 2}
    assert "this should not have happened" not in done.err


NAMES = {"github": ("GITHUB_TOKEN", "GITHUB_API_URL"), "gitlab": ("KARMAKIT_GITLAB_TOKEN", "CI_API_V4_URL")}


@pytest.mark.parametrize(
    "url",
    [
        "http://forge.example.org",
        "https://user@forge.example.org",
        "https://forge.example.org/a?b=c",
        "https://forge.example.org:x",
        "https://[",
        "https://",
        "ftp://127.0.0.1",
    ],
)
def test_a_token_goes_to_no_place_that_others_can_read(forge, comment, monkeypatch, url):
    monkeypatch.setenv(NAMES[forge.name][1], url)
    done = comment("One")
    assert done.status == 2
    assert "address" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not forge.asked


def test_a_token_that_would_be_two_headers_is_refused_and_not_shown(forge, comment, monkeypatch):
    monkeypatch.setenv(NAMES[forge.name][0], f"{TOKEN}\nHost: x")
    done = comment("One")
    assert done.status == 2
    assert TOKEN not in done.err
    assert not forge.asked


def test_a_redirect_is_not_followed(forge, comment, monkeypatch):
    forge.moved = True
    done = comment("One")
    assert done.status == 2
    assert "points elsewhere: the token does not go there" in done.err
    assert len(forge.asked) == 1


def test_what_the_run_does_not_say_is_asked_for(forge, comment, monkeypatch):
    monkeypatch.delenv({"github": "GITHUB_REPOSITORY", "gitlab": "CI_PROJECT_ID"}[forge.name])
    assert "is not set; the page `In GitHub and GitLab`" in comment("One").err


@pytest.mark.parametrize("data", [b"No mark", b"\xff", f"{MARK}{'x' * 65_536}".encode()], ids=["no mark", "no text", "too long"])
def test_only_a_review_that_fits_becomes_a_comment(forge, karmakit, data):
    Path("review.md").write_bytes(data)
    done = karmakit("comment", "review.md", "--forge", forge.name, "--number", 12)
    assert done.status == 2
    assert "review.md: " in done.err
    assert not forge.asked


def test_a_forge_that_is_not_there_is_told_in_one_line(forge, comment, monkeypatch):
    for name in ("GITHUB_API_URL", "CI_API_V4_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    done = comment("One")
    assert done.status == 2
    assert "cannot be reached" in done.err
