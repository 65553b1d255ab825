"""What lets a subject pass, and what keeps it open."""


def test_an_expert_and_a_designer_pass_a_module_together(passed):
    assert {approval.person.id for approval in passed.standing().approvals} == {"asha", "meena"}


def test_nothing_is_vetted_by_nobody(desk):
    assert desk.codes() == {"VET001"}


def test_one_person_alone_does_not_pass_a_module(desk):
    desk.decide("asha", "subject-expert")
    assert desk.codes() == {"VET005"}
    assert "the approval of instructional-designer is missing" in desk.said()


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
    assert "legal-reviewer is missing" in passed.said()


def test_a_chain_of_deltas_counts_from_a_text_that_was_passed_whole(passed):
    for sentence in ("One more.", "And one more."):
        was = passed.subject("example").digest
        passed.change("modules/example.md", lambda text, sentence=sentence: f"{text}\n{sentence}\n")
        passed.decide("asha", "subject-expert", since=was)
        passed.decide("meena", "instructional-designer", since=was)
    assert passed.standing().holds


def test_deltas_that_start_from_each_other_pass_nothing(desk):
    digest = desk.subject("example").digest
    for _ in range(12):
        desk.decide("asha", "subject-expert", since=digest)
    desk.decide("meena", "instructional-designer")
    assert desk.codes() == {"VET002", "VET005"}
