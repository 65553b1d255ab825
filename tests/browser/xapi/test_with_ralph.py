"""A learner takes a course whose statements go to Ralph, a record store by others; the stand-in keeps documents and sessions."""

import json
import sys
from pathlib import Path

import pytest
from taking import Taker

from lrs import ADL, DEFINED, Reply

sys.path.append(str(Path(__file__).parents[2] / "lrs"))

import patterns
import ralph
import templates

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(not ralph.is_installed(), reason=ralph.MISSING)]

SCENES = [("cmi5", "cmi5"), ("xapi", "tincan")]


@pytest.fixture
def store(platform, tmp_path):
    """Return Ralph's address; every statement that the stand-in takes is Ralph's to take or to refuse."""
    with ralph.running(tmp_path) as address:
        keep = platform.lrs._statements

        def relay(request, session):
            answer = keep(request, session)
            body = json.loads(request.body) if request.body else None
            theirs = ralph.ask(address, request.method, "statements", body, **request.query)
            if theirs.status >= 400:
                platform.lrs.refusals.append(f"Ralph: {theirs.status}: {theirs.text}")
            return (theirs.status, {}, theirs.text.encode()) if theirs.status >= 400 else answer

        platform.lrs._statements = relay
        yield address


def assert_sound(lrs, store):
    """Fail unless Ralph holds all statements once, in order, and nobody has anything to say against them."""
    assert lrs.refusals == []
    held = ralph.statements(store)
    assert [one["id"] for one in held] == [one["id"] for one in lrs.statements]
    assert len({one["id"] for one in held}) == len(held)
    for sent, kept in zip(lrs.statements, held, strict=True):
        assert {key: kept[key] for key in sent} == sent
    assert ralph.model_faults(lrs.statements) == []
    profile = templates.our_profile()
    ours = [one for one in held if templates.claims(one, profile)]
    assert {one["id"]: templates.faults(one, profile) for one in ours} == {one["id"]: [] for one in ours}
    assert patterns.follows(ours, profile)
    for other in (one for one in held if one not in ours):
        assert DEFINED in {each["id"] for each in other["context"]["contextActivities"]["category"]}


@pytest.mark.parametrize(("kind", "fixture"), SCENES)
def test_ralph_takes_a_whole_course(kind, fixture, store, small, request):
    platform = request.getfixturevalue(fixture)
    launch = platform.open(kind, mastery=0.6)
    Taker(launch, small[kind]).all()
    platform.settled(lambda: "completed" in platform.lrs.verbs())
    assert launch.exit() == "All is saved"
    assert_sound(platform.lrs, store)
    assert {"experienced", "answered", "attempted", "progressed", "passed", "completed"} <= set(platform.lrs.verbs())
    times = [one["timestamp"] for one in ralph.statements(store)]
    assert times == sorted(set(times))


@pytest.mark.parametrize(("kind", "fixture"), SCENES)
def test_ralph_gets_what_happened_without_network_once_and_in_order(kind, fixture, store, small, request):
    platform = request.getfixturevalue(fixture)
    launch = platform.open(kind, mastery=0.6)
    taker = Taker(launch, small[kind])
    taker.read("why-count")
    platform.settled(lambda: "progressed" in platform.lrs.verbs())
    platform.cut()
    taker.practise("choosing")
    taker.practise("arranging")
    taker.test(right=False)
    launch.trouble("not-saved")
    launch.close()

    again = platform.open(kind, mastery=0.6)
    Taker(again, small[kind]).test(right=True)
    platform.settled(lambda: "completed" in platform.lrs.verbs())
    assert again.exit() == "All is saved"
    assert_sound(platform.lrs, store)
    assert len(platform.lrs.find("answered")) == 14
    assert len(platform.lrs.find("passed")) == len(platform.lrs.find("completed")) == 1


@pytest.mark.parametrize("status", [500, 429])
def test_ralph_gets_everything_though_the_way_to_it_fails_now_and_then(status, store, tincan, small):
    taken = tincan.lrs.answer
    seen, lost = [], []

    def is_lost():
        """Say whether the last request is one to lose: the first, for on a slow machine there are few, and every third after it."""
        return len(seen) % 3 == 1

    def now_and_then(request):
        """Let a statement arrive, and lose the answer: the next try must not make two of it."""
        if request.resource != "statements":
            return None
        seen.append(request)
        if not is_lost():
            return None
        lost.append(taken(request))
        return Reply(status, {"Retry-After": "1"})

    tincan.lrs.trouble = now_and_then
    launch = tincan.open("xapi")
    Taker(launch, small["xapi"]).all()
    # an exit waits for so many seconds only, and tries that it must repeat could take more: let the last try have its answer
    tincan.settled(lambda: "completed" in tincan.lrs.verbs() and not is_lost())
    assert launch.exit() == "All is saved"
    assert {answer[0] for answer in lost} <= {200, 204}
    assert lost
    assert_sound(tincan.lrs, store)


def test_what_cmi5_defines_follows_its_own_profile(store, cmi5, small, shared):
    published = json.loads((shared / "schemas" / "xapi" / "cmi5.jsonld").read_text(encoding="utf-8"))
    launch = cmi5.open(mastery=0.6)
    Taker(launch, small["cmi5"]).all()
    cmi5.settled(lambda: "completed" in cmi5.lrs.verbs())
    assert launch.exit() == "All is saved"
    defined = [
        one
        for one in ralph.statements(store)
        if DEFINED in {each["id"] for each in one["context"]["contextActivities"]["category"]}
    ]
    assert [one["verb"]["id"].removeprefix(ADL) for one in defined] == ["initialized", "passed", "completed", "terminated"]
    assert [templates.faults(one, published) for one in defined] == [[], [], [], []]
