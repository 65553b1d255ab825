"""Build the courses that the player's tests and pictures look at, and serve them."""

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.site import policy, site

HERE = Path(__file__).parent
COURSES = HERE / "courses"


def unpack(course: Path, out: Path, changes: tuple[tuple[str, str], ...] = (), *, per_module: bool = False) -> Path:
    """Write the pages of a course, without a platform, into a folder; `changes` are made to the course data in the script."""
    parsed = parse(load(course))
    assert parsed.course is not None, parsed.findings
    files = site(
        compile_course(parsed.course), "none", policy(), player="scorm12", options={"perModule": True} if per_module else {}
    )
    script = files["assets/player.js"].decode()
    for old, new in changes:
        assert old in script
        script = script.replace(old, new, 1)
    files["assets/player.js"] = script.encode()
    for name, data in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
