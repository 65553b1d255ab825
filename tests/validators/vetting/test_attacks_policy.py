"""Who may pass what changes only with the owners, and never backwards."""

import copy


def test_a_policy_that_the_present_one_does_not_follow_lends_nothing(passed):
    passed.rules["quorum"]["persons"] = 1
    assert passed.codes() == {"VET013", "VET005"}


def weaker(desk):
    rules = copy.deepcopy(desk.rules)
    return {**rules, "quorum": {"persons": 1, "roles": [{"role": "subject-expert"}]}}


def test_a_policy_that_its_owners_signed_carries_the_decisions_of_the_one_before(passed):
    passed.pass_all()
    passed.succeed(name="A policy for tests, written more clearly")
    assert passed.standing().holds
    assert passed.standing("_course").holds


def test_a_roster_edited_without_its_owners_is_refused(desk):
    """A change that brings its own reviewers along: the newcomer is a designer, and signs the policy that says so."""
    persons = [*copy.deepcopy(desk.rules["persons"]), {**copy.deepcopy(desk.rules["persons"][3]), "id": "newcomer"}]
    desk.signers = ("owner",)
    desk.succeed(persons=persons)
    desk.signers = ("newcomer",)
    desk.pass_all("_course")
    assert desk.codes("_course") == {"VET006", "VET013"}
    assert "policy 2 wants the signatures of 1 owners, and has 0" in desk.said("_course")


def test_a_weaker_policy_put_in_place_without_a_number_of_its_own_lends_nothing(passed):
    passed.rules = weaker(passed)
    passed.signers = ()
    assert passed.codes() == {"VET005", "VET013"}
    assert "VET013" in passed.codes("_course")


def test_an_older_policy_put_back_is_not_followed_by_what_was_decided_since(desk):
    desk.rules = weaker(desk)
    old, signed = copy.deepcopy(desk.rules), dict(desk.earlier)
    desk.succeed(quorum={"persons": 2, "roles": [{"role": "subject-expert"}, {"role": "instructional-designer"}]})
    desk.decide("asha", "subject-expert")
    assert desk.codes() == {"VET005"}
    desk.rules, desk.earlier = old, signed
    assert desk.codes() == {"VET005", "VET013"}
    assert "the record was made under a policy that this one does not follow" in desk.said()


def test_a_policy_whose_predecessors_were_taken_away_is_refused(desk):
    desk.succeed(name="The second")
    desk.earlier = {}
    desk.pass_all("_course")
    assert desk.codes("_course") == {"VET013"}
    assert "the first policy is missing" in desk.said("_course")


def test_a_policy_of_another_root_is_refused(desk, key_of):
    desk.pass_all("_course")
    desk.roots = [key_of("owner").blob]
    assert desk.standing("_course").holds
    desk.roots = [key_of("somebody").blob]
    assert desk.codes("_course") == {"VET013"}
    assert "not signed with the root key" in desk.said("_course")
