"""A log that was cut, reordered or rolled back is seen."""

import json

import pytest

from karmakit_schemas.vetting import BUILD_NAMESPACE, canonical, sha256


def test_a_record_edited_by_one_byte_does_not_count(passed):
    path = passed.records[0]
    data = passed.files.pop(path)
    edited = data.replace(b'"no_conflict":true', b'"no_conflict":false')
    passed.files[path] = edited
    assert "VET014" in passed.codes()


def test_a_renamed_and_edited_record_has_no_signature_that_holds(passed):
    path = passed.records[0]
    statement = json.loads(passed.files.pop(path))
    statement["predicate"]["reason"] = "changed"
    data = canonical(statement)
    passed.files[f"example/{sha256(data)[:16]}.json"] = data
    passed.files[f"example/{sha256(data)[:16]}.json.sig"] = passed.files.pop(f"{path}.sig")
    assert {"VET003", "VET005"} == passed.codes()


def test_a_record_that_follows_a_missing_one_betrays_a_cut_log(passed):
    first = passed.records[0]
    passed.decide("owner", "registrar", "request", previous=[passed.digest(first)])
    assert passed.standing().holds
    del passed.files[first], passed.files[f"{first}.sig"]
    assert "VET014" in passed.codes()


def test_of_two_decisions_in_one_second_the_one_that_follows_the_other_is_the_last(desk):
    moment = {"opened": "2026-11-20T09:00:00+00:00", "closed": "2026-11-20T09:00:00+00:00"}
    for reason in ("Wrong", "Still wrong", "Wrong again"):  # whichever digest is the greater
        desk.files.clear()
        refused = desk.decide("asha", "subject-expert", "request-changes", reason=reason, **moment)
        desk.decide("meena", "instructional-designer", **moment)
        desk.decide("asha", "subject-expert", previous=[desk.digest(refused)], **moment)
        assert desk.standing().holds


def heads_of(desk, who):
    """Return the paths of a person's heads, the last one last."""
    found = [path for path in desk.files if path.startswith(f"_heads/{who}-") and path.endswith(".json")]
    return sorted(found, key=lambda path: (json.loads(desk.files[path])["records"], path))


@pytest.fixture
def kept(desk):
    """A log of four decisions, each after the one before, with the heads of both reviewers."""
    before = []
    for who, role in (("asha", "subject-expert"), ("meena", "instructional-designer")) * 2:
        before = [desk.digest(desk.decide(who, role, subject="_course", previous=before))]
    assert desk.standing("_course").holds
    return desk


def test_heads_that_are_taken_away_are_missed(kept):
    *earlier, last = heads_of(kept, "asha")
    kept.drop(last)
    assert kept.codes("_course") == {"VET014"}
    assert "which no head of theirs reaches" in kept.said("_course")
    kept.drop(*earlier)
    assert kept.codes("_course") == {"VET014"}
    assert "and 1 more, which no head of theirs reaches" in kept.said("_course")


def test_the_last_record_cannot_be_taken_away(kept):
    kept.drop(kept.records[-1])
    assert kept.codes("_course") == {"VET014"}
    assert "a head of meena stands on" in kept.said("_course")


def test_a_record_in_the_middle_cannot_be_taken_away(kept):
    kept.drop(kept.records[1])
    assert kept.codes("_course") == {"VET014"}
    assert "which is not there" in kept.said("_course")
    assert "a head of meena counts 4 records, and 2 are there" in kept.said("_course")


def test_an_earlier_head_does_not_reach_what_its_maker_decided_since(kept):
    kept.decide("meena", "instructional-designer", "request-changes", "_course", reason="The pass mark is too low")
    kept.drop(heads_of(kept, "meena")[-1])
    assert kept.codes("_course") == {"VET005", "VET012", "VET014"}
    assert "which no head of theirs reaches" in kept.said("_course")


def test_an_objection_taken_away_with_its_signature_alone_is_missed(kept):
    path = kept.decide("meena", "instructional-designer", "request-changes", "_course", reason="The pass mark is too low")
    assert kept.codes("_course") == {"VET005", "VET012"}
    del kept.files[f"{path}.sig"]
    assert kept.codes("_course") == {"VET014"}
    assert "whose signature does not hold: the record is not signed" in kept.said("_course")


def test_a_signature_put_in_place_of_an_objections_own_is_seen(kept, key_of):
    path = kept.decide("meena", "instructional-designer", "request-changes", "_course", reason="The pass mark is too low")
    for signature in (key_of("somebody").sign(kept.files[path]), key_of("meena").sign(b"something else")):
        kept.files[f"{path}.sig"] = signature
        assert kept.codes("_course") == {"VET014"}


def test_a_head_that_somebody_else_made_does_not_hold(kept, key_of):
    kept.keep_head("meena", key_of("somebody"))
    assert kept.codes("_course") == {"VET014"}
    assert "is not one of meena" in kept.said("_course")


@pytest.mark.parametrize("changes", [{"records": 1}, {"tips": ["0" * 64]}, {"course": "another"}, {"language": "hi"}])
def test_a_head_that_says_something_else_than_the_log_is_told(kept, changes):
    kept.keep_head("meena", **changes)
    assert kept.codes("_course") == {"VET014"}


@pytest.mark.parametrize("closed", ["2025-11-20T10:00:00+00:00", "2026-12-24T10:00:00+00:00"])
def test_a_head_of_a_day_on_which_the_key_does_not_hold_is_told(kept, closed):
    kept.keep_head("meena", closed=closed)
    assert kept.codes("_course") == {"VET014"}
    assert "the head was closed on" in kept.said("_course")


def test_a_signature_on_a_head_that_was_made_for_a_bundle_is_none(kept):
    kept.keep_head("meena", namespace=BUILD_NAMESPACE)
    assert "it was made for `build.v1@karmakit`" in kept.said("_course")


def test_a_head_edited_renamed_or_no_head_at_all_is_told(kept):
    good = dict(kept.files)
    path, other = heads_of(kept, "asha")[-1], heads_of(kept, "meena")[-1]
    for data, word in (
        (good[other], "does not bear that name"),
        (good[path].replace(b"2026", b"2027"), "does not bear that name"),
        (b"{}", "this is no head of a log"),
        (good[path].replace(b",", b", "), "written again by another program"),
    ):
        kept.files = {**good, path: data}
        assert kept.codes("_course") == {"VET014"}
        assert word in kept.said("_course")


def test_a_record_dated_before_what_it_follows_is_told(kept):
    moment = {"opened": "2026-11-19T09:00:00+00:00", "closed": "2026-11-19T09:00:00+00:00"}
    kept.decide("asha", "subject-expert", subject="_course", previous=[kept.digest(kept.records[-1])], **moment)
    assert "VET014" in kept.codes("_course")
    assert "the record says that it is older than" in kept.said("_course")


@pytest.mark.parametrize("other", ["asha", "meena"])
def test_two_branches_that_meet_need_no_new_head_whoever_decided(kept, other):
    both = [kept.digest(kept.records[-1])]
    before = dict(kept.files)
    kept.decide("asha", "subject-expert", previous=both)
    one = {path: data for path, data in kept.files.items() if path not in before}
    kept.files = dict(before)
    kept.decide(other, "instructional-designer" if other == "meena" else "subject-expert", subject="look", previous=both)
    two = {path: data for path, data in kept.files.items() if path not in before}
    assert not one.keys() & two.keys()  # no file that both have touched
    kept.files |= one
    assert kept.standing("_course").holds


def test_the_head_of_who_has_left_is_not_missed_and_their_decisions_are_worth_nothing(kept):
    kept.succeed(persons=[one for one in kept.rules["persons"] if one["id"] != "meena"])
    assert kept.codes("_course") == {"VET003", "VET005"}
    assert "`meena` is not on the roster" in kept.said("_course")


def test_a_revoked_key_is_told_with_its_records_and_not_with_the_head(kept):
    persons = json.loads(canonical(kept.rules["persons"]))
    persons[3]["keys"][0]["revoked"] = "2026-11-21"
    kept.succeed(persons=persons)
    assert kept.codes("_course") == {"VET003", "VET005"}
