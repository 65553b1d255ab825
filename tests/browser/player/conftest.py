"""A browser, the courses of the scenes on a server, and a page that fails its test on any error."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from player_bundles import served  # noqa: E402 - found by the line above
from player_scenes import lay_out  # noqa: E402 - the same

PLAYER = HERE.parents[2] / "build" / "karmakit_build" / "player" / "scorm12.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and {"page", "browser", "context"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PLAYER.exists():
        pytest.skip("the player is not built: run `make setup`")
    place = tmp_path_factory.mktemp("player")
    lay_out(place)
    return place


@pytest.fixture(scope="session")
def base(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    faults: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield opened
    assert faults == []
