"""A preview that follows a copy of the sample course, and a browser that looks at it."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from karmakit_build.preview.following import EVERY, Following
from karmakit_build.preview.serving import Server

COURSE = Path(__file__).parents[3] / "courses" / "rti-answering"
PLAYER = Path(__file__).parents[3] / "build" / "karmakit_build" / "player" / "web.js"
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)  # a whole check of a course comes late on a machine that does six other things
DOUBLE = "The clerk writes the the line of the register."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Writing:
    """A course that somebody writes, and where its preview is."""

    folder: Path
    address: str

    def module(self, name: str) -> Path:
        """Return the file of a module."""
        return self.folder / "modules" / f"{name}.md"

    @contextmanager
    def spoilt(self, file: Path, words: str) -> Iterator[None]:
        """Put something else in the place of a file for a while: it is whole again for the next test, whatever happens."""
        whole = file.read_text(encoding="utf-8")
        file.write_text(words, encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(whole, encoding="utf-8")

    def add(self, name: str, words: str) -> None:
        """Write a paragraph at the end of a module."""
        file = self.module(name)
        file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\n{words}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writing]:
    """Return a course with a word written twice in one module, and its preview, which follows it as the command does."""
    if not PLAYER.is_file():
        pytest.skip("the player is missing: run `make setup`")
    folder = tmp_path_factory.mktemp("institute") / "rti-answering"
    shutil.copytree(COURSE, folder)
    ended = Event()
    module = folder / "modules" / "appeals.md"
    module.write_text(f"{module.read_text(encoding='utf-8').rstrip()}\n\n{DOUBLE}\n", encoding="utf-8")
    following = Following([folder])

    def follow() -> None:
        while not ended.wait(EVERY):
            following.look()

    with Server(following, 0) as server:
        threads = [Thread(target=server.serve_forever, args=(0.01,), daemon=True), Thread(target=follow, daemon=True)]
        for thread in threads:
            thread.start()
        yield Writing(folder, server.address)
        ended.set()
        server.shutdown()


def is_asked(told: ConsoleMessage) -> bool:
    """Say whether the browser tells of our own question whether a page can be shown yet."""
    return "404" in told.text and "/player/pages/" in told.location["url"]


@pytest.fixture
def look(browser: Browser, writing: Writing) -> Iterator[Callable[..., Page]]:
    """Return what opens a page of the preview; that the browser complains of nothing is asked at the end."""
    contexts = []
    complaints: list[str] = []

    def opened(path: str, *, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" and not is_asked(told) else None)
        page.goto(f"{writing.address}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in complaints if not re.search("net::ERR_", line)] == []
