"""A registration follows our pattern; the algorithm tells what does not follow one."""

from typing import Any

import patterns
import pytest
import samples
import templates


def verbs(*wanted: str) -> list[dict[str, Any]]:
    """Return a statement for each verb."""
    known = {each["verb"]["display"]["en"]: each for each in samples.every_kind()}
    return [known[verb] for verb in wanted]


def test_every_kind_of_statement_in_one_registration_follows_our_pattern():
    assert patterns.follows(samples.every_kind(), templates.our_profile())


@pytest.mark.parametrize(
    "order",
    [
        ["experienced"],
        ["answered", "experienced", "progressed"],
        ["attempted"],
        ["attempted", "answered", "answered", "passed", "completed"],
        ["attempted", "answered", "failed", "attempted", "answered", "passed"],
        ["attempted", "experienced", "answered", "passed"],
    ],
)
def test_what_learners_do_follows_our_pattern(order):
    assert patterns.follows(verbs(*order), templates.our_profile())


def test_nothing_at_all_and_what_fits_no_template_follow_no_pattern():
    assert not patterns.follows([], templates.our_profile())
    spoilt = {**verbs("passed")[0], "result": {}}
    assert not patterns.follows([*verbs("experienced"), spoilt], templates.our_profile())


def test_our_pattern_sees_a_sitting_as_one_step():
    profile = templates.our_profile()
    only = {**profile, "patterns": [{**each, "primary": each["id"].endswith("#sitting")} for each in profile["patterns"]]}
    assert patterns.follows(verbs("attempted", "answered", "answered", "failed"), only)
    assert patterns.follows(verbs("attempted"), only)
    assert not patterns.follows(verbs("answered", "attempted"), only)
    assert not patterns.follows(verbs("attempted", "passed", "answered"), only)


def profile(**pattern: Any) -> dict[str, Any]:
    ours = templates.our_profile()
    return {**ours, "patterns": [{"id": "p", "type": "Pattern", "primary": True, **pattern}]}


BASE = "https://w3id.org/xapi/karmakit#"


@pytest.mark.parametrize(
    ("pattern", "fitting", "other"),
    [
        ({"sequence": [f"{BASE}attempted", f"{BASE}passed"]}, [["attempted", "passed"]], [["attempted"], ["passed", "attempted"]]),
        ({"alternates": [f"{BASE}failed", f"{BASE}passed"]}, [["passed"], ["failed"]], [["passed", "failed"], ["attempted"], []]),
        ({"optional": f"{BASE}passed"}, [[], ["passed"]], [["passed", "passed"]]),
        ({"zeroOrMore": f"{BASE}passed"}, [[], ["passed", "passed"]], [["passed", "failed"]]),
        ({"oneOrMore": f"{BASE}passed"}, [["passed"], ["passed", "passed"]], [[], ["failed"]]),
    ],
)
def test_each_kind_of_pattern_takes_what_it_says_and_nothing_else(pattern, fitting, other):
    assert all(patterns.follows(verbs(*order), profile(**pattern)) for order in fitting)
    assert not any(patterns.follows(verbs(*order), profile(**pattern)) for order in other)
