"""The low-bandwidth edition on a phone: it asks for no heavy file, says what it weighs, and goes on where the full one was left."""

import json
from pathlib import Path

import pytest

AXE = Path(__file__).parents[3] / "build" / "runtime" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOWN = """async () => {
  for (const one of document.images) { one.scrollIntoView(); await one.decode(); }
  return [...document.images].map((one) => one.currentSrc);
}"""


def faults_of(page):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `make setup`")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]


def is_narrow(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("edition", "line"), [("en/web-lite", "Low-bandwidth edition about"), ("hi/scorm12-lite", "कम डेटा वाला संस्करण लगभग")]
)
def test_a_phone_is_told_the_weight_first_and_asks_for_no_heavy_file(phone, base, asked, edition, line):
    phone.goto(f"{base}/{edition}/index.html")
    told = phone.locator(".edition")
    assert told.inner_text().replace("\u00a0", " ").startswith(line)
    assert told.bounding_box()["y"] + told.bounding_box()["height"] < phone.viewport_size["height"]
    assert faults_of(phone) == []
    phone.click(".start a")
    phone.wait_for_selector("figure.media")
    assert len(phone.evaluate(SHOWN)) == 3
    assert phone.locator("details.transcript[open]").count() == 3
    assert is_narrow(phone)
    assert faults_of(phone) == []
    media = {path.partition("media/")[2] for path in asked if "/media/" in path}
    assert media == {"logo.svg", "hall.jpg.webp", "lite/desk.jpg.webp"}


def test_the_full_edition_loads_the_webp_where_there_is_one_and_keeps_the_layout(phone, base, asked):
    phone.goto(f"{base}/en/scorm12/index.html#/look")
    phone.wait_for_selector("figure.media")
    shown = phone.evaluate(SHOWN)
    assert [path.partition("media/")[2] for path in shown] == ["logo.svg", "desk.jpg.webp", "hall.jpg.webp"]
    assert not [path for path in asked if path.endswith("hall.jpg")]
    assert is_narrow(phone)
    assert faults_of(phone) == []
    sizes = "[...document.images].map((one) => [one.clientWidth, one.clientHeight])"
    full = phone.evaluate(sizes)
    phone.goto(f"{base}/en/scorm12-lite/index.html#/look")
    phone.wait_for_selector("figure.media")
    phone.evaluate(SHOWN)
    assert phone.evaluate(sizes) == full


def test_who_saves_the_course_saves_no_picture_that_this_browser_never_shows(browser, base):
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{base}/en/web/index.html")
    save = page.get_by_role("button", name="Save for offline use")
    save.wait_for()
    # films and the call; hall.jpg would make it 0.8
    assert save.inner_text().replace("\u00a0", " ") == "Save for offline use, 0.7 MB"
    save.click()
    page.get_by_role("button", name="Remove the saved media").wait_for()
    context.set_offline(True)
    page.goto(f"{base}/en/web/index.html#/look")
    page.wait_for_selector("figure.media")
    shown = [path.partition("media/")[2] for path in page.evaluate(SHOWN)]
    assert shown == ["logo.svg", "desk.jpg.webp", "hall.jpg.webp"]
    context.close()


def test_a_learner_goes_from_the_full_edition_to_the_light_one_and_back(phone, base):
    answered = "form.question[data-outcome=right]"

    def launch(edition, module):
        phone.goto("about:blank")
        phone.goto(f"{base}/en/{edition}/index.html#/{module}")
        phone.wait_for_selector(f"html[data-module={module}] form.question")

    def answers():
        """Return the answers as the platform keeps them; where the learner reads goes on changing."""
        state = json.loads(phone.evaluate("localStorage.getItem('platform')"))["cmi.suspend_data"]
        version, *sections = state.split(";")
        return version, [section for section in sections if section.startswith("q")]

    def answer():
        phone.click("form.question .option:nth-child(2) label")
        phone.click("form.question button[type=submit]")
        phone.wait_for_selector(answered)

    launch("scorm12", "look")
    answer()
    launch("scorm12-lite", "look")
    phone.wait_for_selector(answered)
    first = answers()
    assert first[1]
    launch("scorm12-lite", "weigh")
    answer()
    launch("scorm12", "weigh")
    phone.wait_for_selector(answered)
    second = answers()
    assert len(second[1]) == 1
    assert second[1][0].startswith(first[1][0])
    launch("scorm12", "look")
    phone.wait_for_selector(answered)
    assert answers() == second
