"""Serve a bundle and a learning platform for it on this machine, and keep what the platform reports."""

import json
import mimetypes
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NODE = HERE.parent / "node_modules"


class Server:
    """A server on a port of its own; `files` maps paths to bytes, `reports` is what the platform said, by launch."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {
            "/lms.html": (HERE / "lms.html").read_bytes(),
            "/lms.js": (HERE / "lms.js").read_bytes(),
            **{f"/{name}.js": (NODE / f"scorm-again/dist/{name}.min.js").read_bytes() for name in ("scorm12", "scorm2004")},
        }
        self.reports: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.port = self._http.server_port
        self.origin = f"http://127.0.0.1:{self.port}"
        # another name of this machine is another origin
        self.other_origin = f"http://localhost:{self.port}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            server.requests.append(path)
            body = server.files.get(path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body or b"")))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body or b"")

        def do_POST(self) -> None:
            server.reports.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        log_message: Callable[..., None] = lambda *_: None

    return Handler
