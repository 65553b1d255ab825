"""Serve a preview to the browser of this machine, and to nobody else; nothing is taken in, and nothing is written."""

import json
import mimetypes
import re
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from karmakit_build.preview.following import Following
from karmakit_build.preview.ways import EVENTS, HOME, PLAYER, Way
from karmakit_schemas.errors import UsageError

ADDRESS = "127.0.0.1"
NAMES = (ADDRESS, "localhost")
PULSE = 10.0
"""Seconds after which a browser that waits hears that we are still there."""
IDLE = 60
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
MORE_TYPES = {".woff2": "font/woff2", ".vtt": "text/vtt; charset=utf-8", ".webp": "image/webp", ".avif": "image/avif"}
OURS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
)
PLAYED = "frame-ancestors 'self'"  # the page carries the policy of every bundle
MEDIA = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; sandbox; frame-ancestors 'self'"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Server(ThreadingHTTPServer):
    """The server of a preview; its port is known when it is made."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, following: Following, port: int) -> None:
        """Take the port; raise `UsageError` where somebody else has it."""
        self.following = following
        try:
            super().__init__((ADDRESS, port), Handler)
        except (OSError, OverflowError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise UsageError(
                f"port {port} cannot be had ({reason}): name another with --port, or --port 0 for any that is free"
            ) from None

    @property
    def address(self) -> str:
        """Return where the preview is to be seen."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that went away."""


class Handler(BaseHTTPRequestHandler):
    """Answer one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "karmakit"
    sys_version = ""
    timeout = IDLE

    def do_GET(self) -> None:
        """Answer with a file, or with the changes as they come."""
        if not self._is_for_us():
            return self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "This address is for the author's own browser.")
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path == EVENTS and self.command == "GET":
            return self._tell_changes()
        path += HOME if path == "" or path.endswith("/") else ""
        try:
            data = self.server.following.preview.make(path)
        except Exception as error:  # noqa: BLE001 - a page that fails leaves the others alone
            return self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, f"This page cannot be shown: {type(error).__name__}: {error}")
        if data is None and _is_played(path):  # a frame that may not show the answer could not be loaded again from outside
            return self._refuse(HTTPStatus.NOT_FOUND, Way(self.server.following.preview.places, path).say("unshown"))
        if data is None:
            headers = {"Content-Type": TYPES[".html"], "Content-Security-Policy": OURS}
            return self._send(HTTPStatus.NOT_FOUND, headers, self.server.following.preview.missing(path))
        return self._answer(path, data)

    do_HEAD = do_GET  # noqa: N815 - the same

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
        """Keep the terminal quiet."""

    def _is_for_us(self) -> bool:
        """Say whether the browser means us: a page of a stranger may give our address a name of its own."""
        return self.headers.get("Host", "") in {f"{name}:{self.server.server_port}" for name in NAMES}

    def _answer(self, path: str, data: bytes) -> None:
        headers = {"Content-Type": kind(path), "Content-Security-Policy": _policy(path), "Accept-Ranges": "bytes"}
        asked = _range(self.headers.get("Range", ""), len(data))
        if asked:
            start, end = asked
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
            self._send(HTTPStatus.PARTIAL_CONTENT, headers, data[start:end])
        else:
            self._send(HTTPStatus.OK, headers, data)

    def _refuse(self, status: HTTPStatus, line: str) -> None:
        self._send(status, {"Content-Type": "text/plain; charset=utf-8"}, f"{line}\n".encode("utf-8", "replace"))

    def _send(self, status: HTTPStatus, headers: Mapping[str, str], data: bytes) -> None:
        self.send_response(status)
        self._send_headers({**headers, "Content-Length": str(len(data))})
        if self.command == "GET":
            self.wfile.write(data)

    def _send_headers(self, headers: Mapping[str, str]) -> None:
        fixed = {
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in {**fixed, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _tell_changes(self) -> None:
        """Tell each change to a browser, until it goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._send_headers({"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
        told = -1
        with suppress(OSError):
            while True:
                change = self.server.following.await_change(told, PULSE)
                event = f"data: {json.dumps(change._asdict())}\n\n" if change.version > told else ": still here\n\n"
                told = change.version
                self.wfile.write(event.encode())
                self.wfile.flush()


def kind(path: str) -> str:
    """Return the media type of a file, by the ending of its name."""
    ending = f".{path.rpartition('.')[2].lower()}"
    known = TYPES.get(ending) or MORE_TYPES.get(ending)
    return known or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _is_played(path: str) -> bool:
    return path.partition("/")[2].startswith(f"{PLAYER}/")


def _policy(path: str) -> str:
    if not _is_played(path):
        return OURS
    return PLAYED if path.endswith((".html", ".js")) and not path.partition("/")[2].startswith(f"{PLAYER}/media/") else MEDIA


def _range(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first byte and the end of the one range that is asked for; None where all is to be sent (RFC 9110, 14.2)."""
    match = _RANGE.fullmatch(asked)
    if not match or not size or not (match[1] or match[2]):
        return None
    if not match[1]:
        return max(0, size - int(match[2])), size
    start, end = int(match[1]), min(int(match[2]) + 1 if match[2] else size, size)
    return (start, end) if start < end else None
