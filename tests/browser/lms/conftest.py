"""A learning platform in a browser: fixtures of the tests in which bundles and platforms meet."""

import contextlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from lms_server import NODE, Server  # noqa: E402 - found beside this file only once the path is set
from lms_values import faults  # noqa: E402 - the same
from lms_values_12 import SPACE as SPACE_12  # noqa: E402 - the same
from lms_values_2004 import SPACE as SPACE_2004  # noqa: E402 - the same
from lms_words import WORDS, Words  # noqa: E402 - the same
from small_course import Bundle  # noqa: E402 - the same

RUNTIME = HERE.parents[2] / "build/runtime"
ESBUILD = RUNTIME / "node_modules/esbuild/bin/esbuild"

SPACES = {"scorm12": SPACE_12, "scorm2004": SPACE_2004}

ADAPTER_PAGE = """<!doctype html><html lang="en" data-page="cover" data-root="."><head><meta charset="utf-8"><title>A course</title>
<link rel="icon" href="data:,"><script src="adapter.js"></script></head><body><main><h1>A course</h1></main></body></html>"""


@pytest.fixture(scope="session")
def adapter_script(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the tracker alone, as one script: `karmakit_adapter.createTracker` and its neighbours."""
    if not ESBUILD.exists():
        pytest.skip("esbuild is not installed: run `make setup`")
    out = tmp_path_factory.mktemp("adapter") / "adapter.js"
    subprocess.run(
        [
            str(ESBUILD),
            str(HERE / "adapter.ts"),
            "--bundle",
            "--format=iife",
            "--global-name=karmakit_adapter",
            "--target=es2019,chrome70",
            "--log-level=error",
            f"--outfile={out}",
        ],
        check=True,
    )
    return out.read_bytes()


@dataclass
class Launch:
    """One launch of a course at the platform."""

    lms: "Lms"
    page: Page
    number: int
    config: dict[str, Any]
    problems: list[str] = field(default_factory=list)
    popup: Page | None = None

    @property
    def frame(self) -> Frame:
        """Return the frame that the course runs in."""
        frame = self.popup.main_frame if self.popup else self.page.frame(name="course")
        assert frame
        return frame

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Return every call to the platform; after the page closed, those that it reported."""
        if not self.page.is_closed():
            return self.page.evaluate("calls")
        return [call for report in self._reports() for call in report["calls"]]

    @property
    def data(self) -> dict[str, str]:
        """Return what the platform holds for good after the last commit."""
        if not self.page.is_closed():
            return self.page.evaluate("committed")
        held = [report["data"] for report in self._reports() if "data" in report]
        return held[-1] if held else dict(self.config.get("data", {}))

    @property
    def words(self) -> Words:
        """Return the words of the standard that this platform speaks."""
        return WORDS[self.config["standard"]]

    @property
    def status(self) -> str | None:
        """Return what the platform holds of passing or completion."""
        return self.words.status(self.data)

    def held(self, name: str) -> str | None:
        """Return what the platform holds by the short name of an element (lms_words.py)."""
        return self.data.get(self.words.element(name))

    @property
    def sets(self) -> list[tuple[str, str]]:
        return [tuple(call["args"]) for call in self.calls if call["kind"] == "set" and not call.get("injected")]

    def seconds(self) -> float:
        """Return the seconds of the session that the platform holds."""
        hours, minutes, seconds = re.fullmatch(r"(?:PT)?(?:(\d+)[H:])?(?:(\d+)[M:])?([\d.]+)S?", self.held("time") or "").groups(
            "0"
        )
        return float(hours) * 3600 + float(minutes) * 60 + float(seconds)

    def count(self, kind: str) -> int:
        """Return how many calls of a kind were made: `initialize`, `get`, `set`, `commit`, `terminate`."""
        return sum(call["kind"] == kind for call in self.calls)

    def last(self, name: str) -> str | None:
        """Return the value that an element was set to last, by its short name and by the platform's own account."""
        return next((value for element, value in reversed(self.sets) if element == self.words.element(name)), None)

    def interactions(self) -> list[dict[str, str]]:
        """Return the interactions, each as its elements."""
        rows: dict[int, dict[str, str]] = {}
        for element, value in self.sets:
            if element.startswith("cmi.interactions."):
                _, _, index, name = element.split(".", 3)
                rows.setdefault(int(index), {})[name] = value
        return [rows[index] for index in sorted(rows)]

    def progress(self, status: str | None = None) -> dict[str, str]:
        """Wait until iGOT's player has sent something to its server, with a status if one is given, and return the last of it."""
        deadline = time.monotonic() + 15
        while True:
            held = [report["progress"] for report in self._reports() if "progress" in report]
            if held and status in (None, held[-1].get(self.words.element("status"))):
                return held[-1]
            assert time.monotonic() < deadline, f"iGOT's player has sent {held}"
            time.sleep(0.05)

    def push(self) -> None:
        """Let the course send at once what is due, as it does when its page is hidden."""
        self.frame.evaluate(
            """() => { Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
            delete document.visibilityState; }"""
        )

    def close(self) -> None:
        """Close the tab as a learner does, and wait for its last words."""
        with self.page.expect_event("close"):
            self.page.close(run_before_unload=True)
        before = -1
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline and before != len(self.lms.server.reports):
            before = len(self.lms.server.reports)
            time.sleep(0.15)

    def kill(self) -> None:
        """Let the tab crash: nothing in it is told that it ends."""
        with self.page.expect_event("crash"), contextlib.suppress(Error):
            self.page.goto("chrome://crash", timeout=1000)
        self.page.close()

    def _reports(self) -> list[dict[str, Any]]:
        mine = [report for report in self.lms.server.reports if report["launch"] == self.number]
        return sorted(mine, key=lambda report: report["number"])

    def assert_conforms(self) -> None:
        """Fail if anything that was said to the platform lies outside the standard, or anything reached the page."""
        assert faults(self.calls, SPACES[self.config["standard"]]) == []
        assert self.problems == []


@dataclass
class Lms:
    """A platform and the browser it is used with."""

    server: Server
    context: BrowserContext
    standard: str
    launches: int = 0

    def upload(self, bundle: Bundle) -> None:
        """Put a bundle where `open` launches it; an earlier one is gone."""
        self.server.files = {path: body for path, body in self.server.files.items() if not path.startswith("/course/")}
        self.server.files |= {f"/course/{name}": body for name, body in bundle.files.items()}

    def open(self, page: str = "index.html", **config: Any) -> Launch:
        """Launch the uploaded course and wait until it lives."""
        launch = self.launch(f"/course/{page}", **config)
        launch.frame.wait_for_selector("header.bar .exit")
        launch.page.wait_for_timeout(400)
        return launch

    def launch(self, src: str = "/adapter/index.html", *, page: Page | None = None, **config: Any) -> Launch:
        """Open a course at the platform; `config` is what lms.js understands."""
        self.launches += 1
        words = WORDS[self.standard]
        if "data" in config:
            config["data"] = {
                name if "." in name.removeprefix("score.") else words.element(name): value for name, value in config["data"].items()
            }
        config = {
            "kind": "scorm-again",
            "standard": self.standard,
            "learner": "learner-1",
            "src": src,
            "launch": self.launches,
        } | config
        launch = Launch(self, page or self.context.new_page(), self.launches, config)
        launch.page.on("pageerror", lambda error: launch.problems.append(f"exception: {error}"))
        launch.page.on(
            "console", lambda message: launch.problems.append(f"console: {message.text}") if message.type == "error" else None
        )
        self.server.files[f"/config/{self.launches}"] = json.dumps(config).encode()
        launch.page.goto(f"{self.server.origin}/lms.html?launch={self.launches}")
        return launch


@pytest.fixture(params=sorted(WORDS))
def standard(request: pytest.FixtureRequest) -> str:
    """Return the standard that the platform speaks; a test that is about one of them says so by its own parameter of this name."""
    return str(request.param)


@pytest.fixture
def lms(browser: Browser, adapter_script: bytes, standard: str) -> Iterator[Lms]:
    if not NODE.is_dir():
        pytest.skip("scorm-again is not installed: run `make setup`")
    server = Server()
    server.files |= {"/adapter/index.html": ADAPTER_PAGE.encode(), "/adapter/pages/second.html": ADAPTER_PAGE.encode()}
    server.files |= {"/adapter/adapter.js": adapter_script, "/adapter/pages/adapter.js": adapter_script}
    context = browser.new_context()
    yield Lms(server, context, standard)
    context.close()
    server.close()


@pytest.fixture
def clocked(lms: Lms) -> Lms:
    """Return the platform in a browser whose clock the test turns."""
    lms.context.clock.install()
    return lms


@pytest.fixture
def patient(lms: Lms) -> Lms:
    """Return the platform in a browser whose tabs wait long for each other's answer, so that a busy machine does not decide."""
    answer = re.search(r"const ANSWER = (\d+);", (RUNTIME / "src/tracker/lock.ts").read_text(encoding="utf-8"))
    assert answer
    lms.context.add_init_script(
        f"""const later = window.setTimeout;
        window.setTimeout = (act, delay, ...rest) => later(act, delay === {answer[1]} ? 2500 : delay, ...rest);"""
    )
    return lms


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Bundle]:
    """Return what builds a course for a target with the command that authors use."""

    def build(course: Path, target: str) -> Bundle:
        out = tmp_path_factory.mktemp("bundle")
        command = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())"]
        arguments = ["build", str(course), "--target", target, "--out", str(out)]
        subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
        return Bundle(next(out.rglob("*.zip")))

    return build


@pytest.fixture(scope="session")
def smalls(built: Callable[[Path, str], Bundle]) -> Callable[[str], Bundle]:
    """Return what gives the small course built for a target, once each."""
    return cache(lambda target: built(HERE / "small-course", target))


@pytest.fixture
def small(smalls: Callable[[str], Bundle], standard: str) -> Bundle:
    return smalls(standard)


@pytest.fixture
def course(lms: Lms, small: Bundle) -> Lms:
    """Return the platform with the small course uploaded."""
    lms.upload(small)
    return lms
