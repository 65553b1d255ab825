"""Answering, by keyboard and by hand: practice with feedback, and a test from its start to its result."""

import pytest
from player_scenes import _answer, _failed, _overview, _start, choose, form, go
from playwright.sync_api import Page, expect

ALL = 5


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_check_stays_quiet_until_something_is_chosen(page: Page, base: str) -> None:
    go(page, f"{base}/en", "choices")
    check = page.locator(f"{form('single')} [type=submit]")
    expect(check).to_be_disabled()
    choose(page, "single", "a")
    expect(check).to_be_enabled()


def test_every_type_of_question_is_answered_by_keyboard_alone(page: Page, base: str) -> None:
    go(page, f"{base}/en", "choices")
    page.focus(f"{form('single')} input >> nth=0")
    _press(page, "ArrowDown", "Enter")
    expect(page.locator(f"{form('single')}")).to_have_attribute("data-outcome", "right")
    page.focus(f"{form('multiple')} input >> nth=0")
    _press(page, "Space", "Tab", "Space", "Enter")
    expect(page.locator(form("multiple"))).to_have_attribute("data-outcome", "right")
    page.focus(f"{form('boolean')} input >> nth=0")
    _press(page, "ArrowDown", "Enter")
    expect(page.locator(form("boolean"))).to_have_attribute("data-outcome", "right")
    page.focus(f"{form('sure')} input >> nth=0")
    _press(page, "Space", "Enter")
    expect(page.locator(f"{form('sure')} .result")).to_contain_text("Thank you")
    expect(page.locator(f"{form('sure')} .result")).to_be_focused()

    go(page, f"{base}/en", "arranging")
    for at, words in enumerate(("30 days", "48 hours")):
        page.focus(f"{form('matching')} select >> nth={at}")
        page.keyboard.type(words)
    _press(page, "Tab", "Enter")
    expect(page.locator(form("matching"))).to_have_attribute("data-outcome", "right")
    for words in ("Stamp the date", "Look for the record in the section that keeps it", "Send the reply"):
        item = page.locator(f"{form('ordering')} .item", has_text=words)
        item.locator(".down").focus()
        _press(page, "Enter", "Enter")
        assert page.evaluate("document.activeElement.className") == "down"
    page.locator(f"{form('ordering')} [type=submit]").focus()
    _press(page, "Enter")
    expect(page.locator(form("ordering"))).to_have_attribute("data-outcome", "right")

    go(page, f"{base}/en", "typing")
    page.focus('[name="fill.1"]')
    page.keyboard.type("senior")
    _press(page, "Tab")
    page.keyboard.type("pio")
    _press(page, "Enter")
    expect(page.locator(form("fill"))).to_have_attribute("data-outcome", "right")
    page.focus('[name="number.1"]')
    page.keyboard.type("५ days")
    _press(page, "Enter")
    expect(page.locator(form("number"))).to_have_attribute("data-outcome", "right")


def test_a_wrong_answer_can_be_mended_and_hints_come_one_by_one(page: Page, base: str) -> None:
    go(page, f"{base}/en", "choices")
    question = page.locator(form("single"))
    question.locator("text=Show hint 1 of 2").click()
    question.locator("text=Show hint 2 of 2").click()
    expect(question.locator(".hint")).to_have_count(2)
    choose(page, "single", "a")
    question.locator("[type=submit]").click()
    expect(question.locator('.option[data-code="a"] .feedback')).to_contain_text("Fifteen days")
    expect(question.locator(".feedback")).to_have_count(1)
    choose(page, "single", "b")
    expect(question.locator(".feedback")).to_have_count(0)
    question.locator("[type=submit]").click()
    expect(question.locator(".result")).to_contain_text("Write that date on the first page")
    expect(question.locator("input >> nth=0")).to_be_disabled()


def test_when_no_try_is_left_the_answer_can_be_shown_and_nothing_more_is_taken(page: Page, base: str) -> None:
    go(page, f"{base}/en", "limited")
    question = page.locator(form("two-tries"))
    for code, left in (("b", "You have 1 more try."), ("c", "No tries are left.")):
        choose(page, "two-tries", code)
        question.locator("[type=submit]").click()
        expect(question.locator(".result")).to_contain_text(left)
    expect(question.locator("text=Try again")).to_be_hidden()
    question.locator("text=Show the answer").click()
    expect(question.locator('.option[data-code="a"]')).to_have_attribute("data-state", "missed")
    page.reload()
    expect(question.locator(".result")).to_contain_text("No tries are left.")
    expect(question.locator('[value="c"]')).to_be_checked()
    expect(question.locator('[value="a"]')).to_be_disabled()


def test_what_is_no_number_costs_no_try(page: Page, base: str) -> None:
    go(page, f"{base}/en", "typing")
    question = page.locator(form("number"))
    page.fill('[name="number.1"]', "five")
    question.locator("[type=submit]").click()
    expect(question.locator(".result")).to_contain_text("Type a number")
    assert question.get_attribute("data-outcome") is None


def test_earlier_answers_are_there_again_and_typed_ones_as_their_outcome(page: Page, base: str) -> None:
    go(page, f"{base}/en", "arranging")
    page.select_option('[data-left="1"] select', label="48 hours")
    page.select_option('[data-left="2"] select', label="30 days")
    page.click(f"{form('matching')} [type=submit]")
    go(page, f"{base}/en", "typing")
    page.fill('[name="fill.1"]', "senior")
    page.fill('[name="fill.2"]', "PIO")
    page.click(f"{form('fill')} [type=submit]")
    page.wait_for_timeout(100)
    go(page, f"{base}/en", "arranging")
    assert page.eval_on_selector('[data-left="1"] select', "select => select.selectedOptions[0].text") == "48 hours"
    expect(page.locator(form("matching"))).to_have_attribute("data-outcome", "wrong")
    go(page, f"{base}/en", "typing")
    expect(page.locator(f"{form('fill')} .result")).to_contain_text("You answered this on an earlier visit: right.")


def test_a_test_says_what_it_asks_before_it_starts(page: Page, base: str) -> None:
    go(page, f"{base}/en", "timed-test")
    facts = page.locator(".test-facts").inner_text()
    for words in ("5", "4 minutes", "60 %", "0 used, no limit"):
        assert words in facts
    expect(page.locator(".test-question")).to_have_count(0)


def test_a_test_shows_nothing_of_the_key_until_it_is_submitted(page: Page, base: str) -> None:
    _start(page, base)
    question = page.locator("form.question")
    for box in question.locator("input").all()[:1]:
        box.click()
    expect(question.locator(".feedback")).to_have_count(0)
    assert "Section 6(3)" not in page.content()


def test_an_open_attempt_is_found_again_with_the_same_paper_and_answers(page: Page, base: str) -> None:
    _start(page, base)
    order = []
    for number in range(1, ALL + 1):
        expect(page.locator(".test-question h2")).to_have_text(f"Question {number} of {ALL}")
        name = page.get_attribute("form.question", "data-question") or ""
        order.append(name)
        if name.endswith("1"):
            choose(page, name, "b")
        page.click(".actions.step [type=submit]")
    page.wait_for_timeout(200)
    go(page, f"{base}/en", "final-test")
    page.click("text=Go on with the test")
    again = []
    for number in range(1, ALL + 1):
        expect(page.locator(".test-question h2")).to_have_text(f"Question {number} of {ALL}")
        name = page.get_attribute("form.question", "data-question") or ""
        again.append(name)
        if name.endswith("1"):
            expect(page.locator('[value="b"]')).to_be_checked()
        page.click(".actions.step [type=submit]")
    assert again == order
    page.go_back()
    expect(page.locator(".test-stage h2")).to_have_text(f"Question {ALL} of {ALL}")


def test_what_is_left_open_is_told_before_the_test_is_submitted(page: Page, base: str) -> None:
    _overview(page, base)
    expect(page.locator(".caution")).to_contain_text("1 question is not answered")
    page.click('[data-answered="false"] a')
    expect(page.locator("form.question")).to_have_attribute("data-type", "numeric")


def test_failing_passing_and_the_last_attempt(page: Page, base: str) -> None:
    _failed(page, base)
    result = page.locator(".test-result")
    expect(result).to_contain_text("Not passed yet")
    expect(result).to_contain_text("17 %")
    expect(result.locator(".revisit")).to_contain_text("Go to: Typing")
    page.click(".test-result .primary")
    _answer(page, right=True)
    page.click(".test-overview .primary")
    expect(result).to_contain_text("100 %")
    expect(result).to_contain_text("No attempts are left.")
    expect(page.locator('.outline-panel [data-module="final-test"]')).to_have_attribute("data-status", "done")
    page.click(".pager-back")
    page.click(".pager-next")
    expect(result).to_contain_text("Passed")


def test_a_test_that_ends_without_a_pass_is_over_and_says_so(page: Page, base: str) -> None:
    for attempt in range(2):
        if attempt:
            page.click(".test-result .primary")
            _answer(page, right=False)
            page.click(".test-overview .primary")
        else:
            _failed(page, base)
    expect(page.locator(".test-result h2").first).to_have_text("Not passed")
    expect(page.locator(".test-result .actions .button")).to_have_count(0)
    expect(page.locator('.outline-panel [data-module="final-test"]')).to_have_attribute("data-status", "done")


@pytest.mark.parametrize("reviews", [0, 1])
def test_answers_are_reviewed_only_once_passed_where_the_test_says_so(reviews: int, page: Page, base: str) -> None:
    _start(page, base, "timed-test")
    _answer(page, right=reviews == 1)
    page.click(".test-overview .primary")
    expect(page.locator(".review")).to_have_count(reviews)


def test_a_clock_that_runs_out_submits_what_is_there_and_can_be_made_longer(page: Page, base: str) -> None:
    page.clock.install()
    _start(page, base, "timed-test")
    page.clock.run_for(130_000)
    expect(page.locator(".timer-note")).to_contain_text("Two minutes are left. You can ask for more time.")
    page.click("text=I need more time")
    expect(page.locator(".timer-note")).to_contain_text("You have 2 more minutes.")
    expect(page.locator("text=I need more time")).to_be_hidden()
    page.clock.run_for(200_000)
    expect(page.locator(".test-question")).to_have_count(1)
    page.clock.run_for(40_000)
    expect(page.locator(".test-result")).to_contain_text("Not passed yet")


def test_the_course_is_completed_when_all_is_done_and_the_cover_says_so(page: Page, base: str) -> None:
    page.add_init_script("window.IntersectionObserver = undefined")
    go(page, f"{base}/en")
    for name in ("text", "directives", "choices", "arranging", "typing", "limited"):
        page.evaluate("name => location.hash = `#/${name}`", name)
        page.wait_for_selector(f'html[data-module="{name}"]')
        for question in page.locator("form.question").all():
            for box in question.locator("input[type=radio], input[type=checkbox]").all()[:1]:
                box.check()
            for select in question.locator("select").all():
                select.select_option(index=1)
            for text in question.locator("input[type=text]").all():
                text.fill("7")
            question.locator("[type=submit]").click()
        page.click(".pager-next")
    for name in ("timed-test", "final-test"):
        page.evaluate("name => location.hash = `#/${name}`", name)
        page.click(".test-start .button")
        page.wait_for_selector(".test-question")
        _answer(page, right=True)
        page.click(".test-overview .primary")
    page.click(".pager-next")
    expect(page.locator(".reached")).to_contain_text("You have completed this course.")
    expect(page.locator(".reached")).to_contain_text("100 %")
    expect(page.locator(".bar-words")).to_have_text("8 of 8 modules")
