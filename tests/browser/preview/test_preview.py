"""The preview in a browser: what learners see, what is found of it beside it, and both anew when a file is saved."""

import re
from importlib import resources

import pytest
from playwright.sync_api import expect

DESK = "rti-answering/modules/appeals.html"
FOLLOWS = re.compile("Follows your files|Renewed at")  # what an earlier test wrote last may come when the page is there
PAGES = (
    "",
    "rti-answering/index.html",
    DESK,
    "rti-answering/cover.html",
    "rti-answering/source/modules/appeals.md.html",
    "_rules/LNG023.html",
)


def test_the_page_of_learners_runs_in_the_frame(look):
    page = look(DESK)
    frame = page.frame_locator("#page")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Appeals and penalties")
    expect(frame.locator("body")).to_contain_text("The clerk writes the the line")
    question = frame.locator("form.question[data-type=single]").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Check answer").click()
    expect(question.locator(".result")).not_to_be_empty()


def test_a_finding_leads_to_its_line_and_to_its_rule(look):
    page = look(DESK)
    finding = page.locator("#panel .finding", has_text="the the")
    expect(finding).to_contain_text("says the twice")
    finding.get_by_role("link", name=re.compile("line \\d+$")).first.click()
    expect(page.locator(".lines > :target")).to_contain_text("The clerk writes the the line")
    page.go_back()
    finding.get_by_role("link", name="LNG023 repeated-word").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("repeated-word")
    expect(page.get_by_role("heading", name="Why it matters")).to_be_visible()


def test_a_sentence_that_is_saved_stands_on_the_screen_at_the_place_where_the_author_reads(look, writing):
    page = look(DESK)
    frame = page.frame_locator("#page")
    expect(page.locator(".state")).to_have_text(FOLLOWS)
    expect(frame.locator(".progress, [class*=progress]").first).to_be_attached()  # the player has come
    view = page.frame(url=re.compile("/player/"))
    view.evaluate("window.scrollTo(0, 600)")
    writing.add("appeals", "A sentence that was not there, of a clerk who writes of of files.")
    expect(frame.locator("body")).to_contain_text("A sentence that was not there")
    expect(page.locator("#panel")).to_contain_text("of of")
    expect(page.locator(".state")).to_contain_text("Renewed at")
    page.wait_for_function("() => document.querySelector('#page').contentWindow.scrollY === 600")


def test_a_course_that_is_broken_while_it_is_written_is_told_and_mended(look, writing):
    project = writing.folder.parent / "karmakit.toml"
    project.write_text('[check]\nlang = "en"\n', encoding="utf-8")
    page = look(DESK)
    expect(page.locator(".state")).to_have_text(FOLLOWS)
    heading = page.frame_locator("#page").get_by_role("heading", level=1)
    expect(heading).to_have_text("Appeals and penalties")
    for file, wrong, place, told in (
        (writing.folder / "course.yml", "id: [broken\n", ".elsewhere", "The course as a whole: "),
        (writing.module("appeals"), "---\ntitle: [Appeals\n", "#panel", "front-matter"),
        (project, "[check]\nprofile = 3\n", "#panel", "karmakit.toml:2"),
    ):
        # a page that is on its way when the file breaks is not there to stay, and nothing on the screen says that none is
        page.wait_for_timeout(500)
        page.wait_for_function("() => document.querySelector('#page').contentDocument?.readyState === 'complete'")
        with writing.spoilt(file, wrong):
            expect(page.locator(place)).to_contain_text(told)
            if place == "#panel":
                expect(page.locator(".note.stale")).to_be_visible()
            expect(heading).to_have_text("Appeals and penalties")
            page.evaluate("document.querySelector('#page').contentWindow.earlier = true")
        page.wait_for_function("() => document.querySelector('#page').contentWindow.earlier === undefined")
        expect(page.locator(".elsewhere, .note.stale")).to_have_count(0)
        expect(page.locator("#panel h1")).to_have_text("Appeals and penalties")
        expect(heading).to_have_text("Appeals and penalties")


def test_what_was_found_of_an_earlier_text_never_follows_what_was_found_of_a_later_one(look, writing):
    page = look(DESK)
    expect(page.locator(".state")).to_have_text(FOLLOWS)
    expect(page.frame_locator("#page").locator("[class*=progress]").first).to_be_attached()
    writing.add("appeals", "So it begins, to to end.")
    expect(page.locator("#panel")).to_contain_text("to to")  # nothing that an earlier test wrote is on its way any more
    held = []

    def hold(route):
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))  # made of the earlier text

    page.route(f"**/{DESK}", hold)
    with page.expect_request(f"**/{DESK}"):
        writing.add("appeals", "This was written first, of of many.")
    while not held:
        page.wait_for_timeout(20)
    whole = writing.module("appeals").read_text(encoding="utf-8")
    writing.module("appeals").write_text(whole.replace("of of many", "of many, and and more"), encoding="utf-8")
    expect(page.locator("#panel")).to_contain_text("and and more")
    (route, answer) = held[0]
    with page.expect_response(f"**/{DESK}"):
        route.fulfill(response=answer)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    expect(page.locator("#panel")).to_contain_text("and and more")
    expect(page.locator("#panel")).not_to_contain_text("of of many")


def test_the_panel_goes_with_the_learner_and_the_learner_can_start_over(look):
    page = look(DESK)
    frame = page.frame_locator("#page")
    frame.locator(".pager-back").click()
    expect(page.locator("#panel h1")).to_have_text("A reply that stands in appeal")
    assert page.url.endswith("/modules/writing-the-reply.html")
    question = frame.locator("form.question[data-type=single]").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Check answer").click()
    expect(question.locator(".result")).not_to_be_empty()
    page.get_by_role("button", name="Start over").click()
    expect(frame.locator("form.question[data-type=single] .result").first).to_be_empty()


def test_the_page_can_be_seen_as_on_a_phone(look):
    page = look(DESK)
    page.get_by_label("Phone").check()
    expect(page.locator("#page")).to_have_css("width", "360px")
    page.reload()
    expect(page.get_by_label("Phone")).to_be_checked()


def test_all_pages_of_the_course_are_one_step_away(look):
    page = look("rti-answering/cover.html")
    page.get_by_text("All pages", exact=True).click()
    page.get_by_role("link", name="Counting the thirty days").click()
    expect(page.locator("#panel h1")).to_have_text("Counting the thirty days")
    page.get_by_role("link", name=re.compile("^Next")).click()
    expect(page.locator("#panel h1")).to_have_text("The fee, and the clock that waits")


@pytest.mark.parametrize(("width", "scheme", "paths"), [(1280, "light", PAGES[3:]), (360, "dark", PAGES[:3])])
def test_axe_finds_nothing(look, writing, width, scheme, paths):
    pytest.importorskip("axe_playwright_python")
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page = look("", width=width, scheme=scheme)
    for path in paths:
        page.goto(f"{writing.address}{path}")
        open_all(page)
        page.evaluate(axe)
        found = page.evaluate(
            "tags => axe.run({exclude: ['iframe']}, {runOnly: tags, iframes: false, resultTypes: ['violations']})",
            ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        )
        assert [(path, each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]] == []


def test_nothing_reaches_over_the_edge_of_a_small_screen(look, writing):
    page = look("", width=360)
    for path in PAGES:
        page.goto(f"{writing.address}{path}")
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, path


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
