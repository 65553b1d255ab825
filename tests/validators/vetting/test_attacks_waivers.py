"""A waiver lets no more pass than the policy allows: not without its role, its limits or its day, and never a gate."""

from datetime import date

import pytest


@pytest.fixture
def lenient(desk):
    """A policy under which a registrar may waive two rules of language for ninety days, and a course that all have passed."""
    desk.rules["waivers"] = {"role": "registrar", "rules": ["LNG*", "VET*"], "days": 90, "at_most": 2}
    desk.pass_all("example")
    return desk


def waive(desk, *rules, who="owner", role="registrar", until="2027-01-31", **more):
    waivers = [{"rule": rule, "reason": "A quotation", "until": until} for rule in rules]
    return desk.decide(who, role, "waive", waivers=waivers, **more)


def test_a_waiver_within_its_limits_holds_for_its_subject_alone(lenient):
    waive(lenient, "LNG001", "LNG020")
    assert lenient.standing().waived == {"LNG001", "LNG020"}
    assert lenient.standing().holds
    assert lenient.standing("look").waived == frozenset()


def test_a_waiver_past_its_date_refuses_the_subject(lenient):
    waive(lenient, "LNG001", until="2026-12-01")
    assert lenient.standing().holds
    lenient.today = date(2026, 12, 1)
    assert lenient.standing().holds
    lenient.today = date(2026, 12, 2)
    assert lenient.codes() == {"VET008"}
    assert lenient.standing().waived == frozenset()
    assert "the waiver of LNG001 for Writing it into the register ran out on 2026-12-01" in lenient.said()


@pytest.mark.parametrize(
    ("waiver", "word"),
    [
        ({"rules": ["ACC001"]}, "ACC001 is a gate, which nobody can waive"),
        ({"rules": ["VET011"]}, "VET011 is a gate, which nobody can waive"),
        ({"rules": ["ITM028"]}, "the policy does not let ITM028 be waived"),
        ({"rules": ["LNG001"], "until": "2027-06-01"}, "is for 193 days, and the policy allows 90"),
        ({"rules": ["LNG001", "LNG020", "LNG002"]}, "has 3 waivers, and the policy allows 2"),
        ({"rules": ["LNG001"], "who": "asha", "role": "subject-expert"}, "and only a registrar may"),
        ({"rules": ["LNG001"], "who": "asha"}, "asha waived a rule as registrar, and only a registrar may"),
    ],
)
def test_a_waiver_that_breaks_a_limit_refuses_the_subject(lenient, waiver, word):
    waive(lenient, *waiver.pop("rules"), **waiver)
    assert lenient.codes() == {"VET008"}
    assert word in lenient.said()


def test_a_policy_that_says_nothing_of_waivers_allows_none(desk):
    desk.pass_all("example")
    waive(desk, "LNG001")
    assert desk.codes() == {"VET008"}
    assert "the policy lets nobody waive a rule" in desk.said()


def test_whoever_made_a_module_waives_nothing_for_it(lenient):
    lenient.decide("owner", "registrar", "request", authors=["owner"])
    waive(lenient, "LNG001")
    assert lenient.codes() == {"VET008"}
    assert "owner has worked on Writing it into the register and cannot waive a rule for it" in lenient.said()


def test_a_waiver_on_another_content_says_nothing(lenient):
    waive(lenient, "LNG001", until="2026-12-01")
    lenient.change("modules/example.md", lambda text: text + "\nOne more sentence.\n")
    lenient.pass_all("example")
    assert lenient.standing().waived == frozenset()
    lenient.today = date(2026, 12, 2)
    assert lenient.standing().holds


def test_the_last_waiver_of_a_rule_counts_and_a_revoked_one_does_not(lenient):
    waive(lenient, "LNG001", until="2026-12-01")
    waive(lenient, "LNG001", until="2027-01-15")
    lenient.today = date(2026, 12, 2)
    assert lenient.standing().waived == {"LNG001"}
    assert lenient.standing().holds
    lenient.decide("owner", "registrar", "revoke", revokes=lenient.digest(lenient.records[-1]))
    assert lenient.codes() == {"VET008"}


def test_a_waiver_does_not_lift_a_request_for_changes_of_the_same_person(lenient):
    lenient.rules["persons"][0]["roles"] = ["registrar", "legal-reviewer"]
    lenient.drop(*lenient.records)
    lenient.pass_all("example")
    lenient.decide("owner", "legal-reviewer", "request-changes", reason="Section 7(1) is quoted wrongly")
    waive(lenient, "LNG001")
    assert lenient.codes() == {"VET012"}


def test_a_waiver_is_no_approval(desk):
    desk.rules["waivers"] = {"role": "subject-expert", "rules": ["LNG*"], "days": 90, "at_most": 2}
    waive(desk, "LNG001", who="asha", role="subject-expert")
    assert desk.codes() == {"VET001"}
