"""Serve the page of play, the records and the content on this machine alone, from memory."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any

from karmakit_build.playing.asking import LARGEST, Refused, Reply, Request, request_of
from karmakit_build.playing.desk import Desk

HOST = "127.0.0.1"
HEARTBEAT = 10.0
"""After so many quiet seconds a listening page hears that we are still there."""
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, PUT, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, X-Experience-API-Version",
}

Answer = Callable[[Request], Reply]


class Serving:
    """Two servers on ports of their own: one of the page and the records, one of the content of what is no SCORM.

    SCORM's API is looked for in the parent window, so its content comes from the page's own origin.
    """

    def __init__(self, desk: Desk, port: int = 0) -> None:
        """Take the ports; raise OSError where `port` is not to be had."""
        self.desk = desk
        self._main = _Server(port, self._answer_main, self._events)
        self._content = None if desk.same_origin else _Server(0, self._answer_content, None)
        self.origin = self._main.origin
        desk.platform.store = self.origin
        desk.platform.site = self._content.origin if self._content else self.origin

    def start(self) -> None:
        """Answer from now on, in threads."""
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()

    def close(self) -> None:
        """Stop, and give the ports back."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    @property
    def _servers(self) -> list["_Server"]:
        return [self._main, *([self._content] if self._content else [])]

    def _answer_main(self, request: Request) -> Reply:
        if request.path.startswith("/xapi/"):
            return self.desk.platform.record(request.path.removeprefix("/xapi/"), request)
        if request.path == "/fetch":
            return self.desk.platform.fetch(request)
        if request.path.startswith("/-/"):
            return self.desk.asked(request, self.origin)
        if request.path.startswith("/content/") and self.desk.same_origin:
            return self.desk.content(request)
        return self.desk.page(request)

    def _answer_content(self, request: Request) -> Reply:
        return self.desk.content(request)

    def _events(self) -> Iterator[bytes]:
        return map(_line, self.desk.platform.listen(HEARTBEAT))


def _line(news: Mapping[str, Any] | None) -> bytes:
    """Return a happening as a stream of events has it; a comment where nothing happens."""
    return f"data: {json.dumps(news, ensure_ascii=False)}\n\n".encode("utf-8", "replace") if news else b": still here\n\n"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, answer: Answer, events: Callable[[], Iterator[bytes]] | None) -> None:
        self.answer = answer
        self.events = events
        super().__init__((HOST, port), _Handler)
        self.origin = f"http://{HOST}:{self.server_port}"

    def handle_error(self, *_: Any) -> None:
        """Say nothing: who went away in the middle of an answer is no fault of ours."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "karmakit"
    sys_version = ""
    timeout = 60
    server: _Server

    def do_any(self) -> None:
        """Answer one request; a name of the host that is not ours is another site's, which has let its name point here."""
        if self.headers.get("Host", "") != self.server.origin.removeprefix("http://"):
            return self._send(Reply(421, b"this server answers to its own address only", "text/plain; charset=utf-8"), {})
        if self.command == "OPTIONS":
            return self._send(Reply(204), _CORS)
        if self.path == "/-/events" and self.server.events and self.command == "GET":
            return self._stream(self.server.events())
        try:
            request = request_of(self.command, self.path, dict(self.headers.items()), self._body())
            reply = self.server.answer(request)
        except Refused as refused:
            reply = Reply(refused.status, str(refused).encode(), "text/plain; charset=utf-8")
        records = self.path.startswith(("/xapi/", "/fetch"))
        return self._send(reply, _CORS if records else {})

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_OPTIONS = do_any  # noqa: N815 - the names are http.server's

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or "Transfer-Encoding" in self.headers:
            raise Refused(411, "the length of the body is missing")
        if int(length) > LARGEST:
            self.close_connection = True
            raise Refused(413, f"a body of {length} bytes is too large")
        return self.rfile.read(int(length))

    def _send(self, reply: Reply, more: Mapping[str, str]) -> None:
        if reply.status == 0:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in {**more, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        if reply.status != 204:  # noqa: PLR2004 - No Content
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.status != 204 and self.command != "HEAD":  # noqa: PLR2004 - the same
            self.wfile.write(reply.body)

    def _stream(self, events: Iterator[bytes]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with contextlib.suppress(OSError):
            for data in chain((b": here\n\n",), events):
                self.wfile.write(data)
                self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Say nothing: the page tells what happens."""
