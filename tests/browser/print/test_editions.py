"""The print editions in Chromium: they load nothing and complain of nothing, can be read by everybody, and print whole."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.compiler.pages import Pages
from karmakit_build.editions import facilitator_edition, learner_edition

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
COURSES = {
    "hindi": ROOT / "courses" / "rti-answering-hi",
    "urdu": ROOT / "tests" / "browser" / "player" / "courses" / "urdu",
    "every-part": ROOT / "tests" / "browser" / "player" / "courses" / "every-part",
}
EDITIONS = {"learner": learner_edition, "facilitator": facilitator_edition}
AXE = ROOT / "build" / "runtime" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4 = (595, 842)


@pytest.fixture(scope="module", params=COURSES)
def pages(request: pytest.FixtureRequest) -> Pages:
    course = parse(load(COURSES[request.param])).course
    assert course
    return compile_course(course)


@pytest.fixture(params=EDITIONS)
def file(request: pytest.FixtureRequest, pages: Pages, tmp_path: Path) -> Path:
    """An edition as a file on a memory stick."""
    path = tmp_path / f"{request.param}.html"
    path.write_bytes(EDITIONS[request.param](pages))
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def test_an_edition_opens_from_a_file_shows_every_picture_and_asks_for_nothing_else(file: Path, page: Page) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_function("() => [...document.images].every(image => image.complete)")
    assert page.evaluate("() => [...document.images].filter(image => !image.naturalWidth).map(image => image.alt)") == []
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert complaints == []


def test_the_font_of_the_script_stands_in_the_edition(file: Path, pages: Pages, page: Page) -> None:
    page.goto(file.as_uri())
    page.evaluate("() => document.fonts.ready.then(() => true)")
    loaded = set(page.evaluate("() => [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"))
    family = pages.language.font.family if pages.language.font else None
    assert {name.strip('"') for name in loaded} == ({family} if family else set())


def test_the_style_is_the_one_the_policy_lets_in_and_no_other_gets_in(file: Path, page: Page) -> None:
    page.goto(file.as_uri())
    assert page.evaluate("() => getComputedStyle(document.querySelector('.cover h1')).marginTop") == "0px"
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<style>h1 { display: none }</style>')")
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).display") == "block"


def test_an_edition_is_free_of_the_faults_a_machine_can_find(file: Path, page: Page) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(file.as_uri())
    # the first module of each unit and the tests stand for all: every module is written alike
    page.evaluate("() => document.querySelectorAll('.module + .module:not([data-kind=test])').forEach(node => node.remove())")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(({violations}) => violations)", RULES
    )
    faults = [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]
    assert faults == []


@pytest.mark.parametrize("width", [320, 1280])
def test_an_edition_fits_its_window(width: int, file: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_an_edition_prints_on_a4_with_its_text_as_text(file: Path, pages: Pages, page: Page) -> None:
    page.goto(file.as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    boxes = {tuple(round(float(side)) for side in box) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}
    assert boxes == {A4}
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > len(pages.course.modules)
    streams = [
        # the end of the data is the compressor's to know: its bytes may look like the word that closes a stream
        zlib.decompressobj().decompress(pdf[start.end() :])
        for start in re.finditer(rb"/FlateDecode[^>]*>>\s*stream\r?\n", pdf)
    ]
    # letters are drawn from fonts that say which letter each is: the text can be searched and read aloud
    assert sum(stream.count(b"Tj") + stream.count(b"TJ") for stream in streams) > 100
    assert any(b"beginbfchar" in stream or b"beginbfrange" in stream for stream in streams)


def test_on_paper_nothing_is_left_that_only_a_screen_needs(file: Path, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(file.as_uri())
    shown = page.evaluate("() => [...document.querySelectorAll('.screen-only, .skip')].filter(node => node.offsetParent).length")
    assert shown == 0


def test_nothing_is_said_by_colour(file: Path, page: Page) -> None:
    """Everything but the pictures is black on white; also for a reader who prefers dark."""
    page.emulate_media(color_scheme="dark")
    page.goto(file.as_uri())
    colours = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('main *')].flatMap(node => {
          const style = getComputedStyle(node);
          return [style.color, style.backgroundColor];
        }))].sort()"""
    )
    assert colours == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
