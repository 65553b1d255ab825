"""What cmi5 asks of a platform: to say when all is met, to close a session for good, and to count nothing that should not count."""

import io
import json
import zipfile

import pytest

from karmakit_build.playing import platform as platforms
from karmakit_build.playing.asking import Request
from karmakit_build.playing.launching import LAUNCH_DATA, own_name, session_in
from karmakit_build.playing.opening import read_bundle
from karmakit_build.playing.platform import Platform

ADL, OWN = "http://adlnet.gov/expapi/verbs/", "https://w3id.org/xapi/adl/verbs/"
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"


def named(tag, name, inside, **attributes):
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    texts = (
        f'<title><langstring lang="en">{name}</langstring></title><description><langstring lang="en">x</langstring></description>'
    )
    return f'<{tag} id="https://example.org/{name}"{told}>{texts}{inside}</{tag}>'


def unit(name, move_on):
    return named("au", name, "<url>au.html</url>", moveOn=move_on)


STRUCTURE = (
    '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
    + named("course", "course", "")
    + named("block", "outer", named("block", "inner", unit("one", "Passed")) + unit("two", "CompletedOrPassed"))
    + named("block", "free", unit("three", "NotApplicable"))
    + "</courseStructure>"
)


@pytest.fixture
def platform():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("cmi5.xml", STRUCTURE)
        archive.writestr("au.html", "<p>unit")
    return Platform(read_bundle(out.getvalue(), "units.zip"), "Asha", "http://store", "http://site")


def launch(platform, name, **more):
    platform.launch(f"https://example.org/{name}", anew=False, **more)
    session = platform.sessions[-1]
    platform.fetch(Request("POST", "/fetch", {"key": session.key}))
    return session


def say(platform, session, verb, *, category=CATEGORY):
    statement = {
        "actor": session.actor,
        "verb": {"id": ADL + verb},
        "object": {"id": session.activity},
        "context": {
            "registration": session.registration,
            "contextActivities": {"category": [{"id": category}]},
            "extensions": {"https://w3id.org/xapi/cmi5/context/extensions/sessionid": session.name},
        },
    }
    headers = {"x-experience-api-version": "1.0.3", "authorization": f"Basic {session.token}"}
    return platform.record("statements", Request("POST", "/", {}, headers, json.dumps(statement).encode())).status


def satisfied(platform):
    return [
        (one["object"]["definition"]["name"]["und"], session_in(one))
        for one in platform.lrs.statements
        if one["verb"]["id"] == f"{OWN}satisfied"
    ]


def test_blocks_and_the_course_are_satisfied_once_when_all_in_them_is_met(platform):
    session = launch(platform, "one")
    (free,) = satisfied(platform)  # it asks for nothing, and so is met at registration, by a session of the platform's own
    assert free[0] == "free"
    assert free[1] != session.name
    say(platform, session, "completed")
    assert len(satisfied(platform)) == 1
    say(platform, session, "passed")
    say(platform, session, "passed")
    assert satisfied(platform)[1:] == [("inner", session.name)]
    second = launch(platform, "two")
    say(platform, second, "completed")
    assert satisfied(platform)[2:] == [("outer", second.name), ("course", second.name)]
    last = platform.lrs.statements[-1]
    assert last["object"]["id"] == own_name("course https://example.org/course") != "https://example.org/course"
    assert last["object"]["definition"]["type"] == "https://w3id.org/xapi/cmi5/activitytype/course"
    assert last["context"]["contextActivities"]["grouping"][0]["id"] == "https://example.org/course"
    assert last["context"]["registration"] == second.registration
    platform.launch("https://example.org/one", anew=True)
    assert [name for name, _ in satisfied(platform)] == ["free"]


def test_content_cannot_say_what_the_platform_alone_says(platform):
    session = launch(platform, "one")
    assert say(platform, session, "launched") == 403


@pytest.mark.parametrize(
    "more", [{"context": ["x"]}, {"context": None}, {"result": {"score": {"raw": float("inf")}}}, {"result": 1}]
)
def test_a_statement_of_another_make_is_refused_in_one_line(platform, more):
    session = launch(platform, "one")
    body = json.dumps({"actor": session.actor, "verb": {"id": f"{ADL}passed"}, "object": {"id": session.activity}, **more})
    headers = {"x-experience-api-version": "1.0.3", "authorization": f"Basic {session.token}"}
    assert platform.record("statements", Request("POST", "/", {}, headers, body.encode())).status == 400


def test_credentials_that_are_no_ascii_are_refused_as_others_are(platform):
    launch(platform, "one")
    assert platform.record("statements", Request("GET", "/", {}, {"authorization": "Basic \u00e9"})).status == 401
    assert platform.fetch(Request("POST", "/fetch", {"key": "\u00e9"})).status == 400


def test_what_does_not_carry_the_category_does_not_count(platform):
    session = launch(platform, "one")
    assert say(platform, session, "passed", category="https://example.org/other") == 200
    assert [name for name, _ in satisfied(platform)] == ["free"]


def test_a_session_that_is_over_records_nothing_more(platform, monkeypatch):
    monkeypatch.setattr(platforms, "GRACE", 0.0)
    session = launch(platform, "one")
    assert say(platform, session, "initialized") == 200
    assert say(platform, session, "terminated") == 200
    assert say(platform, session, "passed") == 403
    second = launch(platform, "two")
    assert "abandoned" not in str(platform.lrs.statements)  # the first had said its last word
    platform.leave()
    left = platform.lrs.statements[-1]
    assert (left["verb"]["id"], session_in(left)) == (f"{OWN}abandoned", second.name)
    assert left["result"]["duration"].startswith("PT")
    assert say(platform, second, "passed") == 403


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_nothing_counts_in_a_session_that_was_opened_to_look(platform, mode):
    session = launch(platform, "one", mode=mode)
    (data,) = (json.loads(one.body) for place, one in platform.lrs.documents.items() if place[-1] == LAUNCH_DATA)
    assert data["launchMode"] == mode
    assert say(platform, session, "initialized") == 200
    assert say(platform, session, "passed") == 403
    assert say(platform, session, "terminated") == 200
