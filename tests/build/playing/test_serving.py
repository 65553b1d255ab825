"""The servers of play give what is in the bundle to who is on this machine, and nothing else to anybody."""

import http.client
import io
import json
import zipfile
from pathlib import Path

import pytest

from karmakit_build.playing.asking import Request
from karmakit_build.playing.desk import Desk
from karmakit_build.playing.opening import read_bundle
from karmakit_build.playing.platform import Platform
from karmakit_build.playing.serving import Serving

TINCAN = """<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="https://example.org/a" type="http://adlnet.gov/expapi/activities/course"><name lang="en">Days</name>
<description lang="en">x</description><launch lang="en">index.html?a=1</launch></activity></activities></tincan>"""


@pytest.fixture
def serving():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"tincan.xml": TINCAN, "index.html": "<p>0123456789", "a b.css": "p{}"}.items():
            archive.writestr(name, text)
    serving = Serving(Desk(Platform(read_bundle(out.getvalue(), "days.zip"), "Asha")))
    serving.start()
    yield serving
    serving.close()


def ask(origin, method, path, body=None, **headers):
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=5)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    told = reply.read()
    connection.close()
    return reply.status, told, reply.headers


def post(serving, path, told, **headers):
    status, body, _ = ask(serving.origin, "POST", path, json.dumps(told), **({"Origin": serving.origin} | headers))
    return status, json.loads(body) if status == 200 else body


def test_content_comes_from_an_origin_of_its_own(serving):
    site = serving.desk.platform.site
    assert site != serving.origin
    assert ask(site, "GET", "/content/index.html")[:2] == (200, b"<p>0123456789")
    assert ask(site, "GET", "/content/a%20b.css")[2]["Content-Type"] == "text/css; charset=utf-8"
    assert ask(serving.origin, "GET", "/content/index.html")[0] == 404
    assert ask(site, "GET", "/-/setup")[0] == 404


@pytest.mark.parametrize(
    "path", ["/", "/content/", "/content", "/content/../tincan.xml", "/content/%2e%2e/etc/passwd", "//etc/passwd"]
)
def test_there_are_no_folders_to_list_and_no_ways_out(serving, path):
    assert ask(serving.desk.platform.site, "GET", path)[0] == 404


def test_a_part_of_a_film_can_be_asked_for(serving):
    site = serving.desk.platform.site
    status, body, headers = ask(site, "GET", "/content/index.html", Range="bytes=3-5")
    assert (status, body, headers["Content-Range"]) == (206, b"012", "bytes 3-5/13")
    assert ask(site, "GET", "/content/index.html", Range="bytes=3-")[1] == b"0123456789"
    assert ask(site, "GET", "/content/index.html", Range="bytes=99-")[0] == 200


def test_another_name_for_this_machine_and_another_site_are_turned_away(serving):
    assert ask(serving.origin, "GET", "/", Host="evil.example")[0] == 421
    assert post(serving, "/-/launch", {"unit": "https://example.org/a"}, Origin="http://evil.example")[0] == 403
    assert post(serving, "/-/switch", {"name": "bundle", "on": True})[0] == 404
    assert post(serving, "/-/launch", {"unit": "nothing"})[0] == 404
    assert ask(serving.origin, "POST", "/-/launch", "[", Origin=serving.origin)[0] == 400


def test_a_body_without_end_is_not_read(serving):
    assert ask(serving.origin, "POST", "/-/launch", Content_Length="99999999999")[0] == 413
    assert ask(serving.origin, "POST", "/-/launch", Content_Length="x")[0] == 411


def test_records_are_kept_for_who_was_launched_and_as_it_is_switched(serving):
    _, told = post(serving, "/-/launch", {"unit": "https://example.org/a"})
    address = told["address"]
    assert address.startswith(f"{serving.desk.platform.site}/content/index.html?a=1&endpoint=")
    session = serving.desk.platform.sessions[0]
    statement = {
        "actor": session.actor,
        "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
        "object": {"id": session.activity},
    }
    headers = {"X_Experience_API_Version": "1.0.3", "Authorization": f"Basic {session.token}"}

    def say(**other):
        return ask(serving.origin, "POST", "/xapi/statements", json.dumps(statement), **(headers | other))

    assert say(Authorization="Basic eDp5")[0] == 401
    status, _, answered = say()
    assert (status, answered["Access-Control-Allow-Origin"]) == (200, "*")
    post(serving, "/-/switch", {"name": "failing", "on": True})
    assert say()[0] == 503
    post(serving, "/-/switch", {"name": "offline", "on": True})
    with pytest.raises(http.client.RemoteDisconnected):
        say()
    _, record = post(serving, "/-/record", {})
    assert record["lines"][0] == "Asha has passed the course."
    assert len(post(serving, "/-/statements", {})[1]["statements"]) == 1
    post(serving, "/-/switch", {"name": "offline", "on": False})
    post(serving, "/-/launch", {"unit": "https://example.org/a", "anew": True})
    assert post(serving, "/-/record", {})[1]["lines"] == ["Nothing is kept of Asha yet."]


def test_nothing_is_written(serving, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ask(serving.origin, "GET", "/")
    post(serving, "/-/launch", {"unit": "https://example.org/a"})
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize(("lang", "word"), [("en", "Suspend and leave"), ("hi", "रोककर बाहर आएँ")])
def test_the_page_has_its_words_in_the_readers_language(serving, lang, word):
    page = Desk(serving.desk.platform, lang).page(Request("GET", "/")).body.decode()
    assert f'<html lang="{lang}">' in page
    assert word in page
    assert "{page" not in page
