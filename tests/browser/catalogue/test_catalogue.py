"""A catalogue in Chromium, opened from the disk: it loads nothing else, fits, can be read by everybody and by keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.archive import write_folder
from karmakit_build.catalogue.entry import Entry, Status, entry, in_order
from karmakit_build.catalogue.making import catalogue
from karmakit_build.catalogue.terms import Terms

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
COURSES = {
    ROOT / "courses" / "noting-drafting": Status.vetted,
    ROOT / "courses" / "rti-answering-hi": Status.demonstration,
    ROOT / "tests" / "browser" / "player" / "courses" / "urdu": Status.not_vetted,
}
AXE = ROOT / "build" / "runtime" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# the first themes stand for all: every theme is written alike
SHORTENED = """() => document.querySelectorAll(
    '.theme:nth-child(n+5), .lacking > div:nth-child(n+4), tbody:nth-of-type(n+6)'
).forEach(node => node.remove())"""
PAGES = ("index.html", "competencies.html", "coverage.html", "courses/rti-answering-hi.html", "status/not-vetted.html")


def listed(folder: Path, status: Status) -> Entry:
    """Return a course as if it were vetted like that: the rules are not asked, which takes long."""
    parsed = parse(load(folder))
    assert parsed.course
    return entry(parsed.course, parsed, status, judged=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    terms = Terms("en", "Courses of the institutes", date(2027, 6, 1))
    entries = in_order(listed(course, status) for course, status in COURSES.items())
    return write_folder(catalogue(entries, terms), tmp_path_factory.mktemp("site") / "catalogue")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def address(site: Path, path: str) -> str:
    return (site / path).as_uri()


def test_a_page_from_the_disk_has_its_style_and_asks_for_nothing_else(site: Path, page: Page) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(site, "courses/rti-answering-hi.html"))
    assert page.evaluate("() => getComputedStyle(document.querySelector('main')).maxWidth") == "1216px"
    assert [url for url in asked if not url.startswith("data:")] == [
        address(site, "courses/rti-answering-hi.html"),
        address(site, "style.css"),
    ]
    assert complaints == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_pages_are_free_of_the_faults_a_machine_can_find(colours: str, site: Path, page: Page) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type] # one of the two that it knows
    page.set_viewport_size({"width": 360, "height": 800})
    for path in PAGES:
        page.goto(address(site, path))
        page.evaluate(SHORTENED)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(({violations}) => violations)", RULES
        )
        assert [f"{path}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_fit_their_window(width: int, site: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(address(site, path))
        assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path


def test_a_course_is_found_by_keyboard_alone(site: Path, page: Page) -> None:
    page.goto(address(site, "index.html"))
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('article') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/courses/*.html")
    assert page.locator("h1").count() == 1


def test_a_right_to_left_course_stands_from_the_right(site: Path, page: Page) -> None:
    page.goto(address(site, "index.html"))
    heading = page.locator("article h2[lang=ur]")
    assert heading.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_the_picture_is_told_apart_without_colours(site: Path, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address(site, "coverage.html"))
    empty, taught = (
        page.locator(f"#picture .theme {selector}").first.evaluate("node => getComputedStyle(node).strokeDasharray")
        for selector in (".cell:not([class*=shade])", ".cell[class*=shade]")
    )
    assert empty != "none"
    assert taught == "none"
    assert page.locator("#picture .theme .count").first.text_content() == "1"
