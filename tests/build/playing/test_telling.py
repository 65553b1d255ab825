"""The record says in words what the platform holds, and nothing that it does not."""

import re

import pytest

from karmakit_build.playing.telling.record import percent, seconds, spent
from karmakit_build.playing.telling.scorm import Held
from karmakit_build.playing.telling.scorm import tell_scorm as tell_of_scorm
from karmakit_build.playing.telling.xapi import tell_xapi as tell_of_xapi
from karmakit_build.playing.units import Unit
from karmakit_build.playing.words import words
from karmakit_validators.report.words import LANGUAGES

ADL = "http://adlnet.gov/expapi/verbs/"
COURSE = "https://example.org/course"
CMI5 = {"contextActivities": {"category": [{"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"}]}}
EN, HI = words("en"), words("hi")


def tell_scorm(learner, held, say=EN, **more):
    return tell_of_scorm(learner, held, say, **more)


def tell_xapi(learner, units, statements, say=EN, **more):
    return tell_of_xapi(learner, units, statements, say, **more)


def held12(ended="finished", unsaved=0, **values):
    return Held(
        "Days", "scorm12", {f"cmi.{name.replace('__', '.')}": value for name, value in values.items()}, unsaved, ended, "60"
    )


def test_a_suspended_course_of_scorm_12():
    record = tell_scorm(
        "Asha",
        [
            held12(
                core__lesson_status="incomplete",
                core__lesson_location="appeals",
                core__exit="suspend",
                core__total_time="00:04:00.00",
                core__session_time="00:01:03",
                suspend_data="x" * 1200,
                objectives__0__id="days",
                objectives__0__status="passed",
                objectives__1__id="fees",
                interactions__0__id="q1",
                interactions__0__student_response="b",
                interactions__0__result="wrong",
                interactions__1__id="q2",
                interactions__1__result="0.5",
            )
        ],
    )
    assert record.lines == (
        "Asha has begun the course and not completed it; SCORM 1.2 has no element that says how far.",
        "Asha has reached 1 of 2 objectives that the content reports: days.",
        "Asha was last at `appeals`.",
        "Asha has spent 5 min 3 s.",
        "Asha left the course to come back later.",
        "To come back to the place and the answers, 1,200 of 4,096 characters of state are kept.",
    )
    assert record.shown == "The platform would show: incomplete, suspended."
    assert [(one.question, one.response, one.result) for one in record.answers] == [("q1", "b", "wrong"), ("q2", "", "0.5 points")]


def test_a_passed_course_with_its_score_and_what_igot_makes_of_it():
    unit = held12(core__lesson_status="passed", core__score__raw="80", core__score__max="100", core__exit="suspend")
    record = tell_scorm("Asha", [unit])
    assert record.lines[:2] == ("Asha has passed the course.", "Asha scored 80 of 100; the pass mark is 60.")
    assert record.shown == "The platform would show: passed, suspended, score 80 of 100."
    igot = tell_scorm("", [unit], igot=True)
    assert igot.shown == "iGOT would show: completed; it shows no score, and counts time on the page as well."
    assert igot.lines[0] == "Nobody is named: the platform cannot know who this learner is."
    assert igot.lines[1] == "The learner has passed the course."


def test_scorm_2004_tells_completion_and_success_apart():
    values = {"cmi.completion_status": "incomplete", "cmi.success_status": "failed", "cmi.score.scaled": "0.996"}
    record = tell_scorm("Asha", [Held("Days", "scorm2004", values, 2, "left", "0.8")])
    assert record.lines == (
        "Asha has failed the course, and not completed it.",
        "Asha scored 99 %; the pass mark is 80 %.",
        "Asha left the course without a word from the content: what was committed before is kept, and the rest is lost.",
        "2 values were set since the last commit that was kept: a crash now would lose them.",
    )
    assert record.shown == "The platform would show: incomplete, failed, score 99 %."


def test_several_parts_are_counted():
    done = Held("One", "scorm2004", {"cmi.completion_status": "completed", "cmi.success_status": "passed"})
    half = Held("Two", "scorm2004", {"cmi.completion_status": "incomplete", "cmi.progress_measure": "0.4"})
    record = tell_scorm("Asha", [done, half, Held("Three", "scorm2004", {})])
    assert record.lines[0] == "Asha has completed 1 of 3 parts: One."
    assert "Asha is 40 % through in “Two”." in record.lines
    assert record.shown == "The platform would show: 1 of 3 parts completed."


def test_where_nothing_is_kept_nothing_is_said():
    assert tell_scorm("Asha", [held12()]).lines == ("Nothing is kept of Asha yet.",)
    assert tell_scorm("Asha", [held12(unsaved=1)]).lines[0] == "Asha has begun, but nothing has been kept yet."
    assert tell_xapi("Asha", [], []).lines == ("Nothing is kept of Asha yet.",)


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "-", "٣", "x" * 10_000])
def test_values_that_are_none_do_no_harm(value):
    names = ("core.score.raw", "core.lesson_status", "core.session_time", "objectives.0.id", "interactions.999999.result", "exit")
    values = {f"cmi.{name}": value for name in names} | {f"cmi.{name}": value for name in ("progress_measure", "score.scaled")}
    for kind in ("scorm12", "scorm2004"):
        record = tell_scorm("Asha", [Held("Days", kind, values, 0, "finished", value)])
        assert all(len(line) < 1000 for line in record.lines)


def said(verb, result=None, about=COURSE, **definition):
    return {
        "verb": {"id": ADL + verb},
        "object": {"id": about, **({"definition": definition} if definition else {})},
        "timestamp": "2026-11-22T10:20:30.000Z",
        **({"result": result} if result else {}),
    }


def test_statements_become_sentences():
    unit = Unit("a", "Days", "index.html", move_on="CompletedAndPassed")
    choices = [{"id": "a", "description": {"hi": "पंद्रह दिन"}}, {"id": "b", "description": {"en": "Thirty days", "hi": "तीस दिन"}}]
    statements = [
        said("launched"),
        said("initialized"),
        said("progressed", {"extensions": {"https://w3id.org/xapi/cmi5/result/extensions/progress": 40}}),
        said("answered", {"response": "a[,]b", "success": False}, COURSE + "/q", description={"en": "By when?"}, choices=choices),
        said("completed", {"completion": True}, COURSE + "/m", name={"en": "Why count"}),
        said("terminated", {"duration": "PT3M"}),
    ]
    record = tell_xapi("Asha", [(COURSE, unit)], statements, state=51, cmi5=True)
    assert record.lines == (
        "Asha is 40 % through.",
        "Asha has spent 3 min at the longest.",
        "The platform lets Asha move on when the course is completed and passed: that is not yet so.",
        "Asha has completed within it: Why count.",
        "Asha left at 2026-11-22 10:20 UTC, after 5 statements.",
        "To come back to the place and the answers, 51 characters of state are kept.",
    )
    assert record.shown == "The platform would show: in progress."
    assert [(one.question, one.response, one.result) for one in record.answers] == [("By when?", "पंद्रह दिन; Thirty days", "wrong")]
    done = [*statements, said("passed", {"score": {"scaled": 0.8}}) | {"context": CMI5}, said("completed"), said("abandoned")]
    record = tell_xapi("Asha", [(COURSE, unit)], done, cmi5=True)
    assert record.lines[:2] == ("Asha has passed the course with 80 %.", "Asha has completed the course.")
    assert "`completed` of the course came without the category of cmi5" in record.lines[3]
    assert "that is not yet so." in record.lines[4]
    assert record.shown == "The platform would show: completed, passed."
    done[-2] |= {"context": CMI5}
    whole = said("satisfied", about=COURSE + "/own", name={"und": "Days"}, type="https://w3id.org/xapi/cmi5/activitytype/course")
    claimed = tell_xapi("Asha", [(COURSE, unit)], [*done, whole], cmi5=True)
    assert "the platform has recorded" not in str(claimed.lines)  # content may say what it likes without the category
    record = tell_xapi("Asha", [(COURSE, unit)], [*done, whole | {"context": CMI5}], cmi5=True)
    assert "that is so." in record.lines[3]
    assert "Asha has met all that the course asks: the platform has recorded that it is satisfied." in record.lines
    assert record.shown == "The platform would show: completed, passed, satisfied."


def test_the_record_is_told_in_hindi_too():
    unit = held12(core__lesson_status="passed", core__score__raw="80", core__score__max="100", core__exit="suspend")
    record = tell_scorm("आशा", [unit], HI)
    assert record.lines[:2] == ("आशा ने पाठ्यक्रम उत्तीर्ण किया है।", "आशा को 100 में से 80 अंक मिले; उत्तीर्णांक 60 है।")
    assert record.shown == "प्लेटफ़ॉर्म पर दिखेगा: उत्तीर्ण, स्थगित, अंक 100 में से 80।"
    record = tell_xapi(
        "आशा", [(COURSE, Unit("a", "Days", "index.html"))], [said("answered", {"success": True}), said("terminated")], HI
    )
    assert record.lines[-1] == "आशा ने 2026-11-22 10:20 UTC पर, 2 कथनों के बाद, पाठ्यक्रम छोड़ा।"
    assert (record.answers[0].result, record.answers[0].judged) == ("सही", "right")


def test_every_language_says_all_that_english_says_with_the_same_holes():
    for lang in LANGUAGES:
        theirs = words(lang).texts
        assert theirs.keys() == EN.texts.keys()
        for key, text in EN.texts.items():
            assert set(re.findall(r"{\w+}", theirs[key])) == set(re.findall(r"{\w+}", text)), key


def test_statements_of_a_stranger_may_be_odd():
    odd = [
        {
            "verb": {"id": "x:y", "display": 3},
            "object": {"objectType": "Agent", "mbox": "mailto:a@b"},
            "result": {"extensions": []},
        },
        said("answered", {"response": 3, "success": "yes", "score": "many"}, choices={"a": 1}, name="text"),
        said("passed", {"score": {"raw": "8"}, "duration": 5}),
    ]
    record = tell_xapi("", [(COURSE, Unit("a", "A", "a.html"))], odd)
    assert record.answers[0].result == "not judged"


def test_times_and_shares_in_words():
    assert [seconds(text) for text in ("0001:02:03.45", "PT1H2M3.4S", "P1DT1S", "x")] == [3723, 3723, 86_401, 0]
    assert [spent(total, EN) for total in (0, 59, 3600, 3723)] == ["less than a second", "59 s", "1 h", "1 h 2 min"]
    assert [percent(part) for part in (0, 0.29, 0.999, 1, 7)] == ["0 %", "29 %", "99 %", "100 %", "100 %"]
