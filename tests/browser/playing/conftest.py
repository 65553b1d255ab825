"""A bundle at play: fixtures of the tests that drive the page of `karmakit play`."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "lms"))

from small_course import Bundle  # noqa: E402 - found in the neighbouring room only once the path is set

from karmakit_build.playing.desk import Desk  # noqa: E402 - the same
from karmakit_build.playing.opening import read_bundle  # noqa: E402 - the same
from karmakit_build.playing.platform import Platform  # noqa: E402 - the same
from karmakit_build.playing.serving import Serving  # noqa: E402 - the same

TARGETS = ("scorm12", "scorm2004", "cmi5", "xapi", "web")


@dataclass
class Play:
    """A bundle at play in a browser."""

    page: Page
    serving: Serving
    bundle: Bundle | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def course(self) -> Frame:
        frame = self.page.frame(name="course")
        assert frame
        return frame

    def lives(self) -> None:
        """Wait until the player of the course lives in the frame."""
        self.page.frame_locator("#course").locator("header.bar .exit").wait_for()

    def see(self, view: str, *words: str) -> str:
        """Show a view and wait until it says all the words; return what it says."""
        self.page.click(f"#tab-{view}")
        for word in words:
            self.page.locator(f"#{view}", has_text=word).wait_for()
        return self.page.inner_text(f"#{view}")

    def shows(self, words: str) -> None:
        """Wait until the platform would show this."""
        self.page.locator("#shown", has_text=words).wait_for()

    def turn(self, module: str = "choosing") -> None:
        """Turn to a module of the small course."""
        self.course.evaluate("(id) => { location.hash = `#/${id}`; }", module)
        self.course.wait_for_selector(f"html[data-module={module}] main:not([aria-busy]) h1")

    def answer(self, name: str = "ordinary", module: str = "choosing") -> None:
        """Give the right answer to a question of the small course."""
        assert self.bundle
        kind, answer = self.bundle.answers(module, right=True)[name]
        assert kind == "single"
        self.turn(module)
        self.course.check(f"#q-{name} input[value={answer}]")
        self.course.click(f"#q-{name} .actions button[type=submit]")
        self.course.wait_for_selector(f"#q-{name}[data-outcome]")

    def told(self, name: str) -> None:
        """Wait until the player tells the learner this trouble, or none."""
        self.course.wait_for_selector(f".trouble[data-trouble={name}]", state="attached")

    def leave(self) -> None:
        self.page.click("#suspend")
        self.page.wait_for_selector("#away:not([hidden])")

    def resume(self) -> None:
        self.page.click("#resume")
        self.page.wait_for_selector("#suspend:enabled")


Player = Callable[..., Play]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the small course, built for every target with the command that authors use."""
    out = tmp_path_factory.mktemp("bundles")
    command = [sys.executable, "-c", "import sys; from karmakit_build.cli import main; sys.exit(main())"]
    course = HERE.parent / "lms/small-course"
    subprocess.run(
        [*command, "build", str(course), "--target", ",".join(TARGETS), "--out", str(out)], check=True, capture_output=True
    )
    return {target: out / "small-course" / f"small-course-{target}.zip" for target in TARGETS}


@pytest.fixture
def playing(browser: Browser) -> Iterator[Player]:
    """Return what plays a zip; no page may have thrown anything."""
    running: list[Play] = []

    def start(data: bytes, *, bundle: Bundle | None = None, name: str = "course.zip", **how: object) -> Play:
        serving = Serving(Desk(Platform(read_bundle(data, name), "Asha Rao")))
        serving.start()
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | how))
        play = Play(context.new_page(), serving, bundle)
        running.append(play)
        play.page.on("pageerror", lambda error: play.problems.append(str(error)))
        play.page.goto(f"{serving.origin}/")
        play.page.wait_for_selector("#suspend:enabled")
        return play

    yield start
    for play in running:
        play.page.context.close()
        play.serving.close()
    assert [problem for play in running for problem in play.problems] == []


@pytest.fixture
def small(playing: Player, built: dict[str, Path]) -> Callable[..., Play]:
    """Return what plays the small course, built for a target."""

    def start(target: str, **how: object) -> Play:
        path = built[target]
        play = playing(path.read_bytes(), bundle=Bundle(path), name=path.name, **how)
        play.lives()
        return play

    return start
