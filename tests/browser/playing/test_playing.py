"""An author tries a bundle as a learner, sees what the platform hears, and reads the record in words."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HEARD = {
    "scorm12": 'SetValue(cmi.interactions.0.result, "correct")',
    "scorm2004": 'SetValue(cmi.interactions.0.result, "correct")',
    "cmi5": "answered “By when is an ordinary request answered?”, right",
    "xapi": "answered “By when is an ordinary request answered?”, right",
}


@pytest.mark.parametrize("target", HEARD)
def test_an_answer_is_heard_and_stands_in_the_record_and_the_place_is_kept(small, target):
    play = small(target)
    play.answer()
    play.see("happens", HEARD[target])
    record = play.see("record", "What was answered: 1")
    assert "right" in record
    play.leave()
    play.see("record", "Asha Rao was last heard of" if target == "xapi" else "Asha Rao left")
    play.resume()
    play.lives()
    play.course.wait_for_function("() => document.querySelector('.start a')?.textContent === 'Resume'")
    play.course.click(".start a")
    play.course.wait_for_selector("#q-ordinary[data-outcome=right]")


def test_the_log_is_saved_and_starting_anew_forgets_all(small):
    play = small("scorm12")
    play.answer()
    play.see("record", "What was answered: 1")
    play.page.click("#tab-raw")
    with play.page.expect_download() as download:
        play.page.click("#save")
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "small-course-scorm12-play.json"
    assert saved["standard"] == "SCORM 1.2"
    assert {one["kind"] for one in saved["happened"]} == {"call", "note"}
    assert saved["record"]["units"][0]["values"]["cmi.interactions.0.result"] == "correct"
    assert saved["told"]["answers"][0]["result"] == "right"
    play.page.click("#anew")
    play.see("happens", "Started anew")
    play.lives()
    play.course.wait_for_function("() => document.querySelector('.start a')?.textContent === 'Start'")
    assert "What was answered" not in play.see("record")


def test_where_commits_fail_the_learner_is_told_and_the_log_says_why(small):
    play = small("cmi5")
    play.page.check("#failing")
    play.answer()
    play.told("not-saved")
    play.see("happens", "switched to fail")
    play.page.uncheck("#failing")
    play.told("none")
    play.see("record", "What was answered: 1")


def test_where_the_network_is_off_nothing_arrives_until_it_is_back(small):
    play = small("scorm2004")
    play.turn()
    play.page.check("#offline")
    play.answer()
    play.told("offline")
    assert "What was answered" not in play.see("record")
    play.page.uncheck("#offline")
    play.told("none")
    play.see("record", "What was answered: 1")


def test_igots_player_answers_with_booleans_and_keeps_neither_score_nor_answers(small):
    play = small("scorm12")
    play.page.check("#igot")
    play.see("happens", "Initialize() → true")
    play.shows("iGOT would show: in progress")
    play.lives()
    play.answer()
    play.see("happens", "Commit() → false")
    play.leave()
    play.see("record", "characters of state are kept")
    assert "What was answered" not in play.see("record")


def test_a_shared_computer_names_nobody_and_keeps_nothing(small):
    play = small("scorm12")
    play.page.check("#shared")
    play.see("happens", 'GetValue(cmi.core.student_id) → ""')
    play.lives()
    play.course.evaluate("localStorage.setItem('left', 'behind')")
    play.answer()
    play.see("record", "Nobody is named")
    play.leave()
    play.resume()
    play.lives()
    play.course.wait_for_function("() => document.querySelector('.start a')?.textContent === 'Start'")
    assert play.course.evaluate("localStorage.getItem('left')") is None


def test_web_pages_report_to_nobody(small):
    play = small("web")
    play.shows("No platform would show anything")
    assert play.page.is_disabled("#igot")
