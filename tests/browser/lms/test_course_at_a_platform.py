"""A learner takes a whole course by keyboard alone, and the platform's record says what happened."""

import json
import shutil

import pytest
from keyboard import Learner
from lms_server import HERE

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def begin(lms, **config):
    launch = lms.open(**config)
    return launch, Learner(launch)


def practise(learner, small, module, *, right):
    for name, (kind, answer) in small.answers(module, right=right).items():
        form = f"#q-{name}"
        learner.fill(form, kind, answer)
        outcome = learner.check(form)
        assert outcome == ("neutral" if kind == "scale" else "right" if right else "wrong"), name


def to_module(learner, module):
    learner.press(f"[data-module='{module}'] a")
    learner.at(module)


def start_test(learner):
    learner.press(".test-stage .test-start button.primary, .test-stage .test-result .actions button")


def leave(launch, learner):
    learner.press("button.exit")
    launch.frame.wait_for_selector("main.farewell")
    return launch.data


def by_id(launch):
    return {row["id"]: row for row in launch.interactions()}


def test_every_question_type_is_answered_wrong_and_right_by_keyboard_alone(course, small):
    launch, learner = begin(course)
    learner.press(".start a")
    learner.at("why-count")
    learner.press(".pager-next")
    learner.at("choosing")
    for module in ("choosing", "arranging"):
        wrong, right = small.answers(module, right=False), small.answers(module, right=True)
        for name, (kind, answer) in wrong.items():
            form = f"#q-{name}"
            learner.fill(form, kind, answer)
            if kind == "scale":
                assert learner.check(form) == "neutral"
                continue
            assert learner.check(form) == "wrong", name
            learner.try_again(form)
            learner.fill(form, *right[name])
            assert learner.check(form) == "right", name
        learner.press(".pager-next")
    learner.at("final-test")
    leave(launch, learner)

    rows = launch.interactions()
    told = [(row["id"], row["type"], row["result"].replace(launch.words.wrong, "wrong")) for row in rows]
    assert told == [
        ("ordinary", "choice", "wrong"),
        ("ordinary", "choice", "correct"),
        ("withhold", "choice", "wrong"),
        ("withhold", "choice", "correct"),
        ("reasons", "true-false", "wrong"),
        ("reasons", "true-false", "correct"),
        ("how-sure", "likert", "neutral"),
        ("limits", "matching", "wrong"),
        ("limits", "matching", "correct"),
        ("steps", "sequencing", "wrong"),
        ("steps", "sequencing", "correct"),
        ("officer", "fill-in", "wrong"),
        ("officer", "fill-in", "correct"),
        ("days", "numeric", "wrong"),
        ("days", "numeric", "correct"),
    ]
    responses = [row[launch.words.response] for row in rows]
    for row, response in zip(rows, responses, strict=True):
        # SCORM 2004 tells a right number as a range
        meets = row.get("correct_responses.0.pattern") in (response, f"{response}[:]{response}")
        assert meets == (row["result"] == "correct")
    assert [row.get("objectives.0.id") for row in rows] == ["choose-limit"] * 6 + [None] + ["arrange-steps"] * 8
    assert responses[-2:] == ["1234", "5"]
    assert "nobody" not in json.dumps(launch.calls)
    assert launch.status == "incomplete"
    assert launch.held("place") == "final-test"
    assert launch.held("exit") == "suspend"
    assert launch.held("score.raw") is None
    assert launch.count("terminate") == 1
    launch.assert_conforms()


def test_a_learner_leaves_and_comes_back_to_place_and_answers(course, small):
    launch, learner = begin(course)
    learner.press(".start a")
    learner.at("why-count")
    learner.press(".pager-next")
    learner.at("choosing")
    practise(learner, small, "choosing", right=True)
    data = leave(launch, learner)

    again, learner = begin(course, data=data)
    assert again.frame.inner_text(".start a") == "Resume"
    learner.press(".start a")
    learner.at("choosing")
    for name in ("ordinary", "withhold", "reasons"):
        assert again.frame.get_attribute(f"#q-{name}", "data-outcome") == "right"
    assert leave(again, learner)["cmi.suspend_data"] == data["cmi.suspend_data"]
    assert again.interactions() == []
    again.assert_conforms()


def test_a_closed_tab_in_the_middle_of_a_question_loses_no_answer(course, small):
    launch, learner = begin(course)
    to_module(learner, "choosing")
    kind, answer = small.answers("choosing", right=True)["ordinary"]
    learner.fill("#q-ordinary", kind, answer)
    assert learner.check("#q-ordinary") == "right"
    learner.fill("#q-withhold", *small.answers("choosing", right=True)["withhold"])
    launch.close()

    again, learner = begin(course, data=launch.data)
    learner.press(".start a")
    learner.at("choosing")
    assert again.frame.get_attribute("#q-ordinary", "data-outcome") == "right"
    assert again.frame.get_attribute("#q-withhold", "data-outcome") is None


def test_failing_and_retrying_until_passed(course, small):
    launch, learner = begin(course)
    to_module(learner, "final-test")
    start_test(learner)
    asked = learner.sit(small.answers("final-test", right=False))
    assert len(asked) == 3
    launch.push()
    assert launch.status == "incomplete"
    assert [launch.held(f"score.{part}") for part in ("raw", "min", "max")] == ["0", "0", "100"]
    assert all(by_id(launch)[f"{name}{launch.words.attempt}1"]["result"] == launch.words.wrong for name in asked)

    start_test(learner)
    second = learner.sit(small.answers("final-test", right=True))
    launch.push()
    assert launch.status == "passed"
    assert launch.held("score.raw") == "100"
    assert all(by_id(launch)[f"{name}{launch.words.attempt}2"]["result"] == "correct" for name in second)
    objectives = {launch.data[f"cmi.objectives.{n}.id"]: n for n in range(9) if f"cmi.objectives.{n}.id" in launch.data}
    assert launch.data[f"cmi.objectives.{objectives['pass-test']}.{launch.words.passed}"] == "passed"
    assert launch.data[f"cmi.objectives.{objectives['pass-test']}.score.raw"] == "100"
    leave(launch, learner)
    assert launch.status == "passed"
    launch.assert_conforms()


def test_the_last_attempt_failed_is_failed(course, small):
    launch, learner = begin(course)
    to_module(learner, "final-test")
    for _ in range(2):
        start_test(learner)
        learner.sit(small.answers("final-test", right=False))
    data = leave(launch, learner)
    assert launch.status == "failed"
    assert launch.held("score.raw") == "0"
    launch.assert_conforms()

    again, learner = begin(course, data=data)
    to_module(learner, "final-test")
    assert again.frame.query_selector(".test-result .actions button") is None
    leave(again, learner)
    assert again.status == "failed"


def test_a_test_that_was_left_goes_on_with_the_same_paper(course, small):
    launch, learner = begin(course)
    to_module(learner, "final-test")
    start_test(learner)
    first = launch.frame.wait_for_selector(".test-question form.question").get_attribute("data-question")
    learner.fill(f"#q-{first}", *small.answers("final-test", right=True)[first])
    data = leave(launch, learner)
    assert launch.interactions() == []

    again, learner = begin(course, data=data)
    to_module(learner, "final-test")
    start_test(learner)
    form = again.frame.wait_for_selector(".test-question form.question")
    assert form.get_attribute("data-question") == first
    asked = learner.sit(small.answers("final-test", right=True))
    assert asked[0] == first
    leave(again, learner)
    assert again.status == "passed"
    again.assert_conforms()


def test_a_corrected_edition_finds_the_learners_place_and_answers(course, small, built, tmp_path):
    launch, learner = begin(course)
    to_module(learner, "choosing")
    practise(learner, small, "choosing", right=True)
    data = leave(launch, learner)

    edition = tmp_path / "small-course"
    shutil.copytree(HERE / "small-course", edition)
    module = edition / "modules/choosing.md"
    text = module.read_text(encoding="utf-8")
    start, end = text.index("::: question {#reasons"), text.index("::: question {#how-sure")
    text = text[:start] + text[end:]
    text = text.replace("An ordinary request is answered", "As the Act now stands, an ordinary request is answered")
    module.write_text(text, encoding="utf-8")
    course_file = edition / "course.yml"
    course_file.write_text(course_file.read_text(encoding="utf-8").replace("version: 1.0.0", "version: 1.1.0"), encoding="utf-8")
    course.upload(built(edition, course.standard))

    again, learner = begin(course, data=data)
    learner.press(".start a")
    learner.at("choosing")
    assert again.frame.get_attribute("#q-ordinary", "data-outcome") == "right"
    assert again.frame.query_selector("#q-reasons") is None
    assert "2_i3" not in leave(again, learner)["cmi.suspend_data"]
    again.assert_conforms()


def test_the_whole_course_makes_few_calls_and_asks_nothing_outside_its_bundle(course, small):
    launch, learner = begin(course)
    launch.page.wait_for_timeout(1500)
    assert launch.count("commit") <= 1
    assert len(launch.calls) < 25
    to_module(learner, "choosing")
    practise(learner, small, "choosing", right=True)
    leave(launch, learner)
    assert launch.count("commit") <= 12
    allowed = ("/course/", "/lms.", "/config/", "/scorm12.js", "/scorm2004.js")
    assert [path for path in course.server.requests if not path.startswith(allowed)] == []
    launch.assert_conforms()


def test_a_commit_that_fails_is_told_on_the_page_and_the_bar_goes_when_it_is_saved(course, small):
    launch, learner = begin(course, faults={"commitUntil": 1e9})
    to_module(learner, "choosing")
    learner.fill("#q-ordinary", *small.answers("choosing", right=True)["ordinary"])
    learner.check("#q-ordinary")
    bar = launch.frame.wait_for_selector(".trouble:not([hidden])")
    assert bar.inner_text().strip()
    launch.page.evaluate("faults.commitUntil = 0")
    launch.frame.wait_for_selector(".trouble", state="hidden", timeout=20_000)
    assert "A4Ij11b." in launch.data["cmi.suspend_data"]
    assert launch.problems == []


@pytest.mark.usefixtures("patient")
def test_a_second_tab_says_that_it_only_reads(course):
    first, _ = begin(course)
    first.page.wait_for_function("() => calls.some(({ kind }) => kind === 'set')")
    second, _ = begin(course)
    assert second.frame.wait_for_selector(".trouble:not([hidden])").inner_text().strip()
    assert second.sets == []
    assert second.problems == []


@pytest.mark.usefixtures("clocked")
def test_without_a_platform_the_learner_is_told_that_nothing_is_recorded(course):
    launch, learner = begin(course, kind="none")
    launch.page.clock.run_for(6000)
    assert launch.frame.wait_for_selector(".trouble:not([hidden])", timeout=10_000).inner_text().strip()
    learner.press(".start a")
    learner.at("why-count")
    assert launch.problems == []


@pytest.mark.parametrize("standard", ["scorm12"])
def test_under_igot_place_and_completion_survive(course, small, browser):
    launch, learner = begin(course, kind="igot", learner="", restoreAfter=200)
    to_module(learner, "choosing")
    practise(learner, small, "choosing", right=True)
    launch.push()
    launch.page.evaluate("ngOnDestroy()")
    held = launch.progress()
    assert launch.count("terminate") == 0
    assert launch.problems == []

    course.context = browser.new_context()
    again, learner = begin(course, kind="igot", learner="", data=held, restoreAfter=1500)
    again.frame.wait_for_function("() => document.querySelector('.start a')?.textContent.trim() === 'Resume'")
    learner.press(".start a")
    learner.at("choosing")
    again.frame.wait_for_selector("#q-ordinary[data-outcome=right]")
    to_module(learner, "final-test")
    start_test(learner)
    learner.sit(small.answers("final-test", right=True))
    again.push()
    assert again.progress("passed")
    assert again.problems == []
    course.context.close()


def test_one_sco_a_module_keeps_each_module_to_itself(course, small, built, tmp_path):
    edition = tmp_path / "small-course"
    shutil.copytree(HERE / "small-course", edition)
    course_file = edition / "course.yml"
    course_file.write_text(
        course_file.read_text(encoding="utf-8") + f"targets: {{{course.standard}: {{sco: module}}}}\n", encoding="utf-8"
    )
    course.upload(built(edition, course.standard))

    launch, learner = begin(course, page="pages/choosing.html")
    practise(learner, small, "choosing", right=True)
    launch.page.keyboard.press("End")
    launch.frame.evaluate("document.querySelector('.learnt').scrollIntoView()")
    launch.frame.wait_for_function("() => document.querySelector('progress').value === 1")
    data = leave(launch, learner)
    assert launch.status == "completed"
    assert launch.held("score.raw") is None
    assert data["cmi.suspend_data"].startswith("1;pvgkH;mvgkH2;q")
    launch.assert_conforms()

    test, learner = begin(course, page="pages/final-test.html")
    for _ in range(2):
        start_test(learner)
        learner.sit(small.answers("final-test", right=False))
    data = leave(test, learner)
    assert test.status == "failed"
    assert test.held("score.raw") == "0"
    assert "vgkH" not in data["cmi.suspend_data"]
    test.assert_conforms()


def test_where_pages_cannot_be_fetched_a_move_by_the_address_alone_is_no_farewell(course):
    course.context.add_init_script("if (location.pathname.startsWith('/course/')) window.fetch = undefined")
    launch = course.open()
    launch.frame.evaluate("location.hash = '#/choosing'")
    launch.frame.wait_for_selector("html[data-module=choosing] header.bar .exit")
    launch.page.wait_for_function("(element) => committed[element] === 'choosing'", arg=launch.words.element("place"))
    assert launch.count("terminate") == 0
    assert launch.held("place") == "choosing"
    assert launch.problems == []


def test_opened_from_the_disk_the_tab_remembers_from_page_to_page(course, small, tmp_path):
    for name, body in small.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    page = course.context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_selector(".trouble:not([hidden])")
    page.click(".start a")
    page.wait_for_url("**/why-count.html*")
    page.wait_for_selector("html[data-module=why-count] .trouble:not([hidden])")
    page.click(".pager-next")
    page.wait_for_url("**/choosing.html*")
    page.wait_for_function("() => document.querySelector('progress')?.value === 1")
    assert problems == []
