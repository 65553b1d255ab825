"""A decision holds for the very content, course and language that it was made on."""

import json

REVIEWERS = (("asha", "subject-expert"), ("meena", "instructional-designer"))


def test_a_record_moved_to_another_module_is_refused(passed):
    path = passed.records[0]
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
    assert "modules/example.md" in passed.said()


def test_line_ends_and_a_byte_order_mark_change_nothing(passed):
    passed.change("modules/example.md", lambda text: "\ufeff" + text.replace("\n", "\r\n"))
    assert passed.standing().holds


def test_formatting_carries_over_only_where_the_policy_allows_it(passed, key_of):
    passed.change("modules/example.md", lambda text: text.rstrip() + "\n\n\n")
    assert passed.codes() == {"VET002", "VET005"}
    before = passed.policy_digest
    passed.rules["carry_over"] = "formatting"
    files, recorded = dict(passed.files), passed.records
    passed.files.clear()
    assert before != passed.policy_digest
    for path in recorded:
        statement = json.loads(files[path])
        statement["predicate"]["policy"] = passed.policy_digest
        passed.keep(statement, key_of(statement["predicate"]["reviewer"]["person"]))
    assert passed.standing().holds
    passed.change("modules/example.md", lambda text: text + "\nOne more sentence.\n")
    assert "VET002" in passed.codes()


def test_an_approval_that_is_too_old_does_not_count(passed):
    passed.rules["max_age_days"] = 1
    assert passed.codes() == {"VET013", "VET005"}


def test_a_record_copied_to_another_module_and_signed_anew_by_nobody_is_refused(passed):
    source = passed.records[0]
    statement = json.loads(passed.files[source])
    statement["predicate"]["scope"]["subject"] = "look"
    path = passed.keep(statement, None)
    passed.files[f"{path}.sig"] = passed.files[f"{source}.sig"]
    assert passed.codes("look") == {"VET014", "VET005"}
    assert "the record's subject and its scope name two things" in passed.said("look")


def test_a_record_of_a_repository_of_the_same_course_id_hangs_on_a_policy_that_is_not_there(passed):
    passed.rules["name"] = "The policy of another publisher"
    assert passed.codes() == {"VET005", "VET013"}
    assert "the record was made under a policy that this one does not follow" in passed.said()


def test_an_approval_of_an_older_content_does_not_pass_the_present_one_however_late_it_is_made(desk, key_of):
    old = {who: desk.statement(who, role, "approve", "example") for who, role in REVIEWERS}
    desk.change("modules/example.md", lambda text: text.replace("two letters", "two papers"))
    for who, statement in old.items():
        statement["predicate"]["closed"] = "2026-11-21T09:00:00+00:00"
        desk.keep(statement, key_of(who))
    assert desk.codes() == {"VET002", "VET005"}
    assert "was changed after asha passed it: modules/example.md" in desk.said()


def test_a_picture_that_is_swapped_takes_the_approval_of_what_shows_it(desk):
    desk.pass_all("_course", "example")
    desk.change("media/logo.svg", lambda text: text.replace("<svg", "<svg data-swapped='yes'", 1))
    assert desk.codes("_course") == {"VET002", "VET005"}
    assert "media/logo.svg" in desk.said("_course")
    assert desk.standing("example").holds


def test_a_picture_that_a_module_shows_belongs_to_the_module(desk):
    desk.change("modules/example.md", lambda text: text + "\n![The register](../media/logo.svg)\n")
    desk.pass_all("example")
    assert desk.standing().holds
    desk.change("media/logo.svg", lambda text: text.replace("<svg", "<svg data-swapped='yes'", 1))
    assert desk.codes() == {"VET002", "VET005"}


def test_a_key_changed_in_the_translation_alone_takes_the_approvals_of_that_language_alone(desk, hindi):
    desk.pass_all("final")
    hindi.pass_all("final")
    assert desk.standing("final").holds
    assert hindi.standing("final").holds
    hindi.change("modules/final.md", _other_key)
    assert hindi.codes("final") == {"VET002", "VET005"}
    assert "modules/final.md" in hindi.said("final")
    assert desk.standing("final").holds


def test_the_records_of_the_original_do_not_vet_the_translation(desk, hindi):
    desk.pass_all("final")
    hindi.files = dict(desk.files)
    assert hindi.codes("final") == {"VET002", "VET005"}
    assert "the record was made for host in en, not for host-hi in hi" in hindi.said("final")


def test_a_pass_mark_lowered_after_the_approval_takes_that_of_the_course(desk):
    desk.pass_all("_course", "final")
    desk.change("course.yml", lambda text: text.replace("pass_mark: 70", "pass_mark: 10"))
    assert desk.codes("_course") == {"VET002", "VET005"}
    assert desk.standing("final").holds


def _other_key(text):
    """Mark the second option as right instead of the first."""
    return text.replace("- [x]", "- [~]", 1).replace("- [ ]", "- [x]", 1).replace("- [~]", "- [ ]", 1)
