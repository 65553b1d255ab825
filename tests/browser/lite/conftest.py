"""Both editions of a heavy course on a server of this machine, in English and in Hindi, and a page that notes what it asks for."""

import importlib.util
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from karmakit_build.cli import main

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "player"))

from player_bundles import served  # noqa: E402 - found by the line above

PLAYER = HERE.parents[2] / "build" / "karmakit_build" / "player" / "web.js"
HEAVY = HERE.parents[1] / "build" / "lite" / "heavy_course.py"
# a platform that keeps what it is told across launches, as any SCORM 1.2 platform does
PLATFORM = """
const kept = () => JSON.parse(localStorage.getItem("platform") ?? "{}");
window.API = {
  LMSInitialize: () => "true", LMSFinish: () => "true", LMSCommit: () => "true",
  LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
  LMSGetValue: (name) => kept()[name] ?? "",
  LMSSetValue: (name, value) => (localStorage.setItem("platform", JSON.stringify({...kept(), [name]: String(value)})), "true"),
};
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address below which lie `en/web`, `en/web-lite`, `hi/scorm12-lite` and so on."""
    if not PLAYER.exists():
        pytest.skip("the player is not built: run `make setup`")
    spec = importlib.util.spec_from_file_location("heavy_course", HEAVY)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    folder = tmp_path_factory.mktemp("lite")
    for language in ("en", "hi"):
        course = made.heavy_course(folder / language / "host", language)
        for more in ([], ["--lite"]):
            assert main(["build", str(course), "--target", "web,scorm12", "--out", str(folder / "out"), *more]) == 0
        for bundle in (folder / "out" / "host").glob("host-*.zip"):
            with zipfile.ZipFile(bundle) as archive:
                archive.extractall(folder / "site" / language / bundle.stem.removeprefix("host-"))
    with served(folder / "site") as address:
        yield address


@pytest.fixture
def asked() -> list[str]:
    """Return the paths that the page asks for."""
    return []


@pytest.fixture
def phone(browser: Browser, asked: list[str]) -> Iterator[Page]:
    """Return a page of a narrow phone, on which no error is told; no worker asks for anything behind its back."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 360, "height": 640}, service_workers="block")
    context.set_default_timeout(10_000)
    context.add_init_script(PLATFORM)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []
