"""An approval rests on the report that the rules give: not on an older one, and not on one that was made up."""

import pytest

from karmakit_authoring.parse import parse
from karmakit_validators.check import check
from karmakit_validators.vetting.reports import SETTINGS, digest_of, report_of


@pytest.fixture
def reported(desk):
    """A course whose report is known, and a module that was passed on it."""
    desk.report = report_of(parse(desk.sources))
    decide(desk, "example")
    return desk


def rests_on(desk, **changes):
    report = desk.report
    named = {"tool": report.tool, "ruleset": report.ruleset, "source": report.source, "report": digest_of(report)}
    return {**named, **changes}


def decide(desk, subject, **changes):
    desk.decide("asha", "subject-expert", subject=subject, **rests_on(desk, **changes))
    desk.decide("meena", "instructional-designer", subject=subject, **rests_on(desk, **changes))


def test_an_approval_on_the_report_that_the_rules_give_counts(reported):
    assert reported.standing().holds


def test_a_fabricated_report_does_not_count(reported):
    decide(reported, "look", report="0" * 64)
    assert reported.codes("look") == {"VET005", "VET017"}
    assert "the approval rests on a report that the rules do not give of these sources" in reported.said("look")


def test_a_report_from_which_a_finding_was_left_out_does_not_count(desk):
    desk.change("modules/example.md", lambda text: text.replace("> Until then nobody could find the letter.", "> Wrong."))
    desk.report = report_of(parse(desk.sources))
    assert desk.report.findings
    silent = desk.report.model_copy(update={"findings": ()})
    decide(desk, "example", report=digest_of(silent))
    assert desk.codes() == {"VET005", "VET017"}


def test_a_report_of_other_sources_is_not_compared(reported):
    reported.change("modules/look.md", lambda text: text + "\nOne more sentence.\n")
    reported.report = report_of(parse(reported.sources))
    assert reported.standing().holds


def test_an_approval_that_names_no_report_counts_where_the_policy_names_no_oldest_tool(passed):
    passed.report = report_of(parse(passed.sources))
    assert passed.standing().holds


@pytest.mark.parametrize(
    ("tool", "oldest", "codes"),
    [
        ("1.9.0", "1.10.0", {"VET005", "VET016"}),
        ("1.10.0", "1.9.0", set()),
        ("1.10.0", "1.10.0", set()),
        (None, "0.0.1", {"VET005", "VET016"}),
    ],
)
def test_a_report_of_an_older_ruleset_than_the_policy_asks_for_does_not_count(desk, tool, oldest, codes):
    desk.rules["oldest_tool"] = oldest
    desk.pass_all("example") if tool is None else [
        desk.decide(who, role, tool=tool) for who, role in (("asha", "subject-expert"), ("meena", "instructional-designer"))
    ]
    assert desk.codes() == codes
    if codes:
        assert f"and the policy asks for {oldest} or later" in desk.said()


def test_a_gate_that_is_allowed_in_the_text_is_itself_a_gate_in_the_report(desk):
    exception = '<!-- allow: ACC001 reason="Known to all" -->\n\n![](../media/logo.svg)\n'
    desk.change("modules/example.md", lambda text: f"{text}\n{exception}")
    found = {one.code: one for one in report_of(parse(desk.sources)).findings}
    assert {"ACC001", "VET011"} <= found.keys()
    assert found["ACC001"].gate
    assert found["VET011"].gate


def test_a_report_is_the_same_whatever_a_configuration_says(desk):
    parsed = parse(desk.sources)
    assert digest_of(report_of(parsed)) == digest_of(report_of(parsed, findings=check(parsed, SETTINGS)))


def test_a_report_betrays_nothing_of_a_tests_keys(desk):
    """It lies in the bundle: what the rules say of a test's answers could tell a learner which of them is right."""
    final = next(path for path in desk.sources.files if path.endswith("final.md"))
    desk.change(final, lambda text: text.replace("- [x] ", "- [x] Always the longest of all answers, and by far the longest one, "))
    told = [one for one in report_of(parse(desk.sources)).findings if one.path == final]
    assert told
    assert {(one.line, one.column, one.message) for one in told if one.severity != "error"} == {(1, 1, "")}
