"""What SCORM 2004 alone has: two statuses, two scores, progress, its own forms of answers, requests of where to go next."""

import re

import pytest
from adapter_course import ANSWERS, COURSE, EXHAUSTED, PASSED, STANDING
from driving import record, save, start, troubles

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("standard", ["scorm2004"])]

WORK = "1;pFir-;mFir-1;qOne111b."
ALONE = {"target": {"perModule": True}, "modules": COURSE["modules"][2:]}


def test_every_type_of_question_is_reported_in_the_words_of_the_standard(lms):
    launch = lms.launch()
    start(launch)
    for answer in ANSWERS:
        record(launch, *answer)
    record(launch, *ANSWERS[0], context="final.2")
    assert launch.frame.evaluate("tracker.flush()")
    told = {row["id"]: row for row in launch.interactions()}
    assert list(told) == ["one", "many", "true", "pairs", "order", "words", "days", "sure", "one_2"]
    timestamp = launch.frame.evaluate("new Date(2026, 2, 3, 9, 5, 7).toISOString()").replace(".000Z", ".00Z")
    assert told["one"] == {
        "id": "one",
        "type": "choice",
        "objectives.0.id": "last-date",
        "timestamp": timestamp,
        "correct_responses.0.pattern": "b",
        "weighting": "1",
        "learner_response": "b",
        "result": "correct",
        "latency": "PT12.35S",
    }
    said = {
        name: (row["type"], row.get("correct_responses.0.pattern"), row["learner_response"], row["result"])
        for name, row in told.items()
    }
    assert said["many"] == ("choice", "a[,]c", "a[,]c", "correct")
    assert said["true"] == ("true-false", "true", "false", "incorrect")
    assert said["pairs"] == ("matching", "1[.]c[,]2[.]a", "1[.]c[,]2[.]a", "correct")
    assert said["order"] == ("sequencing", "a[,]b[,]c", "c[,]a[,]b", "incorrect")
    assert said["words"] == ("fill-in", "1", "0", "incorrect")
    assert said["days"] == ("numeric", "30[:]30", "1234.5", "incorrect")
    assert said["sure"] == ("likert", None, "b", "neutral")
    assert "Lok" not in str(launch.calls)
    launch.assert_conforms()


@pytest.mark.parametrize(
    ("value", "tolerance", "pattern"),
    [
        ("18", "0", "18[:]18"),
        ("5", "0.5", "4.5[:]5.5"),
        ("0.3", "0.1", "0.2[:]0.4"),
        ("-2", "3", "-5[:]1"),
        ("0", "0", "0[:]0"),
        ("100", "0", "100[:]100"),
        ("1e30", "0", None),
    ],
)
def test_a_number_is_right_within_its_tolerance(lms, value, tolerance, pattern):
    launch = lms.launch()
    start(launch)
    key = {"key": [], "numbers": [{"value": value, "tolerance": tolerance, "units": []}]}
    record(launch, "days", [], [value], key, "right")
    assert launch.frame.evaluate("tracker.flush()")
    (row,) = launch.interactions()
    assert row.get("correct_responses.0.pattern") == (pattern or "1[:]1")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "PT0S"),
        (5.255, "PT5.26S"),
        (59.999, "PT1M0S"),
        (60, "PT1M0S"),
        (3725.5, "PT1H2M5.5S"),
        (360000, "PT100H0S"),
        (-3, "PT0S"),
    ],
)
def test_durations_have_two_decimals_at_most(lms, seconds, text):
    launch = lms.launch()
    launch.frame.wait_for_load_state()
    assert launch.frame.evaluate(f"karmakit_adapter.duration({seconds})") == text


@pytest.mark.parametrize("at", ["2026-03-03T09:05:07.123Z", "2026-12-31T23:59:59Z"])
def test_timestamps_are_in_utc_to_the_hundredth(lms, at):
    launch = lms.launch()
    launch.frame.wait_for_load_state()
    told = launch.frame.evaluate(f"karmakit_adapter.timestamp(new Date('{at}'))")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ", told)
    assert told[:19] == at[:19]
    assert launch.frame.evaluate("karmakit_adapter.timestamp(new Date(NaN))") == "1970-01-01T00:00:00.00Z"


def test_both_scores_are_told_since_platforms_read_one_or_the_other(lms):
    launch = lms.launch()
    start(launch)
    save(launch, "1;pFin4", PASSED)
    assert launch.frame.evaluate("tracker.exit()")
    assert [launch.held(f"score.{part}") for part in ("raw", "min", "max", "scaled")] == ["90", "0", "100", "0.9"]
    launch.assert_conforms()


@pytest.mark.parametrize(
    ("standing", "completion", "success"),
    [
        (STANDING, "incomplete", None),
        (PASSED, "incomplete", "passed"),
        (PASSED | {"completed": True, "progress": 1}, "completed", "passed"),
        (EXHAUSTED, "incomplete", "failed"),
        (EXHAUSTED | {"completed": True, "progress": 1}, "completed", "failed"),
        (EXHAUSTED | {"exhausted": False}, "incomplete", None),
    ],
)
def test_whether_all_is_done_and_whether_the_test_is_passed_are_told_apart(lms, standing, completion, success):
    launch = lms.launch()
    start(launch)
    save(launch, WORK, standing)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.held("status") == completion
    assert launch.held("success") == success
    launch.assert_conforms()


def test_a_failed_course_that_is_passed_after_all_is_passed(lms):
    launch = lms.launch(data={"success": "failed", "score.raw": "40"})
    start(launch)
    save(launch, WORK, PASSED)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.held("success") == "passed"
    assert launch.held("score.raw") == "90"


@pytest.mark.parametrize(("progress", "told"), [(0, "0"), (1 / 3, "0.3333"), (0.5, "0.5"), (1, "1")])
def test_progress_is_the_share_of_modules_done(lms, progress, told):
    launch = lms.launch()
    start(launch)
    save(launch, WORK, STANDING | {"progress": progress, "completed": progress == 1})
    assert launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.progress_measure"] == told
    launch.assert_conforms()


def test_objectives_are_told_by_success_completion_and_both_scores(lms):
    launch = lms.launch()
    start(launch)
    results = [
        {"id": "won", "score": 75, "status": "passed"},
        {"id": "lost", "score": 0, "status": "failed"},
        {"id": "read", "score": None, "status": "completed"},
        {"id": "begun", "score": None, "status": "incomplete"},
        {"id": "waiting", "score": None, "status": "not attempted"},
    ]
    save(launch, WORK, STANDING, results)
    assert launch.frame.evaluate("tracker.flush()")
    rows = {}
    for element, value in launch.sets:
        if found := re.fullmatch(r"cmi\.objectives\.(\d+)\.(.+)", element):
            rows.setdefault(int(found[1]), {})[found[2]] = value
    score = {"score.min": "0", "score.max": "100"}
    assert list(rows.values()) == [
        {"id": "won", "success_status": "passed", "completion_status": "completed", "score.raw": "75", "score.scaled": "0.75"}
        | score,
        {"id": "lost", "success_status": "failed", "score.raw": "0", "score.scaled": "0"} | score,
        {"id": "read", "completion_status": "completed"},
        {"id": "begun", "completion_status": "incomplete"},
    ]
    launch.assert_conforms()


def test_a_module_launched_alone_says_whether_it_is_done_to_those_that_wait_for_it(lms):
    launch = lms.launch()
    launch.frame.wait_for_load_state()
    launch.frame.evaluate("document.documentElement.dataset.module = 'final'")
    start(launch, COURSE | ALONE)
    save(launch, "1;pFin4;mFin41", STANDING)
    launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.objectives.0.id"] == "module_done"
    assert "cmi.objectives.0.success_status" not in launch.data
    save(launch, "1;pFin4;mFin42", STANDING | {"completed": True, "progress": 1})
    launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.objectives.0.success_status"] == "passed"
    launch.assert_conforms()


def test_the_courses_own_exit_asks_the_platform_to_keep_everything_and_a_closed_window_asks_nothing(lms):
    launch = lms.launch()
    start(launch)
    save(launch, WORK)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.sets[-1] == ("adl.nav.request", "suspendAll")
    launch.assert_conforms()

    other = lms.launch()
    start(other)
    save(other, WORK)
    other.close()
    assert [element for element, _ in other.sets if element.startswith("adl.")] == []


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_who_only_looks_asks_for_nothing_at_the_exit(lms, mode):
    launch = lms.launch(data={"mode": mode})
    start(launch)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.sets == []


def test_an_exit_while_the_platform_takes_nothing_erases_no_progress(lms):
    first = lms.launch()
    start(first)
    save(first, WORK, STANDING)
    assert first.frame.evaluate("tracker.flush()")
    first.close()
    held = first.data

    launch = lms.launch(data=held, learner="learner-2", faults={"commitUntil": 1e9})
    start(launch)
    record(launch, *ANSWERS[1])
    save(launch, "1;pFir-;mFir-1;qOne111b.Many11ac.", PASSED)
    assert launch.frame.evaluate("tracker.exit()") is False
    assert launch.count("terminate") == 0
    assert troubles(launch) == ["not-saved"]
    launch.close()
    assert launch.last("exit") == "suspend"

    again = lms.launch(data=held, learner="learner-2")
    assert start(again)["state"] == "1;pFir-;mFir-1;qOne111b.Many11ac."
    assert again.frame.evaluate("tracker.exit()")
    assert again.held("success") == "passed"
    assert [row["id"] for row in again.interactions()] == ["many"]
    again.assert_conforms()


def test_a_state_of_64000_characters_is_kept(lms):
    launch = lms.launch()
    start(launch)
    state = "1;pFir-;x" + "y" * (64_000 - 9)
    save(launch, state)
    assert launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.suspend_data"] == state
    launch.assert_conforms()


def test_the_api_of_the_older_standard_is_not_taken_for_this_one(clocked):
    launch = clocked.launch(kind="none")
    launch.page.evaluate("window.API = { LMSInitialize: () => 'true' }")
    launch.frame.wait_for_load_state()
    launch.page.clock.run_for(10)
    assert start(launch, run=launch.page.clock)["platform"] == "none"


def igot(lms, **config):
    return lms.launch(kind="igot2026", learner="", **config)


def test_igots_player_of_2026_is_known_by_knowing_no_version_and_naming_no_learner(lms):
    launch = igot(lms)
    assert start(launch) == {"platform": "igot", "mode": "normal", "state": "", "learner": False}
    save(launch, WORK, PASSED | {"progress": 0.5})
    assert launch.frame.evaluate("tracker.flush()")
    held = launch.page.evaluate("JSON.parse(localStorage.do_1135)")
    assert held["cmi.suspend_data"] == WORK
    assert held["cmi.progress_measure"] == "0.5"
    assert held["cmi.success_status"] == "passed"
    assert troubles(launch) == []


def test_igots_player_of_2026_is_joined_where_it_holds_the_session_open_already(lms):
    launch = igot(lms, data={"Initialized": True, "cmi.suspend_data": WORK, "cmi.completion_status": "incomplete"})
    assert start(launch)["state"] == WORK
    save(launch, "1;pSeco;mFir-2Seco1;qOne111b.")
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.count("terminate") == 0
    assert launch.page.evaluate("JSON.parse(localStorage.do_1135)['cmi.suspend_data']") == "1;pSeco;mFir-2Seco1;qOne111b."
    assert launch.problems == []
