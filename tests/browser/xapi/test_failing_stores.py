"""A record store that is away, busy, strict or gone: nothing is lost, nothing comes twice, and nobody gets another's record."""

import json
from collections import Counter

import pytest
from taking import Taker

from lrs import SESSION, Reply

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCENES = [("cmi5", "cmi5"), ("xapi", "tincan")]


def ids(lrs):
    """Return every id that was ever sent, with how often the store keeps it."""
    stored = Counter(statement["id"] for statement in lrs.statements)
    sent = {statement["id"] for request in lrs.requests for statement in request.statements}
    return sent, stored


def answer(launch, small, *names):
    taker = Taker(launch, small["cmi5"])
    for name, (kind, given) in small["cmi5"].answers("choosing", right=True).items():
        if name in names:
            taker.fill(f"#q-{name}", kind, given)
            taker.check(f"#q-{name}")


@pytest.mark.parametrize(("kind", "fixture"), SCENES)
def test_half_a_course_without_network_and_a_closed_tab_lose_nothing(kind, fixture, small, request):
    platform = request.getfixturevalue(fixture)
    launch = platform.open(kind, mastery=0.6)
    taker = Taker(launch, small[kind])
    taker.read("why-count")
    taker.practise("choosing")
    platform.settled(lambda: len(platform.lrs.find("progressed")) == 2)
    platform.cut()
    taker.practise("arranging")
    taker.test(right=True)
    launch.trouble("not-saved")
    before = len(platform.lrs.statements)
    launch.close()
    assert len(platform.lrs.statements) == before

    again = platform.open(kind, mastery=0.6)
    platform.settled(lambda: "completed" in platform.lrs.verbs())
    again.trouble("none")
    assert again.exit() == "All is saved"
    verbs = [verb for verb in platform.lrs.verbs() if verb not in {"initialized", "terminated"}]
    whole = ["experienced", "progressed"] + (["answered"] * 4 + ["experienced", "progressed"]) * 2
    assert verbs == [*whole, "attempted", *["answered"] * 3, "passed", "completed"]
    sent, stored = ids(platform.lrs)
    assert set(stored.values()) == {1}
    assert sent == set(stored)
    said = [one["timestamp"] for one in platform.lrs.statements if one["verb"]["id"].rpartition("/")[2] in {*verbs}]
    assert said == sorted(said)
    assert platform.lrs.refusals == []


def test_where_the_old_session_is_over_completed_and_passed_are_said_in_the_new_one(cmi5, small):
    cmi5.lrs.accepts_late = False
    launch = cmi5.open(mastery=0.6)
    taker = Taker(launch, small["cmi5"])
    taker.read("why-count")
    taker.practise("choosing")
    cmi5.settled(lambda: len(cmi5.lrs.find("progressed")) == 2)
    cmi5.cut()
    taker.practise("arranging")
    taker.test(right=True)
    launch.trouble("not-saved")
    launch.close()

    again = cmi5.open(mastery=0.6)
    cmi5.settled(lambda: "completed" in cmi5.lrs.verbs())
    again.trouble("refused")
    assert {one["context"]["extensions"][SESSION] for one in (*cmi5.lrs.find("completed"), *cmi5.lrs.find("passed"))} == {
        "session-2"
    }
    with again.page.expect_download() as download:
        again.frame.click(".trouble button")
    aside = json.loads(download.value.path().read_text())
    verbs = Counter(one["statement"]["verb"]["id"].rpartition("/")[2] for one in aside)
    assert verbs == {"answered": 7, "experienced": 1, "progressed": 1, "attempted": 1}
    again.trouble("none")
    assert again.exit() == "All is saved"
    assert set(ids(cmi5.lrs)[1].values()) == {1}
    again.close()

    third = cmi5.open(mastery=0.6)
    third.trouble("none")
    assert third.exit() == "All is saved"
    assert len(cmi5.lrs.find("completed")) == len(cmi5.lrs.find("passed")) == 1


@pytest.mark.parametrize(("status", "headers"), [(500, {}), (503, {}), (429, {"Retry_After": "1"}), (429, {})])
def test_a_store_that_is_busy_is_waited_for(cmi5, small, status, headers):
    launch = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    cmi5.fail(status, lambda request: request.method != "GET", **headers)
    taker = Taker(launch, small["cmi5"])
    taker.practise("choosing")
    launch.trouble("not-saved")
    assert cmi5.lrs.verbs() == ["initialized"]
    cmi5.mend()
    cmi5.settled(lambda: "progressed" in cmi5.lrs.verbs())
    launch.trouble("none")
    assert cmi5.lrs.verbs() == ["initialized", *["answered"] * 4, "experienced", "progressed"]
    assert launch.exit() == "All is saved"
    assert set(ids(cmi5.lrs)[1].values()) == {1}


def test_an_answer_that_got_lost_on_its_way_back_makes_no_second_statement(cmi5, small):
    launch = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    taker = Taker(launch, small["cmi5"])
    taker.go("choosing")

    def lose(request):
        # stored, but the line breaks before the answer
        if request.resource == "statements" and request.method != "GET":
            cmi5.mend()
            cmi5.lrs.answer(request)
            return Reply(0)
        return None

    cmi5.lrs.trouble = lose
    answer(launch, small, "ordinary")
    launch.trouble("none")
    cmi5.settled(lambda: sum(bool(request.statements) for request in cmi5.lrs.requests) > 2)
    assert launch.exit() == "All is saved"
    assert cmi5.lrs.verbs() == ["initialized", "answered", "terminated"]


def test_silence_is_waited_out(cmi5, small):
    cmi5.context.clock.install()
    launch = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    cmi5.fail(-1, lambda request: request.resource == "statements")
    Taker(launch, small["cmi5"]).go("choosing")
    answer(launch, small, "ordinary")
    launch.page.clock.run_for(2000)
    cmi5.settled(lambda: cmi5.lrs.busy == 1)
    launch.page.clock.run_for(20_000)
    launch.trouble("not-saved")
    cmi5.mend()
    launch.page.clock.run_for(5000)
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized", "answered"])
    launch.page.clock.run_for(1000)
    launch.trouble("none")


def test_a_statement_that_is_refused_for_good_is_set_aside_and_told(cmi5, small):
    launch = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    cmi5.fail(400, lambda request: any("withhold" in one["object"]["id"] for one in request.statements))
    taker = Taker(launch, small["cmi5"])
    taker.practise("choosing")
    cmi5.settled(lambda: "progressed" in cmi5.lrs.verbs())
    launch.trouble("refused")
    assert len(cmi5.lrs.find("answered")) == 3
    assert launch.exit() == "All is saved"
    launch.close()

    # told at the next launch, too, until the learner has it
    again = cmi5.open()
    again.trouble("refused")
    with again.page.expect_download() as download:
        again.frame.click(".trouble button")
    assert download.value.suggested_filename == "small-course-statements.json"
    (aside,) = json.loads(download.value.path().read_text())
    assert aside["status"] == 400
    assert aside["statement"]["object"]["id"].endswith("/choosing/withhold")
    again.trouble("none")
    again.close()
    third = cmi5.open()
    third.trouble("none")


def test_another_learner_on_the_same_computer_gets_nothing_of_the_first(cmi5, small):
    first = cmi5.open(actor="learner-1")
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    cmi5.cut()
    Taker(first, small["cmi5"]).practise("choosing")
    first.trouble("not-saved")
    first.close()

    other = cmi5.open(actor="learner-2", registration="0f7f3a52-93a5-44a3-8a34-2a1f7a5f0c11")
    other.starts("Start")
    assert other.exit() == "All is saved"
    other.close()
    assert {one["actor"]["account"]["name"] for one in cmi5.lrs.statements} == {"learner-1", "learner-2"}
    assert cmi5.lrs.find("answered") == []

    # the same person in another registration gets nothing either
    elsewhere = cmi5.open(actor="learner-1", registration="9d0a4c60-1a9f-4f0a-8f0e-0d4f3a1c7b55")
    elsewhere.starts("Start")
    assert elsewhere.exit() == "All is saved"
    elsewhere.close()
    assert cmi5.lrs.find("answered") == []

    back = cmi5.open(actor="learner-1")
    cmi5.settled(lambda: len(cmi5.lrs.find("answered")) == 4)
    assert {one["actor"]["account"]["name"] for one in cmi5.lrs.find("answered")} == {"learner-1"}
    back.starts("Resume")


def test_a_second_tab_only_reads_and_takes_over(cmi5, small):
    first = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    taker = Taker(first, small["cmi5"])
    taker.go("choosing")
    answer(first, small, "ordinary")
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized", "answered"])
    second = cmi5.open()
    second.trouble("read-only")
    Taker(second, small["cmi5"]).go("choosing")
    answer(second, small, "withhold")
    assert cmi5.lrs.verbs() == ["initialized", "answered"]
    first.close()
    second.trouble("none")
    cmi5.settled(lambda: cmi5.lrs.verbs()[2:] == ["terminated", "initialized"])
    answer(second, small, "reasons")
    cmi5.settled(lambda: cmi5.lrs.verbs()[-1] == "answered")
    assert second.exit() == "All is saved"
    assert cmi5.lrs.refusals == []


def test_credentials_are_fetched_once_and_kept_nowhere(cmi5, small):
    launch = cmi5.open()
    Taker(launch, small["cmi5"]).go("choosing")
    cmi5.cut()
    answer(launch, small, "ordinary")
    launch.trouble("not-saved")
    credentials = cmi5.lrs.sessions[0].credentials
    held = launch.frame.evaluate(
        """async () => {
          const open = indexedDB.open('karmakit-statements');
          await new Promise((done) => { open.onsuccess = done; });
          const all = open.result.transaction('statements').objectStore('statements').getAll();
          await new Promise((done) => { all.onsuccess = done; });
          return JSON.stringify([all.result, { ...localStorage }, { ...sessionStorage }]);
        }"""
    )
    assert "answered" in held
    assert credentials.removeprefix("Basic ") not in held
    assert sum(request.path == "/fetch" for request in cmi5.lrs.requests) == 1


def test_a_reloaded_page_says_that_its_session_is_over(cmi5):
    launch = cmi5.open()
    launch.page.reload()
    launch.trouble("lost-session")


def test_a_platform_that_ends_the_session_is_believed(cmi5, small):
    launch = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    Taker(launch, small["cmi5"]).go("choosing")
    cmi5.fail(401, lambda request: bool(request.statements))
    answer(launch, small, "ordinary")
    launch.trouble("lost-session")
    launch.close()
    cmi5.mend()
    again = cmi5.open()
    cmi5.settled(lambda: "answered" in cmi5.lrs.verbs())
    assert again.exit() == "All is saved"


def test_another_devices_work_is_put_together_with_ours(cmi5, small):
    launch = cmi5.open()
    taker = Taker(launch, small["cmi5"])
    taker.go("choosing")
    answer(launch, small, "ordinary")
    cmi5.settled(lambda: cmi5.lrs.state() is not None)
    # another device has answered the other question meanwhile
    place = next(key for key in cmi5.lrs.documents if key[3] == "karmakit")
    held = json.loads(cmi5.lrs.documents[place])
    other = next(one for one in small["cmi5"].course["modules"] if one["id"] == "choosing")["questions"][1]["code"]
    cmi5.lrs.documents[place] = json.dumps({**held, "state": held["state"].replace(";q", f";q{other}11ab.")}).encode()
    answer(launch, small, "reasons")
    reasons = next(one for one in small["cmi5"].course["modules"] if one["id"] == "choosing")["questions"][2]["code"]
    cmi5.settled(lambda: reasons in cmi5.lrs.state()["state"])
    assert other in cmi5.lrs.state()["state"]
    assert any("412" in refusal for refusal in cmi5.lrs.refusals)
    launch.frame.wait_for_selector("#q-withhold[data-outcome=right]")


def test_a_state_of_a_newer_edition_is_left_alone(cmi5, small):
    launch = cmi5.open()
    Taker(launch, small["cmi5"]).practise("choosing")
    cmi5.settled(lambda: cmi5.lrs.state() is not None)
    assert launch.exit() == "All is saved"
    launch.close()
    place = next(key for key in cmi5.lrs.documents if key[3] == "karmakit")
    cmi5.lrs.documents[place] = b'{"state": "9;zfuture", "told": []}'
    before = cmi5.lrs.verbs()

    again = cmi5.open()
    again.trouble("newer-state")
    Taker(again, small["cmi5"]).practise("arranging")
    again.exit()
    assert cmi5.lrs.documents[place] == b'{"state": "9;zfuture", "told": []}'
    assert cmi5.lrs.verbs() == before


def test_a_store_that_hides_the_versions_of_documents_still_keeps_them(cmi5, small):
    cmi5.lrs.hides = ("ETag", "Retry-After")
    launch = cmi5.open()
    taker = Taker(launch, small["cmi5"])
    taker.practise("choosing")
    cmi5.settled(lambda: cmi5.lrs.state() is not None)
    first = cmi5.lrs.state()
    taker.practise("arranging")
    assert launch.exit() == "All is saved"
    assert cmi5.lrs.state() != first


def test_a_store_without_documents_takes_the_statements_and_the_device_keeps_the_place(tincan, small):
    tincan.fail(404, lambda request: request.resource == "activities/state")
    launch = tincan.open("xapi")
    taker = Taker(launch, small["xapi"])
    taker.practise("choosing")
    tincan.settled(lambda: "progressed" in tincan.lrs.verbs())
    launch.trouble("none")
    assert launch.exit() == "All is saved"
    launch.close()
    again = tincan.open("xapi")
    again.starts("Resume")


def test_a_browser_that_keeps_nothing_sends_from_memory(cmi5, small):
    cmi5.context.add_init_script(
        """for (const name of ['indexedDB', 'localStorage', 'sessionStorage'])
             Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });"""
    )
    launch = cmi5.open()
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized"])
    cmi5.cut()
    Taker(launch, small["cmi5"]).practise("choosing")
    launch.trouble("not-saved")
    cmi5.mend()
    cmi5.settled(lambda: "progressed" in cmi5.lrs.verbs())
    assert launch.exit() == "All is saved"


def test_a_platform_that_answers_late_still_hears_all(cmi5, small):
    cmi5.context.clock.install()
    cmi5.vanish()
    query = cmi5.lrs.launch("cmi5")
    page = cmi5.visit_late(f"{cmi5.server.origin}/course/index.html?{query}")
    Taker(page, small["cmi5"]).go("choosing")
    answer(page, small, "ordinary")
    cmi5.mend()
    page.page.clock.run_for(15_000)
    cmi5.settled(lambda: bool(cmi5.lrs.sessions[0].fetched))
    page.page.clock.run_for(2000)
    cmi5.settled(lambda: cmi5.lrs.verbs() == ["initialized", "answered"])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "endpoint=https://lrs.example.org/&fetch=https://lms.example.org/&activityId=https://x.example.org&registration=1",
        "endpoint=javascript:alert(1)&fetch=https://x.example.org&actor=%7B%7D&activityId=https://x.example.org",
        "endpoint=https://lrs.example.org/&fetch=https://x.example.org&actor=%5B1&activityId=https://x.example.org",
    ],
)
def test_without_a_launch_nothing_is_recorded_and_the_course_works(cmi5, small, query):
    launch = cmi5.visit(f"{cmi5.server.origin}/course/index.html?{query}")
    launch.trouble("no-platform")
    Taker(launch, small["cmi5"]).practise("choosing")
    assert launch.exit() == "You have left the course"
    assert cmi5.lrs.requests == []
