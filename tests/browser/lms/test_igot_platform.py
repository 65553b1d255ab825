"""iGOT's player, as far as its public code tells: the learner's place and completion survive it."""

import pytest
from adapter_course import ANSWERS, COURSE, PASSED, STANDING
from driving import late, record, save, start, troubles

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("standard", ["scorm12"])]

WORK = "1;pFir-;mFir-1;qOne111b."
HELD = "1;pSeco;mSeco2;qOrde11abc."


def igot(lms, **config):
    return lms.launch(kind="igot", learner="", **config)


def leave(launch):
    """Leave as the portal does: it saves what it holds, then takes the frame away."""
    launch.page.evaluate("ngOnDestroy()")
    launch.progress()


def test_it_is_known_by_its_boolean_true_and_names_no_learner(lms):
    launch = igot(lms)
    assert start(launch) == {"platform": "igot", "mode": "normal", "state": "", "learner": False}
    assert troubles(launch) == []
    assert launch.problems == []


def test_commits_that_answer_false_are_no_trouble(clocked):
    launch = igot(clocked)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK)
    launch.page.clock.run_for(60_000)
    assert troubles(launch) == []
    assert launch.count("commit") < 5
    assert launch.frame.evaluate("tracker.exit()")


def test_the_place_stands_in_suspend_data_alone_and_nothing_is_sent_that_it_drops(clocked):
    launch = igot(clocked)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK, STANDING, [{"id": "last-date", "score": 50, "status": "failed"}])
    launch.page.clock.run_for(2000)
    assert {name for name, _ in launch.sets} == {
        "cmi.suspend_data",
        "cmi.core.lesson_status",
        "cmi.core.exit",
        "cmi.core.session_time",
    }
    assert all(value == value.strip() for _, value in launch.sets)


def test_a_late_restore_reaches_a_learner_who_has_only_looked(clocked):
    launch = igot(clocked, data={"cmi.suspend_data": HELD, "cmi.core.lesson_location": "second"}, restoreAfter=4000)
    assert start(launch)["state"] == ""
    save(launch, "1;pFir-")
    launch.page.clock.run_for(3000)
    assert launch.sets == []
    launch.page.clock.run_for(3000)
    assert late(launch)[0].endswith(";mSeco2;qOrde11abc.")
    launch.page.clock.run_for(20_000)
    assert launch.last("suspend_data").endswith(";mSeco2;qOrde11abc.")
    assert launch.problems == []


def test_a_late_restore_and_early_answers_are_both_kept(clocked):
    launch = igot(clocked, data={"cmi.suspend_data": HELD}, restoreAfter=6000)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK)
    launch.page.clock.run_for(2000)
    assert launch.last("suspend_data") == WORK
    launch.page.clock.run_for(8000)
    both = "1;pFir-;mFir-1Seco2;qOne111b.Orde11abc."
    assert late(launch) == [both]
    assert launch.last("suspend_data") == both


def test_a_learner_who_leaves_before_the_restore_does_not_overwrite_it(clocked):
    launch = igot(clocked, data={"cmi.suspend_data": HELD}, restoreAfter=9000)
    start(launch)
    save(launch, "1;pFir-")
    launch.page.clock.run_for(2000)
    leave(launch)
    assert "cmi.suspend_data" not in launch.progress()


def test_an_incomplete_visit_is_never_finished_and_found_again_on_another_device(lms, browser):
    launch = igot(lms)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK)
    launch.push()
    leave(launch)
    assert launch.count("terminate") == 0
    assert launch.progress()["cmi.suspend_data"] == WORK

    lms.context = browser.new_context()
    again = igot(lms, data=launch.progress())
    start(again)
    again.frame.wait_for_function("() => late.length")
    assert late(again)[-1] == WORK
    assert again.problems == []
    lms.context.close()


def test_a_visit_that_ends_with_a_closed_tab_is_committed(lms):
    launch = igot(lms)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK)
    launch.close()
    assert launch.count("commit") >= 1
    assert launch.count("terminate") == 0
    assert launch.last("suspend_data") == WORK


def test_completion_reaches_the_server_by_its_status_alone(lms):
    launch = igot(lms)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK, PASSED)
    launch.push()
    assert launch.progress("passed")
    assert launch.frame.evaluate("tracker.exit()")
    assert launch.count("terminate") == 0
    assert launch.page.evaluate("JSON.parse(localStorage.do_1135)['cmi.suspend_data']") == WORK


def test_a_restored_completion_is_never_taken_back(clocked):
    launch = igot(clocked, data={"cmi.core.lesson_status": "completed", "cmi.suspend_data": HELD}, restoreAfter=3000)
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK)
    launch.page.clock.run_for(20_000)
    assert launch.page.evaluate("JSON.parse(localStorage.do_1135)['cmi.core.lesson_status']") == "completed"


def test_the_portals_own_storage_is_left_alone(lms):
    launch = igot(lms)
    launch.page.evaluate("localStorage.setItem('portal', 'mine')")
    start(launch)
    save(launch, WORK)
    launch.frame.evaluate("tracker.flush()")
    launch.close()
    page = lms.context.new_page()
    page.goto(f"{lms.server.origin}/adapter/index.html")
    assert page.evaluate("localStorage.portal") == "mine"


def test_the_stray_quote_in_its_launch_address_does_no_harm(lms):
    launch = igot(lms, src="/adapter/index.html?timestamp='1700000000000")
    assert start(launch, COURSE)["platform"] == "igot"
    assert launch.problems == []


def test_no_message_is_posted_to_the_portal(lms):
    launch = igot(lms)
    launch.page.evaluate("() => { window.heard = 0; addEventListener('message', () => heard++); }")
    start(launch)
    record(launch, *ANSWERS[0])
    save(launch, WORK)
    launch.frame.evaluate("tracker.flush()")
    assert launch.page.evaluate("heard") == 0
