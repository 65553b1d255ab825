"""Courses that report to a learning record store: fixtures."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lms")]

from lms_server import Server  # noqa: E402 - found in the neighbouring room only once the path is set
from small_course import Bundle  # noqa: E402 - the same

from lrs import Lrs, Reply, Request  # noqa: E402 - the same

PATIENCE = 60
"""Seconds that a test waits for what must come."""


@dataclass
class Launch:
    """One launch of a course."""

    page: Page
    problems: list[str] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        return self.page.main_frame

    def trouble(self, name: str) -> None:
        """Wait until the bar tells this trouble, or none."""
        self.frame.wait_for_selector(f".trouble[data-trouble={name}]", state="attached")

    def starts(self, word: str) -> None:
        """Wait until the cover offers to start, or to resume."""
        self.frame.wait_for_function("(word) => document.querySelector('.start a')?.textContent === word", arg=word)

    def close(self) -> None:
        """Close the tab as a learner does."""
        with self.page.expect_event("close"):
            self.page.close(run_before_unload=True)

    def exit(self) -> str:
        """Leave by the course's own exit, and return the heading of the farewell."""
        self.frame.click("button.exit")
        self.frame.wait_for_selector("main.farewell h1")
        self.frame.wait_for_function("() => document.querySelector('main.farewell h1').textContent !== 'Saving'")
        return self.frame.inner_text("main.farewell h1")


@dataclass
class Platform:
    """A record store, a course on another origin, and the browser they are used with."""

    lrs: Lrs
    server: Server
    context: BrowserContext
    launches: list[Launch] = field(default_factory=list)

    def upload(self, bundle: Bundle) -> None:
        self.server.files = {f"/course/{name}": body for name, body in bundle.files.items()}
        self.server.files["/portal.html"] = b"<!doctype html><title>Portal</title><link rel=icon href=data:,><p>Welcome back"

    def open(self, kind: str = "cmi5", page: str = "index.html", **how: Any) -> Launch:
        """Launch the course and wait until it lives."""
        if kind == "xapi":
            how.setdefault("activity", "https://training.example.gov.in/small-course")
        return self.visit(f"{self.server.origin}/course/{page}?{self.lrs.launch(kind, **how)}")

    def visit_late(self, address: str) -> Launch:
        """Launch at a platform that does not answer, and turn the clock until the course goes on without."""
        launch = self._goto(address)
        launch.page.clock.run_for(10_000)
        launch.trouble("not-saved")
        return launch

    def _goto(self, address: str) -> Launch:
        launch = Launch(self.context.new_page())
        self.launches.append(launch)
        launch.page.on("pageerror", lambda error: launch.problems.append(str(error)))
        launch.page.goto(address)
        launch.frame.wait_for_selector("header.bar .exit")
        return launch

    def visit(self, address: str) -> Launch:
        launch = self._goto(address)
        # the bar knows of trouble, or of none, once the platform has answered
        launch.frame.wait_for_selector(".trouble[data-trouble]", state="attached")
        return launch

    def settled(self, holds: Callable[[], bool]) -> None:
        """Wait until the store holds what it must."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, (self.lrs.verbs(), self.lrs.refusals)
            time.sleep(0.05)

    def cut(self) -> None:
        """Cut the line of all launches so far: nothing that they send arrives any more, not even a farewell that comes late."""
        cut = {session.credentials for session in self.lrs.sessions}
        self.lrs.trouble = lambda request: Reply(0) if request.headers.get("Authorization") in cut else None

    def vanish(self) -> None:
        """Cut the line of everybody."""
        self.lrs.trouble = lambda _: Reply(0)

    def mend(self) -> None:
        self.lrs.trouble = lambda _: None

    def fail(self, status: int, when: Callable[[Request], bool], **headers: str) -> None:
        """Answer requests with a status."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.lrs.trouble = lambda request: Reply(status, told) if when(request) else None


@contextlib.contextmanager
def running(browser: Browser) -> Iterator[Platform]:
    """Run a platform until the block is left; no course may have thrown anything into its page."""
    lrs, server = Lrs(), Server()
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    platform = Platform(lrs, server, context)
    try:
        yield platform
    finally:
        context.close()
        server.close()
        lrs.close()
    assert [problem for launch in platform.launches for problem in launch.problems] == []


@pytest.fixture
def platform(browser: Browser) -> Iterator[Platform]:
    with running(browser) as platform:
        yield platform


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Bundle]:
    """Return what builds a course for a target with the command that authors use."""

    def build(course: Path, target: str) -> Bundle:
        out = tmp_path_factory.mktemp("bundle")
        command = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())"]
        subprocess.run([*command, "build", str(course), "--target", target, "--out", str(out)], check=True, capture_output=True)
        return Bundle(next(out.rglob("*.zip")))

    return build


@pytest.fixture(scope="session")
def small(built: Callable[[Path, str], Bundle]) -> dict[str, Bundle]:
    """Return the small course, by target."""
    return {target: built(HERE.parent / "lms/small-course", target) for target in ("cmi5", "xapi")}


@pytest.fixture
def cmi5(platform: Platform, small: dict[str, Bundle]) -> Platform:
    """Return the platform with the small course for cmi5."""
    platform.upload(small["cmi5"])
    return platform


@pytest.fixture
def tincan(platform: Platform, small: dict[str, Bundle]) -> Platform:
    """Return the platform with the small course for xAPI."""
    platform.upload(small["xapi"])
    return platform
