"""What a waiver lets pass in the sources it lets pass in the bundle too, in its own subject and never a gate."""

from karmakit_schemas.findings import Severity
from karmakit_schemas.spans import Span
from karmakit_schemas.vetting import COURSE
from karmakit_validators.verify.faults import found
from karmakit_validators.verify.vetting.payload import Payload
from karmakit_validators.verify.vetting.waived import lighter
from karmakit_validators.vetting.content import Content
from karmakit_validators.vetting.judge import Standing

PAYLOAD = Payload("course.zip", (), lambda _: b'{"modules": [{"id": "look", "page": "pages/look.html"}]}')


def standing(name, *waived):
    return Standing(Content(name, name, {}, "0" * 64), (), (), waived=frozenset(waived))


def weights(*findings):
    standings = (standing(COURSE, "LIC004"), standing("look", "MED007", "LNK001"))
    return [finding.severity for finding in lighter(findings, PAYLOAD, standings)]


def test_a_finding_is_lighter_where_its_own_subject_waives_it():
    heavy = found("MED007", "heavy", Span("pages/look.html"))
    elsewhere = found("MED007", "heavy", Span("index.html"))
    credit = found("LIC004", "not shown", Span("index.html"))
    assert weights(heavy, elsewhere, credit) == [Severity.warning, Severity.error, Severity.warning]


def test_a_gate_stays_what_it_is():
    assert weights(found("LNK001", "nowhere", Span("pages/look.html"))) == [Severity.error]


def test_nothing_changes_where_nothing_is_waived():
    finding = found("MED007", "heavy", Span("pages/look.html"))
    assert lighter([finding], PAYLOAD, [standing("look")]) == (finding,)
