"""Every way to get content through that should not pass is refused, and says why."""

import json

import pytest

from karmakit_schemas.vetting import BUILD_NAMESPACE, canonical, sha256


def said(desk, subject="example"):
    return " ".join(flaw.message for flaw in desk.standing(subject).flaws)


def test_an_expert_and_a_designer_pass_a_module_together(passed):
    assert {approval.person.id for approval in passed.standing().approvals} == {"asha", "meena"}


def test_nothing_is_vetted_by_nobody(desk):
    assert desk.codes() == {"VET001"}


def test_one_person_alone_does_not_pass_a_module(desk):
    desk.decide("asha", "subject-expert")
    assert desk.codes() == {"VET005"}
    assert "the approval of instructional-designer is missing" in said(desk)


def test_two_keys_and_two_roles_are_still_one_person(desk):
    desk.decide("ravi", "subject-expert")
    desk.decide("ravi", "instructional-designer")
    assert desk.codes() == {"VET005"}
    assert "1 of 2 persons passed it" in said(desk)


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
    assert "it was made for `build.v1@karmakit`" in said(desk)


def test_somebody_who_is_not_on_the_roster_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.decide("stranger", "instructional-designer")
    assert "`stranger` is not on the roster" in said(desk)


@pytest.mark.parametrize(("key", "word"), [({"until": "2026-03-01"}, "holds from"), ({"revoked": "2026-11-21"}, "revoked")])
def test_an_expired_or_revoked_key_does_not_count(passed, key, word):
    passed.rules["persons"][3]["keys"][0].update(key)
    digest = passed.policy_digest
    for path in [path for path in passed.files if path.endswith(".json")]:
        statement = json.loads(passed.files[path])
        statement["predicate"]["policy"] = digest
        who = statement["predicate"]["reviewer"]["person"]
        del passed.files[path], passed.files[f"{path}.sig"]
        passed.decide(who, statement["predicate"]["reviewer"]["role"])
    assert passed.codes() == {"VET003", "VET005"}
    assert word in said(passed)


def test_a_record_moved_to_another_module_is_refused(passed):
    path = next(path for path in passed.files if path.endswith(".json"))
    passed.files[path.replace("example/", "other/")] = passed.files[path]
    assert "VET014" in passed.codes("_course")


def test_a_record_of_another_course_or_language_does_not_count(desk):
    for scope in (
        {"course": "another", "subject": "example", "language": "en"},
        {"course": desk.course, "subject": "example", "language": "hi"},
    ):
        desk.files.clear()
        desk.decide("asha", "subject-expert")
        desk.decide("meena", "instructional-designer", scope=scope)
        assert desk.codes() == {"VET002", "VET005"}


def test_a_change_after_the_approval_takes_it_away(passed):
    passed.change("modules/example.md", lambda text: text + "\nOne more sentence.\n")
    assert passed.codes() == {"VET002", "VET005"}
    assert "modules/example.md" in said(passed)


def test_line_ends_and_a_byte_order_mark_change_nothing(passed):
    passed.change("modules/example.md", lambda text: "\ufeff" + text.replace("\n", "\r\n"))
    assert passed.standing().holds


def test_formatting_carries_over_only_where_the_policy_allows_it(passed, key_of):
    passed.change("modules/example.md", lambda text: text.rstrip() + "\n\n\n")
    assert passed.codes() == {"VET002", "VET005"}
    before = passed.policy_digest
    passed.rules["carry_over"] = "formatting"
    files = dict(passed.files)
    passed.files.clear()
    assert before != passed.policy_digest
    for path in [path for path in files if path.endswith(".json")]:
        statement = json.loads(files[path])
        statement["predicate"]["policy"] = passed.policy_digest
        passed.keep(statement, key_of(statement["predicate"]["reviewer"]["person"]))
    assert passed.standing().holds
    passed.change("modules/example.md", lambda text: text + "\nOne more sentence.\n")
    assert "VET002" in passed.codes()


def test_a_policy_that_the_present_one_does_not_follow_lends_nothing(passed):
    passed.rules["quorum"]["persons"] = 1
    assert passed.codes() == {"VET013", "VET005"}


def test_a_record_edited_by_one_byte_does_not_count(passed):
    path = next(path for path in passed.files if path.endswith(".json"))
    data = passed.files.pop(path)
    edited = data.replace(b'"no_conflict":true', b'"no_conflict":false')
    passed.files[path] = edited
    assert "VET014" in passed.codes()


def test_a_renamed_and_edited_record_has_no_signature_that_holds(passed):
    path = next(path for path in passed.files if path.endswith(".json"))
    statement = json.loads(passed.files.pop(path))
    statement["predicate"]["reason"] = "changed"
    data = canonical(statement)
    passed.files[f"example/{sha256(data)[:16]}.json"] = data
    passed.files[f"example/{sha256(data)[:16]}.json.sig"] = passed.files.pop(f"{path}.sig")
    assert {"VET003", "VET005"} == passed.codes()


def test_a_record_that_follows_a_missing_one_betrays_a_cut_log(passed):
    first = next(path for path in passed.files if path.endswith(".json"))
    passed.decide("owner", "registrar", "request", previous=[passed.digest(first)])
    assert passed.standing().holds
    del passed.files[first], passed.files[f"{first}.sig"]
    assert "VET014" in passed.codes()


def test_an_approval_that_is_too_old_does_not_count(passed):
    passed.rules["max_age_days"] = 1
    assert passed.codes() == {"VET013", "VET005"}


def test_a_request_for_changes_stands_until_its_maker_passes_the_text(passed):
    passed.decide("asha", "subject-expert", "request-changes", reason="Section 7(1) is quoted wrongly")
    assert "VET012" in passed.codes()
    passed.decide("asha", "subject-expert")
    assert passed.standing().holds


def test_a_blocking_remark_is_resolved_by_its_maker_alone(passed):
    remark = {"id": "r1", "at": "q-1", "text": "Two keys", "blocking": True}
    passed.decide("asha", "subject-expert", comments=[remark])
    assert passed.codes() == {"VET012"}
    passed.decide("meena", "instructional-designer", comments=[{"id": "r2", "at": "q-1", "text": "Done", "resolves": ["r1"]}])
    assert passed.codes() == {"VET012"}
    passed.decide("asha", "subject-expert", comments=[{"id": "r3", "at": "q-1", "text": "Seen", "resolves": ["r1"]}])
    assert passed.standing().holds


def test_nobody_revokes_the_decision_of_another_but_an_owner(desk):
    path = desk.decide("asha", "subject-expert", "request-changes", reason="Wrong")
    desk.decide("meena", "instructional-designer", "revoke", revokes=desk.digest(path))
    assert "VET012" in desk.codes()
    desk.decide("owner", "registrar", "revoke", revokes=desk.digest(path))
    assert "VET012" not in desk.codes()


def test_a_delta_counts_only_on_what_was_passed_in_the_same_role(passed):
    was = passed.subject("example").digest
    passed.change("modules/example.md", lambda text: text + "\nOne more sentence.\n")
    passed.decide("asha", "subject-expert", since=was)
    passed.decide("meena", "instructional-designer", since="0" * 64)
    assert "VET002" in passed.codes()
    passed.decide("meena", "instructional-designer", since=was)
    assert passed.standing().holds


def test_a_role_that_the_policy_asks_of_some_subjects_only_is_asked_there(passed):
    passed.rules["quorum"]["roles"].append({"role": "legal-reviewer", "when": {"courses": ["nothing-*"]}})
    passed.files.clear()
    passed.decide("asha", "subject-expert")
    passed.decide("meena", "instructional-designer")
    assert passed.standing().holds
    passed.rules["quorum"]["roles"][-1]["when"] = {"subject": "module"}
    passed.files.clear()
    passed.decide("asha", "subject-expert")
    passed.decide("meena", "instructional-designer")
    assert "legal-reviewer is missing" in said(passed)


def test_an_approval_without_the_declaration_of_no_conflict_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.decide("meena", "instructional-designer", no_conflict=False)
    assert desk.codes() == {"VET007", "VET005"}


def test_a_person_in_a_role_that_is_not_theirs_or_a_language_they_do_not_read_does_not_count(desk):
    desk.decide("asha", "subject-expert")
    desk.decide("asha", "instructional-designer")
    assert "asha is no instructional-designer" in said(desk)
    desk.rules["quorum"]["roles"] = [{"role": "instructional-designer", "speaks": True}]
    desk.files.clear()
    desk.decide("meena", "instructional-designer")
    assert "meena is not listed for the language en" in said(desk)
    desk.rules["persons"][3]["languages"] = ["en"]
    desk.files.clear()
    desk.decide(
        "meena", "instructional-designer", reviewer={"person": "meena", "institution": "another", "role": "instructional-designer"}
    )
    assert "meena is of meena institute" in said(desk)


def test_of_two_decisions_in_one_second_the_one_that_follows_the_other_is_the_last(desk):
    moment = {"opened": "2026-11-20T09:00:00+00:00", "closed": "2026-11-20T09:00:00+00:00"}
    for reason in ("Wrong", "Still wrong", "Wrong again"):  # whichever digest is the greater
        desk.files.clear()
        refused = desk.decide("asha", "subject-expert", "request-changes", reason=reason, **moment)
        desk.decide("meena", "instructional-designer", **moment)
        desk.decide("asha", "subject-expert", previous=[desk.digest(refused)], **moment)
        assert desk.standing().holds
