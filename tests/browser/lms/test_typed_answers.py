"""Typed answers of a test outlive the tab they were typed in: not their words, but whether they were right."""

import shutil

import pytest
from keyboard import Learner
from lms_server import HERE

# what is kept of a typed answer is the same whatever the platform
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.parametrize("standard", ["scorm12"])]

QUESTIONS = """
::: question {#t-officer objective=pass-test}
The officer who hears the first appeal is [[senior|superior]] in rank.
:::

::: question {#t-days objective=pass-test}
A request is transferred within [[= 5 ± 0 days|day]].
:::

::: question {#t-reasons objective=why-days type=true-false}
An applicant must say why the information is wanted.

- [ ] True
- [x] False

:::
"""
ANSWERS = {"t-officer": ("fill-in", "Superior"), "t-days": ("numeric", "5 days"), "t-reasons": ("true-false", "f")}
SECRET = "Mr Secretive"


@pytest.fixture(scope="module")
def typed(built, tmp_path_factory):
    edition = tmp_path_factory.mktemp("typed") / "small-course"
    shutil.copytree(HERE / "small-course", edition)
    test = edition / "modules/final-test.md"
    text = test.read_text(encoding="utf-8")
    test.write_text(text[: text.index("::: question")] + QUESTIONS.lstrip(), encoding="utf-8")
    return built(edition, "scorm12")


@pytest.fixture
def course(lms, typed):
    lms.upload(typed)
    return lms


def begin(lms, **config):
    launch = lms.open(**config)
    learner = Learner(launch)
    learner.press("[data-module='final-test'] a")
    learner.at("final-test")
    return launch, learner


def answer(launch, learner, answers):
    """Go through the paper, answer what `answers` names, and stop at the overview."""
    learner.press(".test-stage .test-start button.primary, .test-stage .test-result .actions button")
    while True:
        form = launch.frame.wait_for_selector(".test-question form.question, .test-overview")
        name = form.get_attribute("data-question")
        if name is None:
            return
        if name in answers:
            learner.fill(f"#q-{name}", *answers[name])
        learner.press(f"#q-{name} .step button[type=submit]")
        launch.frame.wait_for_function(
            "(name) => document.querySelector('.test-question form.question')?.dataset.question !== name", arg=name
        )


def kill(launch):
    """Let the tab die once its answers were committed; return what the platform holds."""
    launch.push()
    data = launch.data
    launch.kill()
    return data


def submit(launch, learner):
    learner.press(".test-overview .step button.primary")
    launch.frame.wait_for_selector(".test-result")
    launch.push()


def open_question(launch, learner, name):
    """Go from the overview to a question."""
    for number in range(3):
        learner.press(f".overview li:nth-child({number + 1}) a")
        form = launch.frame.wait_for_selector(".test-question form.question")
        if form.get_attribute("data-question") == name:
            return form
        launch.frame.evaluate("history.back()")
        launch.frame.wait_for_selector(".test-overview")
    raise AssertionError(name)


def results(launch):
    return {row["id"]: row["result"] for row in launch.interactions()}


def test_typed_answers_count_when_the_tab_died_before_the_test_was_submitted(course):
    launch, learner = begin(course)
    answer(launch, learner, ANSWERS)
    data = kill(launch)
    assert "uperior" not in str(launch.sets)
    assert not any(row.get("id", "").startswith("t-") for row in launch.interactions())

    again, learner = begin(course, data=data)
    answer(again, learner, {})
    assert again.frame.locator(".overview [data-answered=true]").count() == 3
    assert again.frame.locator(".caution").count() == 0
    submit(again, learner)
    assert again.held("score.raw") == "100"
    assert again.status == "passed"
    assert results(again) == {"t-officer.1": "correct", "t-days.1": "correct", "t-reasons.1": "correct"}
    assert "Your answer was graded as you typed it" in again.frame.inner_text(".review")
    again.assert_conforms()


def test_the_returning_learner_is_told_calmly_and_learns_nothing_of_the_outcome(course):
    course.context.add_init_script("Math.random = () => 0.3")
    shown = []
    for text in ("Superior", "nobody"):
        launch, learner = begin(course)
        answer(launch, learner, {"t-officer": ("fill-in", text)})
        data = kill(launch)
        again, learner = begin(course, data=data)
        answer(again, learner, {})
        form = open_question(again, learner, "t-officer")
        shown.append(form.evaluate("form => form.outerHTML"))
        assert "You answered this before you left. Type again to change it." in shown[-1]
        assert form.query_selector("input").input_value() == ""
        assert form.get_attribute("data-outcome") is None
        again.close()
    assert shown[0] == shown[1]


def test_what_is_typed_anew_takes_the_place_of_the_earlier_answer(course):
    launch, learner = begin(course)
    answer(launch, learner, ANSWERS | {"t-officer": ("fill-in", SECRET)})
    data = kill(launch)

    again, learner = begin(course, data=data)
    answer(again, learner, {})
    open_question(again, learner, "t-officer")
    note = again.frame.locator("form.question .instruction")
    learner.fill("#q-t-officer", "fill-in", "x")
    assert not note.is_visible()
    again.page.keyboard.press("Backspace")
    assert note.is_visible()
    learner.fill("#q-t-officer", "fill-in", "superior")
    again.frame.evaluate("location.hash = '#/final-test/check'")
    submit(again, learner)
    assert again.held("score.raw") == "100"
    assert SECRET not in str(launch.sets) + str(again.sets)


def test_a_wrong_typed_answer_stays_wrong_after_a_return(course):
    launch, learner = begin(course)
    answer(launch, learner, ANSWERS | {"t-officer": ("fill-in", SECRET), "t-days": ("numeric", "7")})
    data = kill(launch)
    again, learner = begin(course, data=data)
    answer(again, learner, {})
    submit(again, learner)
    assert again.held("score.raw") == "33"
    assert results(again) == {"t-officer.1": "wrong", "t-days.1": "wrong", "t-reasons.1": "correct"}
    assert SECRET not in str(launch.sets) + str(again.sets)


def test_a_gap_that_was_emptied_before_the_learner_left_is_not_answered(course):
    launch, learner = begin(course)
    answer(launch, learner, ANSWERS)
    open_question(launch, learner, "t-days")
    learner.tab_to("#q-t-days .blank input")
    launch.page.keyboard.press("Control+A")
    launch.page.keyboard.press("Delete")
    data = kill(launch)
    again, learner = begin(course, data=data)
    answer(again, learner, {})
    assert again.frame.locator(".overview [data-answered=false]").count() == 1
    submit(again, learner)
    assert results(again)["t-days.1"] == "wrong"


def test_the_outcomes_of_a_running_attempt_are_told_to_no_objective(course):
    launch, learner = begin(course)
    answer(launch, learner, {})
    submit(launch, learner)
    answer(launch, learner, ANSWERS)
    launch.push()
    objectives = {launch.data[f"cmi.objectives.{n}.id"]: n for n in range(9) if f"cmi.objectives.{n}.id" in launch.data}
    assert launch.data[f"cmi.objectives.{objectives['pass-test']}.score.raw"] == "0"
    assert launch.held("score.raw") == "0"
