"""What the browser layer does where there is nothing to open a bundle with, and how it names clauses."""

import sys

import pytest

from karmakit_schemas.errors import UsageError
from karmakit_validators.browser import axe, launching, reflow
from karmakit_validators.browser.site import Site
from karmakit_validators.browser.tools import chromium, tools
from karmakit_validators.speaking import translated
from karmakit_validators.verify.archive import Archive


def test_without_playwright_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    with pytest.raises(UsageError, match=r"pip install 'karmakit\[browser\]'") as caught:
        tools()
    assert "\n" not in str(caught.value)


def test_without_axe_one_line_says_what_to_install(monkeypatch):
    pytest.importorskip("playwright")
    monkeypatch.setitem(sys.modules, "axe_playwright_python", None)
    with pytest.raises(UsageError, match=r"pip install 'karmakit\[browser\]'"):
        tools()


def test_without_chromium_one_line_says_what_to_install(monkeypatch, tmp_path):
    class Playwright:
        class chromium:  # noqa: N801 - as Playwright names it
            executable_path = str(tmp_path / "none")

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="playwright install chromium"):
        chromium(Playwright())


def test_the_tags_of_axe_are_told_as_success_criteria_and_clauses():
    assert axe.criteria(["cat.color", "wcag2aa", "wcag143", "wcag1411", "EN-9.1.4.3"]) == ("1.4.3", "1.4.11")
    tags = ["wcag2aa", "wcag143"]
    (told,) = axe.findings("index.html", [{"id": "color-contrast", "place": "p", "number": 2, "help": "Contrast", "tags": tags}])
    assert told.message == "axe reports `color-contrast` at 2 places, first at `p`: Contrast"
    assert told.help == "Mend the page: WCAG 1.4.3; IS 17802-1 9.1.4.3"
    assert (told.code, told.name, told.span.path) == ("ACC028", "axe-violation", "index.html")


def every_message():
    over = {"over": 40, "name": "table"}
    fits = {"over": 0, "name": "body"}
    nodes = [{"id": "x", "place": "p", "number": n, "help": "Help", "tags": tags} for n, tags in ((1, []), (2, ["wcag143"]))]
    yield from axe.findings("a", nodes)
    yield from reflow.findings("a", reflow.Reflow(over, over, "p"))
    yield from reflow.findings("a", reflow.Reflow(fits, over, ""))
    site = Site(Archive("a"), outside=["https://x.in"], missing=["b"])
    spoken = [f"the platform never hears {name} ({words})" for name, words in launching.WORDS.items()]
    yield from launching.findings("a", ["a script fails: x", *spoken], site)


def test_every_message_is_said_in_hindi():
    for finding in every_message():
        said = translated(finding, "hi")
        assert said.message != finding.message
        assert said.help != finding.help


def test_a_page_that_fits_is_not_spoken_of():
    fits = {"over": 0, "name": "body"}
    assert list(reflow.findings("a", reflow.Reflow(fits, fits, ""))) == []
