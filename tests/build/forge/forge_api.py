"""A stand-in for the comments of GitHub's and GitLab's API on loopback, as far as a review needs them."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

GITHUB, GITLAB = "/repos/institute/courses/issues", "/projects/7/merge_requests/12/notes"
LISTS = {f"{GITHUB}/12/comments", GITLAB}


class Forge:
    """The comments of change 12, who the token is, and what was asked; a `refused` method is answered with 403."""

    def __init__(self):
        self.comments, self.asked, self.tokens = [], [], set()
        self.refused: set[str] = set()
        self.me = {"id": 5, "login": "github-actions[bot]"}
        self.raw: bytes | None = None
        self.moved = False

    def add(self, body, **user):
        self.comments.append({"id": len(self.comments) + 1, "body": body, "user": user, "author": user})

    def answer(self, method, path, query, body):
        """Return status and body of the answer to a request."""
        if self.raw is not None or method in self.refused:
            return (403, {"message": "Resource not accessible by integration"}) if self.raw is None else (200, self.raw)
        found = re.fullmatch(rf"(?:{GITHUB}/comments|{GITLAB})/(\d+)", path)
        match method:
            case "GET" if path == "/user":
                return 200, self.me
            case "GET" if path in LISTS:
                first = (int(query["page"][0]) - 1) * int(query["per_page"][0])
                return 200, self.comments[first : first + 100]
            case "POST" if path in LISTS:
                self.add(body["body"], **self.me)
                return 201, self.comments[-1]
            case "PATCH" | "PUT" if found and (method == "PUT") == path.startswith(GITLAB):
                self.comments[int(found[1]) - 1]["body"] = body["body"]
                return 200, {}
        return 404, {}


@contextmanager
def running() -> Iterator[tuple[Forge, str]]:
    forge = Forge()

    class Handler(BaseHTTPRequestHandler):
        def handle_all(self):
            parts = urlsplit(self.path)
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            forge.asked.append(f"{self.command} {parts.path}")
            forge.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN"))
            status, said = forge.answer(self.command, parts.path, parse_qs(parts.query), json.loads(data) if data else None)
            answer = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response(302 if forge.moved else status)
            self.send_header("Location", "https://elsewhere.example.org/")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = do_PUT = handle_all  # noqa: N815 - the names that the server looks for

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield forge, f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
