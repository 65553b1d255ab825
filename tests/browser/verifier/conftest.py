"""The page of the second verifier, opened from the disk without a network, and what it answers as data."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from karmakit_build.vetting.second_opinion import page as page_text

sys.path.insert(0, str(Path(__file__).parent))

import judged_dossiers as judged
import tried_bundles as tried

FORGERY = Path(__file__).parents[2] / "validators" / "verify" / "vetting" / "conftest.py"
TODAY = date(2026, 11, 22)
READ = """() => {
  const of = (row) => ({
    holds: row.dataset.holds === "true",
    codes: row.dataset.codes.split(" ").filter(Boolean),
    waived: row.dataset.waived.split(" ").filter(Boolean),
    approvals: [...row.querySelectorAll("li")].map((one) => [one.dataset.person, one.dataset.role]).sort(),
  });
  const part = (card) => ({
    state: card.dataset.state,
    codes: [...new Set([...card.querySelectorAll(".code code")].map((code) => code.textContent))].sort(),
    told: card.innerText,
  });
  return {
    state: document.querySelector("#answer").dataset.state,
    told: document.querySelector("#answer").innerText,
    parts: Object.fromEntries([...document.querySelectorAll("[data-part]")].map((card) => [card.dataset.part, part(card)])),
    subjects: Object.fromEntries([...document.querySelectorAll("[data-subject]")].map((row) => [row.dataset.subject, of(row)])),
  };
}"""


@dataclass
class Verifier:
    """An open page, which is asked by its file input as a reader would."""

    page: Page

    def ask(self, bundle: bytes, signature: bytes | None = None, root: str | None = None, today: date = TODAY) -> dict[str, Any]:
        """Give files, wait, and return the answer."""
        given = {"bundle.zip": bundle, "bundle.zip.sig": signature, "root.pub": root.encode() if root else None}
        self.page.clock.set_fixed_time(f"{today.isoformat()}T12:00:00")
        files = [{"name": name, "mimeType": "", "buffer": data} for name, data in given.items() if data is not None]
        self.page.set_input_files("#files", files)  # type: ignore[arg-type]  # what Playwright calls FilePayload is a dict
        self.page.wait_for_selector("#answer:not([data-state=working])")
        told: dict[str, Any] = self.page.evaluate(READ)
        return told


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page as `karmakit vet page` writes it."""
    file = tmp_path_factory.mktemp("verifier") / "verifier.html"
    file.write_text(page_text(), encoding="utf-8")
    return file


@pytest.fixture
def opened(browser: Browser, page_file: Path) -> Iterator[Callable[..., Verifier]]:
    """Open the page: `opened(width=320, color_scheme="dark")`; whatever it says on its console is a fault."""
    contexts = []
    told: list[str] = []

    def run(width: int = 1280, **more: Any) -> Verifier:
        context = browser.new_context(viewport={"width": width, "height": 800}, offline=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.clock.install(time=f"{TODAY.isoformat()}T12:00:00")
        page.goto(page_file.as_uri())
        return Verifier(page)

    yield run
    for context in contexts:
        context.close()
    assert told == []


@dataclass(frozen=True)
class Given:
    """What a reader has in their hands: a bundle, its signature and the root key, and the day on which it is judged."""

    bundle: bytes
    signature: bytes
    root: str
    today: date


@pytest.fixture(scope="session")
def vetted(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """Return a bundle of a vetted course, as the builder makes it for the web, signed."""
    spec = importlib.util.spec_from_file_location("forgery", FORGERY)
    assert spec
    assert spec.loader
    forgery = importlib.util.module_from_spec(spec)
    sys.modules["forgery"] = forgery
    spec.loader.exec_module(forgery)
    course = forgery.course_in(tmp_path_factory.mktemp("institute"))
    course.pass_all("asha", "meena")
    bundle = course.build("web") / "host-web.zip"
    signed = forgery.Bundle(forgery.files_of(bundle), None).signed()
    return Given(bundle.read_bytes(), signed.signature, forgery.Key.of("owner").line, forgery.NOW.date())


@pytest.fixture(scope="session")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> list[judged.Dossier]:
    """Return every state that the tests of vetting judge, with our own answer."""
    return judged.collected(tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> list[tried.Tried]:
    """Return every bundle that the attack tests of `verify` try, with our own answer."""
    return tried.collected(tmp_path_factory.mktemp("bundles"))
