"""A learner takes a whole course by cmi5 and by xAPI, and the record store says what happened."""

import itertools
import re
import shutil

import pytest
from taking import Taker

from conftest import HERE
from lrs import ADL, DEFINED, MASTERY, MOVE_ON, SESSION

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IRI = "https://training.example.gov.in/small-course"
OURS = "https://w3id.org/xapi/karmakit/v1"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
COMPETENCIES = "https://w3id.org/xapi/karmakit/extensions/competencies"
READING = [
    ["experienced", "progressed"],
    ["answered"] * 4 + ["experienced", "progressed"],
    ["answered"] * 4 + ["experienced", "progressed"],
    ["attempted"] + ["answered"] * 3,
]


def categories(statement):
    return {one["id"] for one in statement["context"]["contextActivities"]["category"]}


def test_a_whole_course_by_cmi5(cmi5, small):
    launch = cmi5.open(mastery=0.6, returns=f"{cmi5.server.origin}/portal.html")
    taker = Taker(launch, small["cmi5"])
    asked = taker.all()
    cmi5.settled(lambda: "completed" in cmi5.lrs.verbs())
    launch.frame.click("button.exit")
    launch.page.wait_for_url("**/portal.html")

    assert cmi5.lrs.refusals == []
    assert cmi5.lrs.verbs() == ["initialized", *itertools.chain(*READING), "passed", "completed", "terminated"]
    assert cmi5.lrs.most_at_once == 1
    times = [statement["timestamp"] for statement in cmi5.lrs.statements]
    assert times == sorted(set(times))
    for statement in cmi5.lrs.statements:
        verb, context = statement["verb"]["id"].removeprefix(ADL), statement["context"]
        kind = {"initialized": {DEFINED}, "terminated": {DEFINED}, "passed": {DEFINED, MOVE_ON}, "completed": {DEFINED, MOVE_ON}}
        assert categories(statement) == kind.get(verb, {OURS})
        assert context["extensions"][SESSION] == "session-1"
        assert (MASTERY in context["extensions"]) == (verb == "passed")
        assert context["language"] == "en"
        assert context["revision"] == "1.0.0"
        if verb in {"initialized", "passed", "completed", "terminated", "progressed"}:
            assert statement["object"]["id"] == "https://lms.example.org/au/1"
    assert [one["result"]["extensions"][PROGRESS] for one in cmi5.lrs.find("progressed")] == [25, 50, 75]
    assert cmi5.lrs.find("passed")[0]["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    tested = cmi5.lrs.find("answered")[-3:]
    assert [one["object"]["id"] for one in tested] == [f"{IRI}/final-test/{name}" for name in asked]
    assert set(cmi5.lrs.state()["told"]) == {"passed", "completed"}


def test_every_type_of_question_is_defined_in_the_words_of_the_page(cmi5, small):
    launch = cmi5.open()
    taker = Taker(launch, small["cmi5"])
    for module in ("choosing", "arranging"):
        taker.practise(module, right=False)
    cmi5.settled(lambda: len(cmi5.lrs.find("answered")) == 8)
    told = {one["object"]["id"].rpartition("/")[2]: one for one in cmi5.lrs.find("answered")}
    assert {name: one["object"]["definition"]["interactionType"] for name, one in told.items()} == {
        "ordinary": "choice",
        "withhold": "choice",
        "reasons": "true-false",
        "how-sure": "likert",
        "limits": "matching",
        "steps": "sequencing",
        "officer": "fill-in",
        "days": "numeric",
    }
    single = told["ordinary"]["object"]["definition"]
    assert single["description"] == {"en": "By when is an ordinary request answered?"}
    assert single["choices"][1] == {"id": "b", "description": {"en": "Within thirty days"}}
    assert single["correctResponsesPattern"] == ["b"]
    matching = told["limits"]["object"]["definition"]
    assert [one["description"]["en"] for one in matching["source"]] == ["Ordinary", "Life or liberty"]
    assert {one["description"]["en"] for one in matching["target"]} == {"30 days", "48 hours", "90 days"}
    assert re.fullmatch(r"1\[\.][abc]\[,]2\[\.][abc]", matching["correctResponsesPattern"][0])
    assert len(told["steps"]["object"]["definition"]["choices"]) == 3
    assert [one["description"]["en"] for one in told["how-sure"]["object"]["definition"]["scale"]] == ["Not yet", "Almost", "Sure"]
    assert told["officer"]["object"]["definition"]["description"]["en"].startswith(
        "The officer who hears the first appeal is ____ in"
    )
    assert told["days"]["object"]["definition"]["correctResponsesPattern"] == ["5[:]5"]
    # a number is told, a word is not
    assert told["days"]["result"]["response"] == "1234"
    assert "response" not in told["officer"]["result"]
    assert "nobody" not in str(cmi5.lrs.statements)
    assert {name: one["result"].get("success") for name, one in told.items()} == dict.fromkeys(told, False) | {"how-sure": None}
    around = told["limits"]["context"]
    assert [one["id"] for one in around["contextActivities"]["parent"]] == [f"{IRI}/arranging"]
    assert [one["id"] for one in around["contextActivities"]["other"]] == [f"{IRI}/objectives/arrange-steps"]
    assert around["extensions"][COMPETENCIES][0]["theme"] == "Handling RTI Matters"


def test_a_whole_course_by_xapi(tincan, small):
    launch = tincan.open("xapi", slash=False)
    Taker(launch, small["xapi"]).all()
    tincan.settled(lambda: "completed" in tincan.lrs.verbs())
    assert launch.exit() == "All is saved"
    assert tincan.lrs.refusals == []
    assert tincan.lrs.verbs() == [*itertools.chain(*READING), "passed", "completed"]
    assert all(categories(statement) == {OURS} for statement in tincan.lrs.statements)
    for verb in ("passed", "completed"):
        definition = tincan.lrs.find(verb)[0]["object"]
        assert definition["id"] == IRI
        assert definition["definition"]["name"] == {"en": "Counting the days"}


def test_what_was_said_once_is_not_said_again_at_the_next_launch(cmi5, small):
    launch = cmi5.open(mastery=0.6)
    Taker(launch, small["cmi5"]).all()
    cmi5.settled(lambda: "completed" in cmi5.lrs.verbs())
    assert launch.exit() == "All is saved"
    before = cmi5.lrs.verbs()
    launch.close()

    again = cmi5.open(mastery=0.6)
    again.frame.wait_for_selector(".reached p:first-child:has-text('You have completed this course.')")
    assert again.exit() == "All is saved"
    assert cmi5.lrs.verbs() == [*before, "initialized", "terminated"]
    assert cmi5.lrs.refusals == []


def test_a_platform_hears_of_a_failure_when_no_attempt_is_left(cmi5, small):
    launch = cmi5.open(mastery=0.6)
    taker = Taker(launch, small["cmi5"])
    taker.test(right=False)
    cmi5.settled(lambda: "failed" in cmi5.lrs.verbs())
    taker.press(".test-stage .test-result .actions button")
    taker.sit(small["cmi5"].answers("final-test", right=False))
    cmi5.settled(lambda: len(cmi5.lrs.find("failed")) == 2)
    first, last = cmi5.lrs.find("failed")
    assert (first["object"]["id"], categories(first)) == (f"{IRI}/final-test", {OURS})
    assert (last["object"]["id"], categories(last)) == ("https://lms.example.org/au/1", {DEFINED, MOVE_ON})
    assert last["result"]["score"]["scaled"] == 0
    launch.close()

    again = cmi5.open(mastery=0.6)
    assert again.exit() == "All is saved"
    assert len(cmi5.lrs.find("failed")) == 2
    assert cmi5.lrs.refusals == []


def test_a_record_store_hears_of_every_failed_attempt(tincan, small):
    launch = tincan.open("xapi")
    taker = Taker(launch, small["xapi"])
    taker.test(right=False)
    taker.press(".test-stage .test-result .actions button")
    taker.sit(small["xapi"].answers("final-test", right=True))
    tincan.settled(lambda: "passed" in tincan.lrs.verbs())
    judged = [verb for verb in tincan.lrs.verbs() if verb in {"attempted", "failed", "passed"}]
    assert judged == ["attempted", "failed", "attempted", "passed"]
    assert {one["object"]["id"] for one in tincan.lrs.find("failed")} == {IRI}


def test_the_pass_mark_of_the_platform_goes_before_the_courses(cmi5, small):
    launch = cmi5.open(mastery=1.0)
    taker = Taker(launch, small["cmi5"])
    taker.go("final-test")
    assert "100 %" in launch.frame.inner_text(".test-start")


def test_a_learner_goes_on_at_the_next_launch_where_the_last_one_ended(cmi5, small):
    launch = cmi5.open()
    taker = Taker(launch, small["cmi5"])
    taker.practise("choosing")
    assert launch.exit() == "All is saved"
    launch.close()
    again = cmi5.open()
    again.starts("Resume")
    Taker(again, small["cmi5"]).go("choosing")
    again.frame.wait_for_selector("#q-ordinary[data-outcome=right]")


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_who_only_looks_is_not_recorded(cmi5, small, mode):
    launch = cmi5.open(mode=mode)
    launch.trouble("watched")
    taker = Taker(launch, small["cmi5"])
    taker.practise("choosing")
    taker.test(right=True)
    assert launch.exit() == "You have left the course"
    assert cmi5.lrs.verbs() == ["initialized", "terminated"]
    assert cmi5.lrs.state() is None
    assert cmi5.lrs.refusals == []


def test_a_tab_that_is_closed_says_so_in_the_end(cmi5, small):
    launch = cmi5.open()
    taker = Taker(launch, small["cmi5"])
    taker.go("choosing")
    taker.fill("#q-ordinary", "single", "b")
    taker.check("#q-ordinary")
    launch.close()
    cmi5.settled(lambda: "terminated" in cmi5.lrs.verbs())
    assert cmi5.lrs.verbs() == ["initialized", "answered", "terminated"]
    cmi5.settled(lambda: cmi5.lrs.state() is not None)

    again = cmi5.open()
    again.starts("Resume")
    assert again.exit() == "All is saved"
    assert cmi5.lrs.verbs() == ["initialized", "answered", "terminated", "initialized", "terminated"]
    assert cmi5.lrs.refusals == []


def test_a_module_that_is_launched_alone_is_judged_by_itself(platform, small, built, tmp_path):
    course = shutil.copytree(HERE.parent / "lms/small-course", tmp_path / "small-course")
    with (course / "course.yml").open("a", encoding="utf-8") as config:
        config.write("\ntargets: {cmi5: {au: module}}\n")
    bundle = built(course, "cmi5")
    platform.upload(bundle)
    reading = platform.open(page="pages/choosing.html", activity="https://lms.example.org/au/choosing")
    taker = Taker(reading, bundle)
    for name, (kind, given) in bundle.answers("choosing", right=True).items():
        taker.fill(f"#q-{name}", kind, given)
        taker.check(f"#q-{name}")
    reading.frame.evaluate("scrollTo(0, document.body.scrollHeight)")
    platform.settled(lambda: "completed" in platform.lrs.verbs())
    assert reading.exit() == "All is saved"
    assert platform.lrs.verbs() == ["initialized", *["answered"] * 4, "experienced", "completed", "terminated"]
    assert platform.lrs.find("experienced")[0]["object"]["id"] == f"{IRI}/choosing"
    assert platform.lrs.find("completed")[0]["object"]["id"] == "https://lms.example.org/au/choosing"
    reading.close()

    testing = platform.open(page="pages/final-test.html", activity="https://lms.example.org/au/test", mastery=0.6)
    taker = Taker(testing, bundle)
    taker.press(".test-stage .test-start button.primary")
    taker.sit(bundle.answers("final-test", right=True))
    platform.settled(lambda: len(platform.lrs.find("completed")) == 2)
    assert {one["object"]["id"] for one in platform.lrs.find("passed")} == {"https://lms.example.org/au/test"}
    assert platform.lrs.refusals == []
