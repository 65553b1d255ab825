"""What the tracker tells a platform that works."""

import pytest
from adapter_course import ANSWERS, COURSE, EXHAUSTED, PASSED, STANDING
from driving import record, save, start

pytestmark = pytest.mark.browser


def test_a_new_learner_begins_with_a_handful_of_calls(lms):
    launch = lms.launch()
    assert start(launch) == {"platform": lms.standard, "mode": "normal", "state": "", "learner": True}
    save(launch, "1;pFir-")
    launch.page.wait_for_function("(element) => committed[element] === 'first'", arg=launch.words.element("place"))
    assert launch.count("initialize") == 1
    assert launch.count("commit") == 1
    assert len(launch.calls) < 20
    assert launch.status == "incomplete"
    assert launch.held("exit") == "suspend"
    assert launch.data["cmi.suspend_data"] == "1;pFir-"
    assert launch.held("place") == "first"
    launch.assert_conforms()


def test_what_is_known_is_not_said_again(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFir-")
    assert launch.frame.evaluate("tracker.flush()")
    before = len(launch.sets)
    save(launch, "1;pFir-")
    assert launch.frame.evaluate("tracker.flush()")
    assert {name for name, _ in launch.sets[before:]} <= {launch.words.element("time")}


@pytest.mark.parametrize("standard", ["scorm12"])
def test_every_type_of_question_is_reported_in_the_words_of_the_standard(lms):
    launch = lms.launch()
    start(launch)
    for answer in ANSWERS:
        record(launch, *answer)
    record(launch, *ANSWERS[0], context="final.2")
    assert launch.frame.evaluate("tracker.flush()")
    told = {row["id"]: row for row in launch.interactions()}
    assert list(told) == ["one", "many", "true", "pairs", "order", "words", "days", "sure", "one.2"]
    assert told["one"] == {
        "id": "one",
        "type": "choice",
        "objectives.0.id": "last-date",
        "time": "09:05:07",
        "correct_responses.0.pattern": "b",
        "weighting": "1",
        "student_response": "b",
        "result": "correct",
        "latency": "0000:00:12.35",
    }
    said = {
        name: (row["type"], row.get("correct_responses.0.pattern"), row["student_response"], row["result"])
        for name, row in told.items()
    }
    assert said["many"] == ("choice", "a,c", "a,c", "correct")
    assert said["true"] == ("true-false", "t", "f", "wrong")
    assert said["pairs"] == ("matching", "1.c,2.a", "1.c,2.a", "correct")
    assert said["order"] == ("sequencing", "a,b,c", "c,a,b", "wrong")
    assert said["words"] == ("fill-in", "1", "0", "wrong")
    assert said["days"] == ("numeric", "30", "1234.5", "wrong")
    assert said["sure"] == ("likert", None, "b", "neutral")
    assert "objectives.0.id" not in told["sure"]
    assert "Lok" not in str(launch.calls)
    launch.assert_conforms()


def test_an_answer_is_committed_within_two_seconds(clocked):
    launch = clocked.launch()
    start(launch)
    launch.frame.evaluate("tracker.flush()")
    record(launch, *ANSWERS[0])
    save(launch, "1;pFir-;qOne111b.")
    launch.page.clock.run_for(1700)
    assert launch.data["cmi.suspend_data"] == "1;pFir-;qOne111b."
    assert launch.data["cmi.interactions.0.id"] == "one"


def test_twenty_answers_in_a_row_are_one_commit(clocked):
    launch = clocked.launch()
    start(launch)
    for _ in range(20):
        record(launch, *ANSWERS[0])
    launch.page.clock.run_for(1500)
    assert launch.count("commit") == 1
    assert len(launch.interactions()) == 20


def test_the_next_visit_finds_the_state_and_numbers_its_answers_on(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pSeco;mFir-2Seco1;qOne111b.")
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.count("terminate") == 1
    assert launch.held("exit") == "suspend"
    launch.assert_conforms()

    again = lms.launch(data=launch.data)
    assert start(again)["state"] == "1;pSeco;mFir-2Seco1;qOne111b."
    assert again.last("status") is None
    again.assert_conforms()


def test_after_the_exit_nothing_is_said_any_more(lms):
    launch = lms.launch()
    start(launch)
    assert launch.frame.evaluate("tracker.exit()")
    before = len(launch.calls)
    save(launch, "1;pFir-")
    record(launch, *ANSWERS[0])
    assert launch.frame.evaluate("tracker.flush() && tracker.exit()")
    launch.page.wait_for_timeout(1300)
    assert len(launch.calls) == before


def test_a_closed_tab_has_committed_and_finished(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFir-;qOne111b.")
    launch.close()
    assert launch.data["cmi.suspend_data"] == "1;pFir-;qOne111b."
    assert launch.count("terminate") == 1
    launch.assert_conforms()


def test_a_hidden_tab_has_committed_and_not_finished(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFir-;qOne111b.")
    launch.frame.evaluate(
        """() => { Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    assert launch.data["cmi.suspend_data"] == "1;pFir-;qOne111b."
    assert launch.count("terminate") == 0


def test_passing_the_final_test_is_passed_with_the_score_as_grade(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFin4", PASSED)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.status == "passed"
    assert [launch.held(f"score.{part}") for part in ("raw", "min", "max")] == ["90", "0", "100"]
    launch.assert_conforms()


def test_failing_with_attempts_left_stays_incomplete_and_shows_the_score(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFin4", EXHAUSTED | {"exhausted": False})
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.status == "incomplete"
    assert launch.held("score.raw") == "40"


def test_failing_the_last_attempt_is_failed(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFin4", EXHAUSTED)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.status == "failed"


def test_a_course_without_a_final_test_is_completed_and_never_scored(lms):
    course = COURSE | {"modules": COURSE["modules"][:2]}
    launch = lms.launch()
    start(launch, course)
    save(launch, "1;pSeco", STANDING | {"completed": True, "progress": 1})
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.status == "completed"
    assert not [name for name, _ in launch.sets if "core.score" in name]
    launch.assert_conforms()


@pytest.mark.parametrize(("held", "standing"), [("passed", EXHAUSTED), ("completed", STANDING), ("passed", STANDING)])
def test_what_was_passed_or_completed_is_never_taken_back(lms, held, standing):
    launch = lms.launch(data={(name := "success" if held == "passed" else "status"): held, "score.raw": "95"})
    start(launch)
    save(launch, "1;pFir-", standing)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.last(name) is None
    assert launch.last("score.raw") is None


def test_objectives_keep_their_places_when_the_course_gains_one(lms):
    launch = lms.launch()
    start(launch)
    results = [{"id": "last-date", "score": 50, "status": "failed"}, {"id": "fees", "score": None, "status": "not attempted"}]
    save(launch, "1;pFir-", STANDING, results)
    launch.frame.evaluate("tracker.flush()")
    results = [{"id": "transfer", "score": None, "status": "incomplete"}, {"id": "last-date", "score": 100, "status": "passed"}]
    save(launch, "1;pFir-", STANDING, results)
    launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.objectives.0.id"] == "last-date"
    assert launch.data[f"cmi.objectives.0.{launch.words.passed}"] == "passed"
    assert launch.data["cmi.objectives.0.score.raw"] == "100"
    assert launch.data["cmi.objectives.1.id"] == "transfer"
    assert launch.data[f"cmi.objectives.1.{launch.words.begun}"] == "incomplete"
    launch.assert_conforms()


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_browsing_and_reviewing_record_nothing(lms, mode):
    launch = lms.launch(data={"mode": mode, "cmi.suspend_data": "1;pSeco"})
    assert start(launch) == {"platform": lms.standard, "mode": mode, "state": "1;pSeco", "learner": True}
    save(launch, "1;pFir-", PASSED)
    record(launch, *ANSWERS[0])
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.sets == []
    assert launch.count("terminate") == 1
    launch.assert_conforms()


def test_without_credit_the_place_is_kept_and_no_result_is_told(lms):
    launch = lms.launch(data={"credit": "no-credit"})
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, "1;pFir-;qOne111b.", PASSED)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.data["cmi.suspend_data"] == "1;pFir-;qOne111b."
    assert launch.interactions() == []
    assert launch.held("score.raw") is None


def test_a_bookmark_of_another_tool_is_used_where_there_is_no_state(lms):
    launch = lms.launch(data={"place": "second"})
    assert start(launch)["state"] == "1;pSeco"


def test_session_time_counts_this_visit_and_no_sleep(clocked):
    launch = clocked.launch()
    start(launch)
    launch.page.clock.run_for(65_000)
    launch.page.clock.fast_forward("08:00:00")
    assert launch.frame.evaluate("tracker.exit()")
    assert 60 <= launch.seconds() <= 300
    launch.assert_conforms()


def test_a_page_reached_by_a_plain_link_goes_on_in_the_same_session(lms):
    launch = lms.launch()
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, "1;pFir-;qOne111b.")
    launch.frame.evaluate(
        """() => { const link = document.createElement("a"); link.href = "pages/second.html"; link.textContent = "on";
        document.body.append(link); link.click(); }"""
    )
    launch.frame.wait_for_url("**/second.html")
    assert launch.count("terminate") == 0
    assert start(launch)["state"] == "1;pFir-;qOne111b."
    assert launch.frame.evaluate("launched.mode") == "normal"
    record(launch, *ANSWERS[1])
    assert launch.frame.evaluate("tracker.exit()")
    assert [row["id"] for row in launch.interactions()] == ["one", "many"]
    assert launch.count("terminate") == 1
    assert launch.problems == []


def test_one_sco_a_module_is_judged_by_its_own_test(lms):
    course = COURSE | {"target": {"perModule": True}, "modules": COURSE["modules"][2:]}
    launch = lms.launch()
    launch.frame.wait_for_load_state()
    launch.frame.evaluate("document.documentElement.dataset.module = 'final'")
    start(launch, course)
    used_up = "1;pFin4;mFin42;tFin4312120" + "000000" + "0000"
    save(launch, used_up, STANDING | {"completed": True})
    launch.frame.evaluate("tracker.flush()")
    assert launch.status == "failed"
    assert launch.held("score.raw") == "38"
    save(launch, used_up.replace("312120", "3121s2"), STANDING | {"completed": True})
    launch.frame.evaluate("tracker.flush()")
    assert launch.status == "passed"
    launch.assert_conforms()
