"""Build a course for the web, and serve it from a folder of a server that can be taken down and brought back."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.targets import package

TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "wav": "audio/wav",
}


def built(course: Path) -> dict[str, bytes]:
    """Return the files of a course's site."""
    parsed = parse(load(course))
    assert parsed.course is not None, parsed.findings
    return dict(package(compile_course(parsed.course), "web")[0].files)


class _Listener(ThreadingHTTPServer):
    # a worker asks for a whole course at once
    request_queue_size = 256
    daemon_threads = True


class Server:
    """A web server with one folder.

    `asked` are the paths that were asked for, `files` may be exchanged at any time, and those in `holds` are never answered.
    """

    def __init__(self, files: Mapping[str, bytes], folder: str = "/") -> None:
        self.files, self.folder = files, folder
        self.asked: list[str] = []
        self.holds: set[str] = set()
        self._end = threading.Event()
        self._port = 0
        self.up()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}{self.folder}"

    def up(self) -> None:
        """Listen, at the same port as before."""
        self._end.clear()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = _Listener(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def down(self) -> None:
        """Stop listening: as if the network had gone."""
        self._end.set()
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        name = path.removeprefix(self.folder) or "index.html"
        self.asked.append(name)
        if name in self.holds:
            self._end.wait()
            return
        data = self.files.get(name) if path.startswith(self.folder) else None
        request.send_response(200 if data is not None else 404)
        request.send_header("Content-Type", TYPES.get(name.rpartition(".")[2], "application/octet-stream"))
        request.send_header("Content-Length", str(len(data or b"")))
        request.end_headers()
        request.wfile.write(data or b"")
