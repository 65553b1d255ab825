"""The server of the preview answers the author's browser, and nobody who comes by another name."""

import http.client
import json
import socket
from threading import Thread

import pytest

from karmakit_build.preview.following import Following
from karmakit_build.preview.serving import Server, kind
from karmakit_schemas.errors import UsageError

DESK = "/sample-course/modules/counting.html"


@pytest.fixture
def server(folder):
    with Server(Following([folder]), 0) as running:
        thread = Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join(20)


@pytest.fixture
def ask(server):
    """Return what sends a request and gives status, headers and body."""

    def send(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            connection.close()

    return send


def test_the_pages_and_what_learners_see_are_served(ask):
    status, headers, body = ask(DESK)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"<iframe" in body
    status, _, body = ask("/sample-course/player/pages/counting.html")
    assert status == 200
    assert b"The thirty days run from" in body
    assert ask("/")[0] == ask("/sample-course/")[0] == 200


def test_no_page_of_ours_may_stand_in_another_site_or_run_what_is_not_ours(ask):
    ours = ask(DESK)[1]
    assert "frame-ancestors 'none'" in ours["Content-Security-Policy"]
    assert "script-src 'self'" in ours["Content-Security-Policy"]
    assert "unsafe" not in ours["Content-Security-Policy"]
    assert ask("/sample-course/player/index.html")[1]["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert "sandbox" in ask("/sample-course/player/media/desk.svg")[1]["Content-Security-Policy"]
    assert ours["Cross-Origin-Resource-Policy"] == "same-origin"
    assert ours["X-Content-Type-Options"] == "nosniff"


def test_a_frame_may_show_that_its_page_is_not_there_so_that_it_can_be_loaded_again(ask):
    status, headers, body = ask("/sample-course/player/pages/gone.html")
    assert (status, headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "Content-Security-Policy" not in headers
    assert body.count(b"\n") == 1


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_name_for_this_machine_is_refused(ask, host):
    status, _, body = ask(DESK, Host=host)
    assert status == 421
    assert b"counting" not in body


def test_localhost_is_a_name_of_ours(ask, server):
    assert ask(DESK, Host=f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/sample-course/source/..%2fx.html", "/x%00"])
def test_nothing_outside_the_courses_is_served(ask, path):
    assert ask(path)[0] == 404


def test_nothing_can_be_sent_in(ask):
    for method in ("POST", "PUT", "DELETE"):
        assert ask(DESK, method)[0] == 501


def test_a_head_has_the_length_and_no_body(ask):
    status, headers, body = ask(DESK, "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(ask(DESK)[2])


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=10-", 206, 10, None),
        ("bytes=-5", 206, -5, None),
        ("bytes=9-2", 200, 0, None),
        ("x", 200, 0, None),
    ],
)
def test_a_player_may_ask_for_a_part_of_a_film(ask, asked, status, start, end):
    whole = ask("/sample-course/player/media/desk.svg")[2]
    answer = ask("/sample-course/player/media/desk.svg", Range=asked)
    assert (answer[0], answer[2]) == (status, whole[start:end])


def test_changes_are_told_as_they_come(server, folder):
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection, connection.makefile("rb") as stream:
        connection.sendall(f"GET /_events HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode())
        told = (json.loads(line[6:]) for line in stream if line.startswith(b"data: "))
        assert next(told) == {"course": "", "version": 0}
        (folder / "media" / "new.svg").write_bytes(b"<svg/>")
        server.following.look()
        assert next(told) == {"course": "sample-course", "version": 1}


def test_a_page_that_fails_leaves_the_others_alone(ask, server, monkeypatch):
    monkeypatch.setattr("karmakit_build.preview.files.desk", lambda *_: 1 / 0)
    status, _, body = ask(DESK)
    assert status == 500
    assert body == b"This page cannot be shown: ZeroDivisionError: division by zero\n"
    monkeypatch.undo()
    assert ask(DESK)[0] == 200


def test_a_port_that_is_taken_is_one_line(server):
    with pytest.raises(UsageError, match=rf"port {server.server_port} cannot be had \(.*\): name another with --port"):
        Server(server.following, server.server_port)


def test_files_have_the_types_that_browsers_want():
    assert kind("a/b.JS") == "text/javascript; charset=utf-8"
    assert kind("x.woff2") == "font/woff2"
    assert kind("x.mp4") == "video/mp4"
    assert kind("x.unknown") == "application/octet-stream"
