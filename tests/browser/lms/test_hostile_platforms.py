"""Platforms that fail: no answer is lost silently, and no exception reaches the page."""

import pytest
from adapter_course import ANSWERS, COURSE, PASSED, STANDING
from driving import late, record, save, spoken, start, troubles

pytestmark = pytest.mark.browser

WORK = "1;pFir-;mFir-1;qOne111b."
MORE = "1;pSeco;mFir-2Seco1;qOne111b.Orde21."


def work(launch):
    record(launch, *ANSWERS[0])
    save(launch, WORK)


def names(launch):
    return [row["id"] for row in launch.interactions()]


@pytest.mark.parametrize("seed", range(1, 6))
def test_calls_that_fail_at_random_lose_nothing(clocked, seed):
    launch = clocked.launch(faults={"set": 0.35, "seed": seed})
    start(launch)
    for answer in ANSWERS:
        record(launch, *answer)
        save(launch, WORK)
        launch.page.clock.run_for(700)
    save(launch, MORE, PASSED)
    launch.page.clock.run_for(180_000)
    assert launch.data["cmi.suspend_data"] == MORE
    assert launch.status == "passed"
    assert launch.held("score.raw") == "90"
    assert names(launch) == [answer[0] for answer in ANSWERS]
    assert all(row["result"] and row["latency"] for row in launch.interactions())
    assert troubles(launch)[-1:] in ([], ["none"])
    launch.assert_conforms()


def test_a_commit_that_fails_for_a_minute_is_told_and_then_made_good(clocked):
    launch = clocked.launch(faults={"commitUntil": 60_000})
    start(launch)
    work(launch)
    launch.page.clock.run_for(3000)
    assert troubles(launch) == ["not-saved"]
    assert launch.data == {}
    commits = launch.count("commit")
    launch.page.clock.run_for(50_000)
    assert launch.count("commit") - commits < 8
    launch.page.clock.run_for(60_000)
    assert troubles(launch) == ["not-saved", "none"]
    assert launch.data["cmi.suspend_data"] == WORK
    assert launch.data["cmi.interactions.0.result"] == "correct"
    assert names(launch) == ["one"]
    launch.assert_conforms()


def test_the_exit_says_that_it_could_not_save_and_can_be_tried_again(lms):
    launch = lms.launch(faults={"commitUntil": 1e9})
    start(launch)
    work(launch)
    assert launch.frame.evaluate("tracker.exit()") is False
    assert launch.count("terminate") == 0
    launch.page.evaluate("faults.commitUntil = 0")
    assert launch.frame.evaluate("tracker.exit()") is True
    assert launch.data["cmi.suspend_data"] == WORK


def test_without_a_network_the_learner_is_told_that_work_goes_on_offline(clocked):
    launch = clocked.launch(faults={"commitUntil": 1e9})
    start(launch)
    clocked.context.set_offline(True)
    work(launch)
    launch.page.clock.run_for(2000)
    assert troubles(launch) == ["offline"]
    launch.page.evaluate("faults.commitUntil = 0")
    clocked.context.set_offline(False)
    launch.page.clock.run_for(100)
    assert troubles(launch) == ["offline", "none"]
    assert launch.data["cmi.suspend_data"] == WORK


def test_an_api_that_appears_after_three_seconds_is_found(clocked):
    launch = clocked.launch(late=3000, data={"cmi.suspend_data": WORK})
    assert start(launch, run=launch.page.clock)["state"] == WORK
    assert troubles(launch) == []
    launch.assert_conforms()


def test_an_api_that_appears_after_twelve_seconds_is_joined_with_what_was_done(clocked):
    launch = clocked.launch(late=12_000, data={"cmi.suspend_data": "1;pSeco;mSeco2;qOrde11abc."})
    launch.frame.wait_for_load_state()
    launch.frame.evaluate("globalThis.starting = 1")
    clocked.context.clock.run_for(100)
    launch.frame.evaluate(
        """(course) => { window.course = course; window.late = []; window.troubles = [];
        window.tracker = karmakit_adapter.createTracker(course); tracker.onTrouble((t) => troubles.push(t));
        tracker.start((state) => late.push(state)).then((launched) => { window.launched = launched; }); }""",
        spoken(COURSE, launch),
    )
    launch.page.clock.run_for(6000)
    assert launch.frame.evaluate("launched.platform") == "none"
    assert troubles(launch) == ["no-platform"]
    work(launch)
    launch.page.clock.run_for(10_000)
    assert troubles(launch) == ["no-platform", "none"]
    both = "1;pFir-;mFir-1Seco2;qOne111b.Orde11abc."
    assert late(launch) == [both]
    assert launch.data["cmi.suspend_data"] == both
    assert names(launch) == ["one"]
    launch.assert_conforms()


def test_without_a_platform_the_course_works_and_says_that_nothing_is_recorded(clocked):
    launch = clocked.launch(kind="none")
    launch.frame.wait_for_load_state()
    launch.page.clock.run_for(10)
    assert start(launch, run=launch.page.clock) == {"platform": "none", "mode": "normal", "state": "", "learner": False}
    assert troubles(launch) == ["no-platform"]
    work(launch)
    assert launch.frame.evaluate("tracker.flush()") is False
    assert launch.problems == []


def test_a_platform_that_refuses_to_begin_is_told_and_asked_again(clocked):
    launch = clocked.launch(faults={"init": "102"})
    launch.frame.wait_for_load_state()
    assert start(launch, run=launch.page.clock)["platform"] == "none"
    assert troubles(launch) == ["not-saved"]
    work(launch)
    assert launch.count("initialize") < 6
    launch.page.evaluate("faults.init = null")
    launch.page.clock.run_for(10_000)
    assert troubles(launch) == ["not-saved", "none"]
    assert launch.data["cmi.suspend_data"] == WORK


def test_an_api_that_throws_on_every_call_leaves_the_page_alone(clocked):
    launch = clocked.launch(faults={"throws": True})
    launch.frame.wait_for_load_state()
    assert start(launch, run=launch.page.clock)["platform"] == "none"
    work(launch)
    launch.page.clock.run_for(60_000)
    assert launch.frame.evaluate("tracker.flush() || tracker.exit()") is False
    assert troubles(launch) == ["not-saved"]
    assert launch.problems == []


def test_an_api_that_begins_to_throw_is_noticed_and_found_again(clocked):
    launch = clocked.launch()
    start(launch)
    launch.page.evaluate("faults.throws = true")
    work(launch)
    launch.page.clock.run_for(2000)
    assert troubles(launch) == ["lost-session"]
    launch.page.evaluate("faults.throws = false")
    launch.page.clock.run_for(60_000)
    assert troubles(launch) == ["lost-session", "none"]
    assert launch.data["cmi.suspend_data"] == WORK
    assert names(launch) == ["one"]
    assert launch.problems == []


def test_an_api_that_vanishes_is_a_lost_session(clocked):
    launch = clocked.launch()
    start(launch)
    launch.page.evaluate(
        """() => { const api = window[standard.api];
        for (const name of Object.keys(api)) delete api[name];
        delete window[standard.api]; }"""
    )
    work(launch)
    launch.page.clock.run_for(2000)
    assert troubles(launch) == ["lost-session"]
    assert launch.problems == []


def test_a_lost_session_is_opened_again_once_and_goes_on(clocked):
    launch = clocked.launch(faults={"lostAfter": 4})
    start(launch)
    work(launch)
    launch.page.clock.run_for(2000)
    assert troubles(launch) == []
    assert launch.data["cmi.suspend_data"] == WORK
    assert names(launch) == ["one"]
    assert launch.problems == []


def test_a_session_lost_for_good_is_told_and_the_next_visit_replays_the_journal(clocked):
    launch = clocked.launch(faults={"lostAfter": 4, "lostForGood": True})
    start(launch)
    work(launch)
    launch.page.clock.run_for(10_000)
    assert troubles(launch) == ["lost-session"]
    assert "cmi.suspend_data" not in launch.data
    launch.kill()

    again = clocked.launch(data={"cmi.suspend_data": "1;pSeco;mSeco1", "status": "incomplete"})
    assert start(again)["state"] == "1;pFir-;mFir-1Seco1;qOne111b."
    again.page.clock.run_for(2000)
    assert again.data["cmi.suspend_data"] == "1;pFir-;mFir-1Seco1;qOne111b."
    assert names(again) == ["one"]
    again.assert_conforms()


def test_a_session_that_comes_back_as_another_person_is_not_written_to(clocked):
    launch = clocked.launch()
    start(launch)
    launch.page.evaluate("faults.throws = true")
    work(launch)
    launch.page.clock.run_for(2000)
    launch.page.evaluate("() => { faults.learner = 'learner-2'; faults.throws = false; }")
    before = len(launch.sets)
    launch.page.clock.run_for(60_000)
    assert troubles(launch) == ["lost-session"]
    assert len(launch.sets) == before


def test_a_tab_killed_before_the_answer_was_sent_loses_nothing(lms):
    launch = lms.launch()
    start(launch)
    launch.frame.evaluate("tracker.flush()")
    held = launch.data
    work(launch)
    assert "cmi.suspend_data" not in launch.data
    launch.kill()

    again = lms.launch(data=held)
    assert start(again)["state"] == WORK
    assert again.frame.evaluate("tracker.flush()")
    assert names(again) == ["one"]
    again.kill()

    third = lms.launch(data=held)
    assert start(third)["state"] == ""


def test_the_journal_of_one_learner_is_not_credited_to_the_next(lms):
    launch = lms.launch(faults={"commitUntil": 1e9})
    start(launch)
    work(launch)
    launch.frame.evaluate("tracker.flush()")
    launch.kill()
    other = lms.launch(learner="learner-2")
    assert start(other)["state"] == ""


def test_where_nobody_is_named_nothing_outlives_the_tab(lms):
    launch = lms.launch(learner="", faults={"commitUntil": 1e9})
    assert start(launch)["learner"] is False
    work(launch)
    launch.frame.evaluate("tracker.flush()")
    assert launch.frame.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('karmakit')).length") == 0
    launch.kill()
    other = lms.launch(learner="")
    assert start(other)["state"] == ""


def test_the_journal_names_no_learner_in_clear(lms):
    launch = lms.launch(learner="meena.kumari@example.gov.in", faults={"commitUntil": 1e9})
    start(launch)
    record(launch, *ANSWERS[5])
    save(launch, WORK)
    kept = launch.frame.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert "One111b" in kept
    assert "meena" not in kept
    assert "Lok" not in kept


def test_a_clock_set_back_changes_no_time_that_is_told(clocked):
    launch = clocked.launch()
    start(launch)
    launch.page.clock.run_for(20_000)
    launch.page.clock.set_system_time("2001-01-01T00:00:00")
    work(launch)
    launch.page.clock.run_for(5000)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.data["cmi.suspend_data"] == WORK
    assert 25 <= launch.seconds() < 40
    launch.assert_conforms()


@pytest.mark.parametrize("standard", ["scorm12"])
def test_64_kb_of_foreign_suspend_data_are_no_state_and_no_obstacle(lms):
    launch = lms.launch(data={"cmi.suspend_data": "{'v':2,'d':[" + "123,9;" * 11_000})
    assert start(launch)["state"] == ""
    work(launch)
    assert launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.suspend_data"] == WORK
    launch.assert_conforms()


def test_a_state_of_a_later_edition_is_never_overwritten(lms):
    launch = lms.launch(data={"cmi.suspend_data": "2;new~things{}"})
    assert start(launch)["state"] == "2;new~things{}"
    assert troubles(launch) == ["newer-state"]
    work(launch)
    assert launch.frame.evaluate("tracker.flush()")
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.data["cmi.suspend_data"] == "2;new~things{}"
    assert launch.sets == []


def test_a_state_that_does_not_fit_is_told_and_not_cut(lms):
    launch = lms.launch()
    start(launch)
    save(launch, WORK)
    launch.frame.evaluate("tracker.flush()")
    save(launch, "1;pFir-" + ";x" + "y" * launch.words.room)
    assert launch.frame.evaluate("tracker.flush()") is False
    assert troubles(launch) == ["not-saved"]
    assert launch.data["cmi.suspend_data"] == WORK


STORAGE_THROWS = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
delete window.BroadcastChannel;"""


def test_storage_that_throws_stops_nothing(lms):
    lms.context.add_init_script(f"if (window.name === 'course') {{ {STORAGE_THROWS} }}")
    launch = lms.launch()
    assert start(launch)["mode"] == "normal"
    work(launch)
    launch.close()
    assert launch.data["cmi.suspend_data"] == WORK
    launch.assert_conforms()


def test_storage_that_is_full_stops_nothing(lms):
    lms.context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    launch = lms.launch()
    start(launch)
    work(launch)
    assert launch.frame.evaluate("tracker.flush()")
    assert launch.data["cmi.suspend_data"] == WORK
    launch.assert_conforms()


def test_interactions_that_a_platform_does_not_know_are_left_out_quietly(lms):
    launch = lms.launch(faults={"refuse": "cmi.interactions"})
    start(launch)
    for answer in ANSWERS:
        record(launch, *answer)
    save(launch, WORK)
    assert launch.frame.evaluate("tracker.flush()")
    assert troubles(launch) == []
    assert launch.data["cmi.suspend_data"] == WORK
    refused = [call for call in launch.calls if call["kind"] == "set" and "interactions" in call["args"][0]]
    assert len(refused) == 1


def test_a_second_tab_only_reads_and_takes_over_with_all_that_was_done(patient):
    first = patient.launch()
    start(first)
    save(first, WORK)
    first.frame.evaluate("tracker.flush()")
    second = patient.launch(data=first.data)
    assert start(second)["mode"] == "read-only"
    assert troubles(second) == ["read-only"]
    assert second.sets == []
    # the second tab's platform page knows only what stood when it was loaded
    save(first, MORE)
    record(first, *ANSWERS[0])
    first.close()
    second.frame.wait_for_function("() => troubles.length > 1")
    assert troubles(second) == ["read-only", "none"]
    assert late(second) == [MORE]
    assert second.frame.evaluate("launched.mode") == "normal"
    record(second, *ANSWERS[1])
    assert second.frame.evaluate("tracker.exit()")
    assert second.data["cmi.suspend_data"] == MORE
    assert second.problems == []


def test_a_second_tab_that_closes_does_not_finish_the_session_of_the_first(patient):
    first = patient.launch()
    start(first)
    second = patient.launch()
    start(second)
    second.close()
    assert [call["kind"] for call in second.calls if call["kind"] != "get"] in ([], ["initialize"])
    save(first, WORK)
    assert first.frame.evaluate("tracker.exit()")
    assert first.data["cmi.suspend_data"] == WORK


def test_a_second_tab_takes_over_when_the_first_one_dies(patient):
    first = patient.launch()
    start(first)
    save(first, WORK)
    second = patient.launch()
    assert start(second)["mode"] == "read-only"
    first.kill()
    second.frame.wait_for_function("() => troubles.length > 1")
    assert troubles(second) == ["read-only", "none"]
    assert late(second) == [WORK]


def test_two_tabs_opened_at_once_agree_on_one(patient):
    tabs = [patient.launch(), patient.launch()]
    for tab in tabs:
        tab.frame.wait_for_load_state()
    for tab in tabs:
        tab.frame.evaluate(
            """(course) => { window.tracker = karmakit_adapter.createTracker(course);
            tracker.start(() => undefined).then((launched) => { window.mode = launched.mode; }); }""",
            spoken(COURSE, tab),
        )
    modes = []
    for tab in tabs:
        tab.frame.wait_for_function("() => window.mode")
        modes.append(tab.frame.evaluate("mode"))
    assert sorted(modes) == ["normal", "read-only"]


def test_the_api_is_found_above_a_window_of_another_origin(clocked):
    """A frame of another origin between the course and the platform: the API above it cannot be touched, and nothing breaks."""
    clocked.server.files["/between.html"] = (
        b"<!doctype html><title>b</title><iframe name=course style='width:100%;height:90vh'></iframe>"
    )
    launch = clocked.launch(f"{clocked.server.other_origin}/adapter/index.html", kind="none")
    launch.frame.wait_for_load_state()
    assert start(launch, run=launch.page.clock)["platform"] == "none"
    assert launch.problems == []


def test_the_api_is_found_through_the_opener(lms):
    launch = lms.launch(window=True)
    with lms.context.expect_page() as opened:
        launch.page.evaluate("() => { open(config.src, 'course'); }")
    launch.popup = popup = opened.value
    popup.wait_for_url("**/adapter/index.html")
    assert start(launch)["platform"] == lms.standard
    save(launch, WORK)
    assert popup.evaluate("tracker.exit()")
    assert launch.data["cmi.suspend_data"] == WORK


@pytest.mark.parametrize("standard", ["scorm12"])
def test_an_element_called_api_is_not_taken_for_one(lms):
    lms.server.files["/adapter/index.html"] = lms.server.files["/adapter/index.html"].replace(b"<main>", b"<main id=API>")
    launch = lms.launch()
    assert start(launch)["platform"] == lms.standard


def test_a_page_put_aside_and_brought_back_goes_on(lms):
    launch = lms.launch()
    start(launch)
    save(launch, WORK)
    launch.frame.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert launch.count("terminate") == 0
    assert launch.data["cmi.suspend_data"] == WORK
    launch.frame.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    launch.page.wait_for_timeout(400)
    save(launch, MORE)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.data["cmi.suspend_data"] == MORE
    launch.assert_conforms()


def test_a_listener_that_throws_does_not_stop_the_others(lms):
    launch = lms.launch(faults={"commitUntil": 1e9})
    start(launch)
    launch.frame.evaluate(
        "() => { tracker.onTrouble(() => { throw new Error('no'); }); tracker.onTrouble((t) => { window.heard = t; }); }"
    )
    save(launch, WORK, STANDING)
    launch.frame.evaluate("tracker.flush()")
    assert launch.frame.evaluate("heard") == "not-saved"
    assert launch.problems == []


@pytest.mark.parametrize("answers", ["booleans", "nothing"])
def test_a_platform_that_answers_in_its_own_way_is_an_ordinary_one(lms, answers):
    launch = lms.launch(answers=answers)
    assert start(launch)["platform"] == lms.standard
    work(launch)
    save(launch, WORK, PASSED)
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.held("score.raw") == "90"
    assert launch.data["cmi.suspend_data"] == WORK
    assert launch.count("terminate") == 1
    assert troubles(launch) == []
