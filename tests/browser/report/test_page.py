"""The page for reviewers in a browser: accessible, within 320 pixels, in both colours, on paper, and filtered without a script."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Finding, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.check import check
from karmakit_validators.report import Manner, Part, render

pytestmark = pytest.mark.browser
HOST = Path(__file__).parents[2] / "validators" / "host"
FAULTY = """
![](../media/logo.svg)

The clerk writes the the line. See [click here](http://darpg.gov.in/a/very/long/address/that/has/no/place/to/break) for the rules.
The handicapped man calls 9999 4105 7058 of the register of letters that came by hand and by post in the year before last.

::: question {#example-9 objective=register}
What does the register say?

- [ ] From whom the letter came
- [ ] To which desk it went
- [x] All of the above

:::
"""


def faulty() -> Part:
    sources = load(HOST)
    text = sources.files["modules/example.md"] + FAULTY.encode()
    sources = Sources(sources.name, {**sources.files, "modules/example.md": text})
    human = Finding(
        "LIC003", "licence-forbids-use", "`x` may not be used", Span("course.yml"), Severity.warning, kind=Kind.needs_human
    )
    return Part("courses/host", (human, *check(parse(sources))), sources)


def clean() -> Part:
    return Part("courses/clean", (), load(HOST))


PAGES = {
    "faulty": lambda lang: render("html", [faulty()], Manner(lang=lang)),
    "courses": lambda lang: render(
        "html", [faulty(), clean()], Manner(lang=lang, errors=("courses/gone: there is no course here",))
    ),
    "clean": lambda lang: render("html", [clean()], Manner(lang=lang)),
}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Open a page of `PAGES` from the disk, without a network: `opened("faulty", "en", width=320, scheme="dark")`."""
    contexts = []

    def run(name: str, lang: str, *, width: int = 1280, scheme: Any = "light", script: bool = True) -> Page:
        file = tmp_path / "report.html"
        file.write_text(PAGES[name](lang), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=script,
            bypass_csp=script,
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield run
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("name", "lang", "scheme"),
    [
        ("faulty", "en", "light"),
        ("faulty", "hi", "dark"),
        ("courses", "hi", "light"),
        ("courses", "en", "dark"),
        ("clean", "en", "dark"),
    ],
)
def test_axe_finds_nothing(opened: Any, name: str, lang: str, scheme: str) -> None:
    page = opened(name, lang, scheme=scheme)
    page.locator("summary").first.click() if name != "clean" else None
    pytest.importorskip("axe_playwright_python")
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags}).then(({violations}) => violations)", tags)
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize(("name", "lang"), [("faulty", "hi"), ("courses", "en"), ("clean", "hi")])
def test_nothing_reaches_over_the_edge_of_a_small_screen(opened: Any, name: str, lang: str) -> None:
    page = opened(name, lang, width=320)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_text_may_be_spaced_out(opened: Any) -> None:
    page = opened("faulty", "en", width=320)
    page.add_style_tag(content="* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_findings_are_chosen_by_key_without_a_script(opened: Any) -> None:
    page = opened("faulty", "en", script=False)
    everything = page.locator("article:visible").count()
    page.keyboard.press("Tab")
    page.locator("#show-all").focus()
    page.keyboard.press("ArrowRight")
    grave = page.locator("article:visible").count()
    assert 0 < grave < everything
    assert grave == page.locator("article.grave").count()
    page.locator("label", has=page.locator("#show-humans")).click()
    assert page.locator("article:visible").count() == page.locator("article.human").count() > 0
    assert page.locator("h2#files:visible").count() == 0


def test_paper_shows_all_findings_whatever_is_chosen(opened: Any) -> None:
    page = opened("faulty", "en", script=False)
    page.locator("label", has=page.locator("#show-humans")).click()
    page.emulate_media(media="print")
    assert page.locator("article:visible").count() == page.locator("article").count()
    assert not page.locator(".filters").is_visible()


def test_the_page_is_whole_without_asking_for_anything(opened: Any, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "alone.html"
    file.write_text(PAGES["courses"]("hi"), encoding="utf-8")
    context = browser.new_context()
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []
    assert page.evaluate("getComputedStyle(document.querySelector('.verdict')).borderRadius") == "8px"
    context.close()
