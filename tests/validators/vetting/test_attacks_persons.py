"""Nobody passes own work, nobody counts twice, and nobody decides with a key that is not theirs or no longer holds."""

import json

import pytest

from karmakit_schemas.vetting import BUILD_NAMESPACE


def test_two_keys_and_two_roles_are_still_one_person(desk):
    desk.decide("ravi", "subject-expert")
    desk.decide("ravi", "instructional-designer")
    assert desk.codes() == {"VET005"}
    assert "1 of 2 persons passed it" in desk.said()


@pytest.mark.parametrize("field", ["authors", "translators"])
def test_whoever_made_it_cannot_pass_it(desk, field):
    desk.decide("owner", "registrar", "request", **{field: ["Ravi@Example.org"]})
    desk.decide("asha", "subject-expert")
    desk.decide("ravi", "instructional-designer")
    assert desk.codes() == {"VET004", "VET005"}


def test_an_author_named_in_the_front_matter_cannot_pass_it(desk):
    desk.change("modules/example.md", lambda text: text.replace("---\n", "---\nauthors: [ravi@example.org]\n", 1))
    desk.decide("asha", "subject-expert")
    desk.decide("ravi", "instructional-designer")
    assert "VET004" in desk.codes()


def test_an_unsigned_record_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.keep(desk.statement("meena", "instructional-designer", "approve", "example"), None)
    assert desk.codes() == {"VET003", "VET005"}


def test_another_key_than_the_persons_own_does_not_count(desk, key_of):
    desk.decide("asha", "subject-expert")
    desk.keep(desk.statement("meena", "instructional-designer", "approve", "example"), key_of("somebody"))
    assert desk.codes() == {"VET003", "VET005"}


def test_a_signature_made_for_something_else_does_not_count(desk, key_of):
    desk.decide("asha", "subject-expert")
    desk.keep(desk.statement("meena", "instructional-designer", "approve", "example"), key_of("meena"), BUILD_NAMESPACE)
    assert "VET003" in desk.codes()
    assert "it was made for `build.v1@karmakit`" in desk.said()


def test_somebody_who_is_not_on_the_roster_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.decide("stranger", "instructional-designer")
    assert "`stranger` is not on the roster" in desk.said()


@pytest.mark.parametrize(("key", "word"), [({"until": "2026-03-01"}, "holds from"), ({"revoked": "2026-11-21"}, "revoked")])
def test_an_expired_or_revoked_key_does_not_count(passed, key, word):
    passed.rules["persons"][3]["keys"][0].update(key)
    digest = passed.policy_digest
    for path in passed.records:
        statement = json.loads(passed.files[path])
        statement["predicate"]["policy"] = digest
        who = statement["predicate"]["reviewer"]["person"]
        del passed.files[path], passed.files[f"{path}.sig"]
        passed.decide(who, statement["predicate"]["reviewer"]["role"])
    assert passed.codes() == {"VET003", "VET005"}
    assert word in passed.said()


def test_an_approval_without_the_declaration_of_no_conflict_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.decide("meena", "instructional-designer", no_conflict=False)
    assert desk.codes() == {"VET007", "VET005"}


def test_a_person_in_a_role_that_is_not_theirs_or_a_language_they_do_not_read_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.decide("asha", "instructional-designer")
    assert "asha is no instructional-designer" in desk.said()
    desk.rules["quorum"]["roles"] = [{"role": "instructional-designer", "speaks": True}]
    desk.files.clear()
    desk.decide("meena", "instructional-designer")
    assert "meena is not listed for the language en" in desk.said()
    desk.rules["persons"][3]["languages"] = ["en"]
    desk.files.clear()
    desk.decide(
        "meena", "instructional-designer", reviewer={"person": "meena", "institution": "another", "role": "instructional-designer"}
    )
    assert "meena is of meena institute" in desk.said()


def test_an_author_who_signs_both_approvals_has_passed_nothing(desk):
    desk.rules["persons"][2]["roles"] = ["instructional-designer", "subject-expert"]
    desk.decide("owner", "registrar", "request", authors=["ravi@example.org"])
    desk.decide("ravi", "subject-expert")
    desk.decide("ravi", "instructional-designer")
    assert desk.codes() == {"VET004", "VET005"}
    assert "ravi has worked on Writing it into the register and cannot pass it" in desk.said()


def test_a_co_author_whom_an_earlier_request_named_stays_one(desk):
    desk.decide("owner", "registrar", "request", authors=["Somebody", "ravi"])
    desk.decide("owner", "registrar", "request", authors=["Somebody"])
    desk.decide("asha", "subject-expert")
    desk.decide("ravi", "instructional-designer")
    assert desk.codes() == {"VET004", "VET005"}


def test_the_translator_of_a_language_cannot_pass_it_and_passes_the_other(desk, hindi):
    for one in (desk, hindi):
        one.rules["persons"][1]["known_as"] = ["asha@example.org"]
    hindi.decide("owner", "registrar", "request", translators=["asha@example.org"])
    hindi.pass_all("example")
    desk.pass_all("example")
    assert hindi.codes() == {"VET004", "VET005"}
    assert desk.standing().holds


def test_two_persons_with_one_key_are_told_and_a_second_key_makes_no_second_person(desk, key_of):
    desk.rules["persons"][2]["keys"].append({**desk.rules["persons"][2]["keys"][0], "key": key_of("second").line})
    desk.keep(desk.statement("ravi", "subject-expert", "approve", "example"), key_of("ravi"))
    desk.keep(desk.statement("ravi", "instructional-designer", "approve", "example"), key_of("second"))
    assert desk.codes() == {"VET005"}
    desk.rules["persons"][1]["keys"] = desk.rules["persons"][2]["keys"]
    desk.drop(*desk.records)
    desk.keep(desk.statement("asha", "subject-expert", "approve", "example"), key_of("ravi"))
    desk.keep(desk.statement("ravi", "instructional-designer", "approve", "example"), key_of("ravi"))
    assert "VET006" in desk.codes("_course")
    assert "ravi and asha have the same key" in desk.said("_course")


def test_a_key_before_its_first_day_and_a_record_from_the_future_do_not_count(desk):
    late = {"opened": "2026-12-24T09:00:00+00:00", "closed": "2026-12-24T09:00:00+00:00"}
    early = {"opened": "2025-12-24T09:00:00+00:00", "closed": "2025-12-24T09:00:00+00:00"}
    desk.decide("asha", "subject-expert", **early)
    desk.decide("meena", "instructional-designer", **late)
    assert desk.codes() == {"VET003", "VET005"}
    assert "the key holds from 2026-01-01 to 2027-12-31, and the record was closed on 2025-12-24" in desk.said()
    assert "the record was closed on 2026-12-24, which is still to come" in desk.said()


def test_a_key_of_a_kind_that_is_not_taken_does_not_spoil_the_persons_other_key(desk):
    desk.rules["persons"][1]["keys"].insert(0, {**desk.rules["persons"][1]["keys"][0], "key": "ssh-rsa AAAAB3NzaC1yc2E="})
    desk.pass_all("example", "_course")
    assert desk.standing().holds
    assert desk.codes("_course") == {"VET013"}
