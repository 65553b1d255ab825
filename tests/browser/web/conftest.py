"""Courses on web servers of this machine, and browsers that are closed and started anew with all that they keep."""

import re
import shutil
import struct
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "lms")]

import chromium  # noqa: E402 - found in the neighbouring room only once the path is set
from keyboard import Learner  # noqa: E402 - the same
from small_course import Bundle  # noqa: E402 - the same
from web_site import Server, built  # noqa: E402 - found beside this file only once the path is set

PLAYER = HERE.parents[2] / "build" / "karmakit_build" / "player"
SMALL = HERE.parent / "lms" / "small-course"
PATIENCE = 60_000

AUDIO = """---
title: At the counter
kind: watch
duration: 3 min
objectives:
  - {id: hear, text: Hear when the days begin, bloom: remember}
---

Listen to the clerk.

::: audio {src=media/tone.wav title="At the counter" duration="1 min"}
**Clerk:** Your application reached us today.
:::

::: question {#when objective=hear}
When do the thirty days begin?

- [x] Today
  > Right: the day on which it reached the office.
- [ ] Tomorrow
  > No, they have begun.

:::
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def player() -> None:
    if not (PLAYER / "web.js").exists():
        pytest.skip("the player is not built: run `make setup`")


def tone(seconds: int = 30) -> bytes:
    """Return silence as a WAV file: 8,000 samples of 8 bits a second."""
    data = b"\x80" * (8000 * seconds)
    form = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8, b"data", len(data)
    )
    return form + data


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a course with every kind of question, a final test and a sound."""
    folder = tmp_path_factory.mktemp("web") / "small-course"
    shutil.copytree(SMALL, folder)
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / "tone.wav").write_bytes(tone())
    (folder / "modules" / "at-the-counter.md").write_text(AUDIO, encoding="utf-8")
    text = (folder / "course.yml").read_text(encoding="utf-8")
    assert "modules: [why-count, " in text
    (folder / "course.yml").write_text(text.replace("[why-count, ", "[why-count, at-the-counter, "), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def files(course: Path) -> dict[str, bytes]:
    return built(course)


@pytest.fixture(scope="session")
def edition(course: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the next edition of the course: one page says something else."""
    folder = tmp_path_factory.mktemp("next") / "small-course"
    shutil.copytree(course, folder)
    page = folder / "modules" / "why-count.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Write that day", "In the new edition: write that day"), encoding="utf-8"
    )
    return built(folder)


@pytest.fixture(scope="session")
def keys(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """Return the bundle with the keys of its questions."""
    path = tmp_path_factory.mktemp("keys") / "course.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return Bundle(path)


@pytest.fixture
def server(files: dict[str, bytes]) -> Iterator[Server]:
    """Return a server with the course in a folder of a folder."""
    running = Server(files, "/some/dir/")
    yield running
    running.down()


@dataclass
class Visit:
    """A window in which a course is read; what went wrong in it stands in `faults`."""

    page: Page
    faults: list[str] = field(default_factory=list)
    forgiven: str = ""
    """A pattern of what the test itself brings about."""

    def forgives(self, fault: str) -> bool:
        # the browser had a connection in store that the server had closed, and takes another
        spent = re.search("ERR_SOCKET_NOT_CONNECTED|ERR_CONNECTION_RESET", fault)
        return bool(spent) or bool(self.forgiven and re.search(self.forgiven, fault))

    @property
    def frame(self):
        return self.page.main_frame

    @property
    def learner(self) -> Learner:
        return Learner(self)

    def open(self, address: str) -> "Visit":
        """Open an address and wait until the course lives."""
        self.page.goto(address)
        self.page.wait_for_selector("header.bar .exit")
        self.page.wait_for_function(
            "() => document.documentElement.dataset.page === 'cover' ? document.querySelector('.device') : true"
        )
        return self

    def kept(self) -> "Visit":
        """Wait until the course is kept for use without a network."""
        self.page.wait_for_selector(".device-ready")
        return self

    def to(self, route: str) -> "Visit":
        """Go to a module, or a place in it."""
        self.page.evaluate("route => { location.hash = `#/${route}` }", route)
        module = route.partition("/")[0]
        page = "module" if module else "cover"
        self.page.wait_for_function(
            """([page, module]) => {
              const shown = document.documentElement.dataset;
              return shown.page === page && shown.module === module && document.querySelector('main:not([aria-busy]) h1');
            }""",
            arg=[page, module],
        )
        return self


class Device:
    """One device: its browser may be closed and started anew, and keeps what it kept."""

    def __init__(self, browser: Browser, profile: Path) -> None:
        self.browser, self.profile = browser, profile
        self.context: BrowserContext | None = None
        self.visits: list[Visit] = []

    def start(self, *arguments: str) -> "Device":
        """Start the browser, or start it anew once it has put on the disk what its last window kept."""
        self._written()
        self.stop()
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile,
            executable_path=chromium.find(),
            args=[*chromium.ARGUMENTS, *arguments],
            viewport={"width": 1280, "height": 800},
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE)
        return self

    def _written(self) -> None:
        """Wait for the browser: it writes what pages keep some seconds late, and a quick end may come before that."""
        if not self.context or not self.visits or self.visits[-1].page.is_closed():
            return
        kept = self.visits[-1].page.evaluate("() => { try { return Object.values(localStorage) } catch { return [] } }")
        folder = self.profile / "Default" / "Local Storage" / "leveldb"
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            held = b"".join(path.read_bytes() for path in folder.glob("*.l*"))
            if all(text.encode("latin-1", "replace") in held or text.encode("utf-16-le") in held for text in kept):
                return
            self.visits[-1].page.wait_for_timeout(100)
        pytest.fail("the browser does not write what its pages keep")

    def stop(self) -> None:
        if self.context:
            self.context.close()
            self.context = None

    def window(self) -> Visit:
        """Open an empty window."""
        assert self.context
        visit = Visit(self.context.new_page())
        visit.page.on("pageerror", lambda error: visit.faults.append(str(error)))
        visit.page.on("console", lambda message: visit.faults.append(message.text) if message.type == "error" else None)
        self.visits.append(visit)
        return visit

    def visit(self, address: str) -> Visit:
        """Open a course in a window of its own."""
        return self.window().open(address)


@pytest.fixture
def device(browser: Browser, tmp_path: Path, server: Server) -> Iterator[Device]:
    """Return a device whose windows must stay free of errors, and are closed before the server is."""
    made = Device(browser, tmp_path / "profile").start()
    yield made
    made.stop()
    assert [fault for visit in made.visits for fault in visit.faults if not visit.forgives(fault)] == []


@pytest.fixture
def practise(keys: Bundle) -> Callable[..., None]:
    """Return what answers every practice question of the open module."""

    def answer(visit: Visit, module: str) -> None:
        asked = next(one for one in keys.course["modules"] if one["id"] == module)["questions"]
        for name, (kind, given) in keys.answers(module, right=True).items() if asked else ():
            visit.learner.fill(f"#q-{name}", kind, given)
            assert visit.learner.check(f"#q-{name}") == ("neutral" if kind == "scale" else "right"), name

    return answer
