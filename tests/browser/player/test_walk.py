"""Walking through a course: moves, links, places, and what happens where the browser refuses something."""

import re
from pathlib import Path

import pytest
from player_bundles import COURSES, served, unpack
from player_scenes import choose, form, go
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect


def _heading(page: Page) -> str:
    return page.locator("main h1").inner_text()


def test_a_move_swaps_the_page_in_the_same_document_and_puts_focus_on_its_heading(page: Page, base: str) -> None:
    go(page, f"{base}/en")
    page.evaluate("window.sameDocument = true")
    page.click("main >> text=The clock starts on receipt")
    expect(page.locator("main h1")).to_have_text("The clock starts on receipt")
    expect(page.locator("main h1")).to_be_focused()
    page.click(".pager-next")
    expect(page.locator("main h1")).to_be_focused()
    expect(page.locator("main h1")).to_have_text("Every directive")
    assert page.title().startswith("Every directive")
    page.go_back()
    expect(page.locator("main h1")).to_have_text("The clock starts on receipt")
    page.go_forward()
    expect(page.locator("main h1")).to_have_text("Every directive")
    assert page.evaluate("window.sameDocument") is True
    assert page.evaluate("scrollY") == 0


def test_pictures_links_and_footnotes_of_a_swapped_page_lead_where_they_should(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.wait_for_function("() => [...document.images].every(picture => picture.complete)")
    assert page.evaluate("[...document.querySelectorAll('main img')].every(picture => picture.naturalWidth > 0)")
    page.click("main sup a")
    assert page.url.endswith("#/text")
    page.click("main >> text=every directive")
    expect(page.locator("main h1")).to_have_text("Every directive")


def test_the_next_page_is_fetched_before_it_is_asked_for_and_no_other(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    go(page, f"{base}/en")
    page.wait_for_function("() => performance.getEntriesByType('resource').some(entry => entry.name.endsWith('text.html'))")
    assert [name for name in asked if name.endswith(".html")] == ["index.html", "text.html"]


def test_a_page_opened_on_its_own_comes_alive_and_leads_on(page: Page, base: str) -> None:
    page.goto(f"{base}/en/pages/choices.html")
    choose(page, "single", "b")
    page.click(f"{form('single')} [type=submit]")
    expect(page.locator(f"{form('single')} .feedback")).to_contain_text("Right")
    page.click(".pager-next")
    expect(page.locator("main h1")).to_have_text("Putting in place")
    page.click(".bar-home")
    expect(page.locator(".start .button")).to_have_text("Resume")


def test_from_a_disk_the_pages_are_plain_links_and_answers_survive_them(page: Page, folder: Path) -> None:
    page.goto((folder / "en" / "index.html").as_uri())
    page.click("main >> text=Choosing")
    page.wait_for_url("**/pages/choices.html")
    choose(page, "single", "b")
    page.click(f"{form('single')} [type=submit]")
    page.click(".pager-next")
    page.wait_for_url("**/pages/arranging.html")
    page.click(".pager-back")
    page.wait_for_url("**/pages/choices.html")
    expect(page.locator(form("single"))).to_have_attribute("data-outcome", "right")


def test_a_test_can_be_taken_from_a_disk(page: Page, folder: Path) -> None:
    page.goto((folder / "en" / "pages" / "final-test.html").as_uri())
    page.click(".test-start .button")
    page.click(".to-overview")
    page.click(".test-overview .primary")
    expect(page.locator(".test-result")).to_contain_text("0 %")


def test_without_scripts_every_page_is_readable_and_links_lead_on(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/en/index.html")
    page.click("main >> text=The clock starts on receipt")
    assert "thirty days run" in page.inner_text("main")
    page.click(".pager-next")
    assert "Public sector" in page.inner_text("main")
    page.goto(f"{base}/en/pages/final-test.html")
    assert "needs JavaScript" in page.inner_text("main")
    context.close()


def test_a_page_that_cannot_be_fetched_says_so_and_can_be_tried_again(context: BrowserContext, base: str) -> None:
    page = context.new_page()
    down = True

    def answer(route: Route) -> None:
        if down:
            route.abort()
        else:
            route.continue_()

    page.route("**/pages/typing.html", answer)
    go(page, f"{base}/en", "text")
    page.evaluate("location.hash = '#/typing'")
    expect(page.locator("main h1")).to_have_text("This page could not be loaded")
    down = False
    page.click("text=Try again")
    expect(page.locator("main h1")).to_have_text("Typing")


def test_the_meaning_of_a_term_opens_in_place_and_escape_leads_back(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    term = page.locator("a.term").first
    term.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".term-card")).to_contain_text("self-government")
    expect(term).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".term-card")).to_have_count(0)
    expect(term).to_be_focused()
    assert page.url.endswith("#/text")


def test_tabs_are_moved_by_arrows_and_all_of_them_are_printed(page: Page, base: str) -> None:
    go(page, f"{base}/en", "directives")
    page.focus("[role=tab] >> nth=0")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[role=tab] >> nth=1")).to_be_focused()
    expect(page.locator("[role=tabpanel]:visible")).to_contain_text("rules of your State")
    page.keyboard.press("End")
    expect(page.locator("[role=tabpanel]:visible")).to_contain_text("As the Central rules say")
    page.emulate_media(media="print")
    expect(page.locator("[role=tabpanel]:visible")).to_have_count(3)
    expect(page.locator(".bar-tools")).to_be_hidden()


def test_what_is_folded_is_printed_open_and_the_dark_page_on_white(page: Page, base: str) -> None:
    page.emulate_media(color_scheme="dark")
    go(page, f"{base}/en", "directives")
    page.evaluate(
        "addEventListener('beforeprint', () => { window.open_ = document.querySelectorAll('main details[open]').length })"
    )
    page.pdf()
    assert page.evaluate("window.open_") == 1
    expect(page.locator("main details[open]")).to_have_count(0)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.callout-title')).color") == "rgb(0, 0, 0)"


def test_a_reflection_stays_on_the_device_while_the_tab_lives(page: Page, base: str) -> None:
    go(page, f"{base}/en", "directives")
    page.fill("textarea", "Stamp it first")
    page.click(".pager-next")
    page.click(".pager-back")
    expect(page.locator("textarea")).to_have_value("Stamp it first")
    assert not page.evaluate("JSON.stringify(localStorage)").count("Stamp")


def test_a_module_is_done_when_its_end_was_reached_and_its_questions_are_answered(page: Page, base: str) -> None:
    go(page, f"{base}/en", "limited")
    page.click(".pager-next")
    expect(page.locator('.outline-panel [data-module="limited"]')).to_have_attribute("data-status", "seen")
    page.click(".pager-back")
    expect(page.locator(".module-status")).to_contain_text("1 question on this page waits")
    choose(page, "two-tries", "b")
    page.click(f"{form('two-tries')} [type=submit]")
    expect(page.locator(".module-status")).to_contain_text("This module is done")
    expect(page.locator(".bar-words")).to_have_text("1 of 8 modules")


def test_where_the_order_binds_a_later_module_says_what_comes_first(page: Page, base: str) -> None:
    go(page, f"{base}/urdu", "final-test")
    expect(page.locator(".locked-page a")).to_have_attribute("href", "#/time-limit")
    expect(page.locator(".test-stage")).to_have_count(0)


def test_text_size_and_colours_are_kept_and_nothing_else_in_the_storage_is_touched(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.evaluate("localStorage.setItem('theirs', 'kept')")
    page.click("[aria-controls=settings]")
    page.check("text=Largest")
    page.check("text=Dark")
    page.keyboard.press("Escape")
    expect(page.locator("[aria-controls=settings]")).to_be_focused()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-size", "4")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    assert page.evaluate("localStorage.getItem('theirs')") == "kept"


def test_a_browser_that_forbids_storage_is_no_obstacle(page: Page, base: str) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    go(page, f"{base}/en", "typing")
    page.fill('[name="number.1"]', "5")
    page.click(f"{form('number')} [type=submit]")
    expect(page.locator(form("number"))).to_have_attribute("data-outcome", "right")
    page.click("[aria-controls=settings]")
    page.check("text=Dark")
    page.click(".pager-back")
    page.click(".pager-next")
    expect(page.locator(form("number"))).to_have_attribute("data-outcome", "right")


def test_leaving_ends_on_a_calm_page(page: Page, base: str) -> None:
    go(page, f"{base}/en", "text")
    page.click("text=Exit and save")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("body")).to_contain_text("You may close this window")


def test_a_module_launched_alone_shows_no_way_to_the_others(page: Page, tmp_path: Path) -> None:
    unpack(COURSES / "every-part", tmp_path, per_module=True)
    with served(tmp_path) as alone:
        page.goto(f"{alone}/pages/limited.html")
        page.wait_for_selector(".exit")
        expect(page.locator(".outline-panel")).to_have_count(0)
        expect(page.locator(".pager")).to_be_hidden()
        assert page.locator(".bar-home").get_attribute("href") is None
        choose(page, "two-tries", "a")
        page.click(f"{form('two-tries')} [type=submit]")
        expect(page.locator(".module-status")).to_contain_text("This module is done")


def test_a_platform_that_keeps_nothing_is_told_in_a_bar_and_all_goes_on(context: BrowserContext, tmp_path: Path) -> None:
    course = unpack(COURSES / "every-part", tmp_path, (('"tracker":"none"', '"tracker":"scorm12"'),))
    page = context.new_page()
    page.add_init_script(
        """const no = () => 'false', nothing = () => '';
        window.API = { LMSInitialize: () => 'true', LMSFinish: no, LMSGetValue: nothing, LMSSetValue: no, LMSCommit: no,
        LMSGetLastError: () => '101', LMSGetErrorString: nothing, LMSGetDiagnostic: nothing };"""
    )
    with served(course) as address:
        go(page, address, "choices")
        choose(page, "single", "b")
        page.click(f"{form('single')} [type=submit]")
        expect(page.locator(".trouble")).to_contain_text(re.compile("not saved|ended your session|offline"), timeout=15_000)
        expect(page.locator(form("single"))).to_have_attribute("data-outcome", "right")


@pytest.mark.parametrize("word", ["Check answer", "Next", "Contents", "Start", "modules", "Question", "Exit"])
def test_no_english_of_ours_leaks_into_a_hindi_course(word: str, page: Page, base: str) -> None:
    for route in ("", "counting-the-days", "final-test"):
        go(page, f"{base}/hindi", route)
        assert word not in page.inner_text("body")


def test_a_page_can_be_read_and_left_while_the_platform_is_not_there_yet(context: BrowserContext, tmp_path: Path) -> None:
    course = unpack(COURSES / "every-part", tmp_path, (('"tracker":"none"', '"tracker":"scorm12"'),))
    page = context.new_page()
    with served(course) as address:
        page.goto(f"{address}/pages/typing.html")
        page.fill('[name="number.1"]', "5")
        page.keyboard.press("Enter")
        page.click(".pager-next")
        expect(page.locator("main h1")).to_have_text("Only two tries", timeout=30_000)
        expect(page.locator(".trouble")).to_contain_text("Nothing is recorded")


def test_a_module_launched_alone_links_to_no_other(page: Page, tmp_path: Path) -> None:
    unpack(COURSES / "every-part", tmp_path, per_module=True)
    with served(tmp_path) as alone:
        page.goto(f"{alone}/pages/text.html")
        page.wait_for_selector(".learnt")
        assert page.locator("main >> text=every directive").get_attribute("href") is None
        assert (page.locator("main .sources a").get_attribute("href") or "").startswith("https://")
