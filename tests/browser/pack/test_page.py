"""The page of a pack: what it shows first, accessible, in both colours, on a small screen, in both languages, and alone."""

from importlib import resources

import pytest

pytestmark = pytest.mark.browser
VIEWS = ("start", "part-_course", "part-example", "part-final", "form", "finish")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page):
    pytest.importorskip("axe_playwright_python")
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, iframes: false}).then(({violations}) => violations)", TAGS)
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


def show(page, view):
    page.evaluate("view => { location.hash = view }", view)
    page.locator(f"#{view}").wait_for(state="visible")


FEW = ("part-example", "form")


@pytest.mark.parametrize(
    ("lang", "width", "scheme", "views"),
    [
        ("en", 1280, "light", ("start", "part-_course", "part-example", "form", "finish")),
        ("en", 360, "dark", FEW),
        ("hi", 360, "light", FEW),
        ("hi", 1280, "dark", ("start", "finish")),
    ],
)
def test_axe_finds_nothing_in_any_view(desk, opened, lang, width, scheme, views):  # noqa: PLR0913, PLR0917 - each is a case's
    page = opened(desk.packs[lang], width=width, scheme=scheme)
    page.select_option("#person", "ravi")
    for view in views:
        show(page, view)
        assert axe(page) == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_learner_s_page_with_its_keys(desk, opened, browser, scheme):
    page = opened(desk.packs["en"])
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 800})
    inner = context.new_page()
    show(page, "part-final")
    inner.set_content(page.locator("#part-final iframe").get_attribute("srcdoc"))
    inner.evaluate("document.title = 'A page'")  # a frame is named by its title attribute
    assert axe(inner) == []
    context.close()


SPACED = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
SPACE = f"const sheet = new CSSStyleSheet(); sheet.replaceSync('{SPACED}'); document.adoptedStyleSheets = [sheet]"


@pytest.mark.parametrize(("lang", "script"), [("en", "1"), ("hi", "1"), ("en", SPACE)])
def test_nothing_reaches_over_the_edge_of_a_small_screen(desk, opened, lang, script):
    page = opened(desk.packs[lang], width=320)
    page.evaluate(f"() => {{ {script} }}")
    for view in VIEWS:
        show(page, view)
        for summary in page.locator(f"#{view} summary:visible").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 320, view


def test_what_needs_eyes_comes_first_and_leads_to_its_place(desk, opened):
    page = opened(desk.packs["en"])
    first = page.locator("#start .eyes")
    assert "Another answer is right: question register-1" in first.inner_text()
    first.get_by_role("link", name="Writing it into the register").click()
    page.locator("#part-example").wait_for(state="visible")
    assert page.title().startswith("Writing it into the register · ")
    headings = page.locator("#part-example h3").all_inner_texts()
    assert headings == [
        "Look at these first",
        "As learners see it",
        "What changed",
        "Findings of the rules",
        "State of vetting",
        "Remarks",
        "Your decision",
    ]
    assert page.locator("#part-example ins", has_text="every").count() == 1
    assert page.locator("#part-example").inner_text().count("This part lost its approval by the change.") == 1


def test_a_learner_s_page_stands_still_with_its_keys_at_the_width_of_a_phone(desk, opened):
    page = opened(desk.packs["en"])
    show(page, "part-final")
    frame = page.locator("#part-final iframe")
    assert frame.get_attribute("sandbox") == "allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    inside = page.frame_locator("#part-final iframe")
    inside.locator(".key-box").first.wait_for()
    assert inside.locator(".key-box").count() == inside.locator("form.question").count() > 0
    assert inside.locator("input:enabled, select:enabled, textarea:enabled").count() == 0
    assert inside.locator("a:not([href^=http])").count() == 0
    page.wait_for_function("document.querySelector('#part-final iframe').offsetHeight > 600")
    assert frame.bounding_box()["width"] == 360
    page.locator("#part-final [data-width][value=wide]").check()
    assert frame.bounding_box()["width"] > 600
    page.wait_for_function(  # as high as its page: a frame has no scroll bar of its own
        "() => { const d = document.querySelector('#part-final iframe').contentDocument.documentElement;"
        " return d.scrollHeight <= d.clientHeight + 1 }"
    )


def test_the_pack_is_whole_without_asking_for_anything(desk, browser):
    context = browser.new_context()
    asked, said = [], []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(desk.packs["hi"].as_uri())
    for view in VIEWS:
        show(page, view)
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == [desk.packs["hi"].as_uri()]
    assert said == []
    context.close()


def test_paper_shows_the_view_without_its_controls(desk, opened):
    page = opened(desk.packs["en"])
    show(page, "part-example")
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("#part-example .widths").is_visible()
    assert page.locator("#part-example h2").is_visible()


def test_without_a_script_the_pack_says_that_it_needs_one(desk, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.packs["en"].as_uri())
    assert "needs JavaScript" in page.locator(".note").first.inner_text()
    assert page.locator("#change-example ins").last.is_visible()
    context.close()
