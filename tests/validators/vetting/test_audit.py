"""The log read from its first record to its last says of each decision what it is worth today."""

from karmakit_validators.vetting.audit import audit


def worth(desk):
    return [(one.predicate.verdict, one.idle.message if one.idle else "") for one in audit(desk.case).entries]


def test_every_record_says_why_it_does_not_count(desk):
    desk.rules["waivers"] = {"role": "registrar", "rules": ["LNG*"], "days": 90, "at_most": 2}
    desk.decide("owner", "registrar", "request", authors=["somebody"])
    refused = desk.decide("asha", "subject-expert", "request-changes", reason="Wrong")
    desk.decide("asha", "subject-expert")
    desk.decide("meena", "instructional-designer")
    desk.decide("meena", "instructional-designer", "revoke", revokes=desk.digest(desk.records[-1]))
    desk.decide("meena", "instructional-designer", "revoke", revokes=desk.digest(refused))
    desk.decide("asha", "subject-expert", subject="look")
    waiver = {"rule": "LNG001", "reason": "A quotation", "until": "2026-12-01"}
    desk.decide("owner", "registrar", "waive", waivers=[waiver])
    desk.decide("owner", "registrar", "waive", "look", waivers=[waiver])
    desk.change("modules/look.md", lambda text: text + "\nOne more sentence.\n")
    desk.change("modules/weigh.md", lambda text: text + "\nOne more sentence.\n")
    assert worth(desk) == [
        ("request", ""),
        ("request-changes", "the same person has passed the text since"),
        ("approve", ""),
        ("approve", "it was taken back"),
        ("revoke", ""),
        ("revoke", "it takes nothing back"),
        ("approve", "At the counter was changed after asha passed it: modules/look.md"),
        ("waive", ""),
        ("waive", "it is for other content, or a later one stands in its place"),
    ]
    assert audit(desk.case).holds


def test_an_open_objection_counts_and_a_decision_on_a_module_that_is_gone_does_not(desk, key_of):
    desk.decide("asha", "subject-expert", "request-changes", reason="Wrong")
    gone = desk.statement("asha", "subject-expert", "approve", "example")
    gone["predicate"]["scope"]["subject"] = "gone"
    gone["subject"][0]["name"] = f"{desk.course}/gone"
    desk.keep(gone, key_of("asha"))
    assert worth(desk) == [("request-changes", ""), ("approve", "the course has no `gone` any more")]
    assert audit(desk.case).holds


def test_a_log_with_a_signature_that_does_not_hold_is_broken(passed):
    passed.files[f"{passed.records[0]}.sig"] = b""
    found = audit(passed.case)
    assert not found.holds
    assert [one.signature.code if one.signature else None for one in found.entries] == ["VET003", None]
    assert {flaw.code for flaw in found.flaws} == {"VET014"}


def test_a_decision_under_a_policy_that_is_not_there_is_broken(passed):
    passed.rules["name"] = "Another"
    found = audit(passed.case)
    assert not found.holds
    assert {one.idle.code for one in found.entries if one.idle} == {"VET013"}
