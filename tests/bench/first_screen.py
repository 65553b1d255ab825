"""How the first screen of a bundle arrives on a slow line: requests, and when its text can be read."""

import gzip
import http.server
import io
import statistics
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))

import chromium
from playwright.sync_api import Browser, sync_playwright

KILOBITS, LATENCY = 400, 400
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
PAINTED = """() => new Promise(done => {
  const found = () => performance.getEntriesByName("first-contentful-paint")[0];
  const wait = () => found() ? done(found().startTime) : setTimeout(wait, 20);
  wait();
})"""


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """Requests until the page has loaded, and milliseconds until its text can be read."""

    requests: int
    text_ms: float


def first_screen(bundle: Path, times: int) -> FirstScreen:
    """Return the figures of a bundle, medians of so many visits with an empty cache."""
    with served(bundle) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(chromium.WHOLE + chromium.BARE), args=list(chromium.ARGUMENTS)
        )
        visits = [_visit(browser, address) for _ in range(times)]
        browser.close()
    return FirstScreen(max(visit.requests for visit in visits), statistics.median(visit.text_ms for visit in visits))


def _visit(browser: Browser, address: str) -> FirstScreen:
    context = browser.new_context()
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    speed = KILOBITS * 1000 / 8
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address, wait_until="load")
    seen = len(requests)
    text = page.evaluate(PAINTED)
    context.close()
    return FirstScreen(seen, float(text))


@contextmanager
def served(bundle: Path) -> Iterator[str]:
    """Serve a bundle as platforms do, text compressed; give the address of its first page."""
    with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            data = files.get(self.path.partition("?")[0].lstrip("/"))
            if data is None:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            packed = gzip.compress(data, mtime=0)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", TYPES.get(Path(self.path).suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()
