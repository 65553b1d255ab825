"""The formats for forges and CI systems: what stays the same between runs, and what is shown where lists are cut."""

import json
from xml.etree import ElementTree as ET

import pytest

from karmakit_schemas.findings import Finding, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.report import Manner, Part, render, sarif
from karmakit_validators.report.part import by_weight

TEXT = "one\ntwo words\nthree\ntwo words\n"


def finding(line=1, column=1, end=4, **more):
    told = {"code": "ACC001", "name": "image-alt-missing", "message": "wrong", **more}
    return Finding(span=Span("modules/a.md", line, column, line, end), **told)


def part(*findings, text=TEXT, root="courses/one", before=None):
    files = {"modules/a.md": text.encode(), "course.yml": b"title: One\n"}
    earlier = Sources("one", {"modules/a.md": before.encode()}) if before is not None else None
    return Part(root, findings, Sources("one", files), earlier)


def fingerprints(*parts):
    return [issue["fingerprint"] for issue in json.loads(render("gitlab", parts))]


def cases(*parts, manner=None):
    return list(ET.fromstring(render("junit", parts, manner or Manner())).iter("testcase"))


def test_a_fingerprint_survives_lines_added_above_and_another_wording():
    (before,) = fingerprints(part(finding(2, 1, 4)))
    assert fingerprints(part(finding(4, 1, 4, message="anders"), text="new\nnew\n" + TEXT)) == [before]


def test_findings_of_one_rule_in_equal_lines_have_fingerprints_of_their_own():
    told = fingerprints(part(finding(2, 1, 4), finding(4, 1, 4), finding(2, 5, 10), finding(2, 1, 4, code="LNG001")))
    assert len(set(told)) == 4


def test_a_fingerprint_tells_courses_apart():
    assert len(set(fingerprints(part(finding()), part(finding(), root="courses/two")))) == 2


def test_gitlab_is_told_place_severity_and_rule():
    several = Finding("LNG001", "sentence-too-long", "long", Span("modules/a.md", 2, 1, 3, 2), Severity.warning, "Cut it")
    issues = json.loads(render("gitlab", [part(finding(gate=True), finding(severity=Severity.fatal), several, root=".")]))
    assert [issue["severity"] for issue in issues] == ["critical", "blocker", "minor"]
    assert issues[2] == {
        "description": "long. Cut it",
        "check_name": "LNG001 sentence-too-long",
        "fingerprint": issues[2]["fingerprint"],
        "severity": "minor",
        "location": {"path": "modules/a.md", "lines": {"begin": 2, "end": 3}},
    }


def test_junit_fails_what_fails_the_run_skips_what_waits_for_a_person_and_passes_the_rest():
    parts = part(
        finding(help="Mend it"),
        finding(2, code="LNG001", name="sentence-too-long", severity=Severity.warning),
        finding(3, code="LIC003", name="licence-forbids-use", severity=Severity.warning, kind=Kind.needs_human),
    )
    told = {case.get("name"): [child.tag for child in case] for case in cases(parts)}
    assert told == {
        "Nothing was found": [],
        "ACC001 image-alt-missing": ["failure"],
        "LNG001 sentence-too-long": ["system-out"],
        "LIC003 licence-forbids-use": ["skipped"],
    }
    root = ET.fromstring(render("junit", [parts]))
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    (failure,) = root.iter("failure")
    assert failure.get("message") == "wrong. Mend it"
    assert failure.text == "courses/one/modules/a.md:1:1: error: wrong\n  help: Mend it"


def test_junit_gathers_what_one_rule_says_of_a_file():
    named = [case for case in cases(part(finding(1), finding(2), finding(3))) if case.get("name") != "Nothing was found"]
    assert len(named) == 1
    assert "modules/a.md:3:1" in named[0][0].text


def test_junit_leaves_out_what_xml_cannot_hold():
    (case,) = [case for case in cases(part(finding(message="a\x00b\x1b[31m\ufffe\ud800c"))) if len(case)]
    assert case[0].get("message") == "ab[31mc"


def test_what_could_not_be_read_is_an_error_for_junit_and_a_failed_invocation_for_sarif():
    manner = Manner(errors=("courses/gone: there is no course here",))
    (case,) = cases(manner=manner)
    assert case[0].tag == "error"
    (run,) = json.loads(render("sarif", [], manner))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_of_equally_grave_findings_one_of_each_rule_comes_first():
    many = [finding(line, code="ITM005") for line in (1, 2, 3)]
    told = [f.code for _, f in by_weight([part(*many, finding(1, code="LNG001"), finding(2, code="MET010", gate=True))])]
    assert told == ["MET010", "ITM005", "LNG001", "ITM005", "ITM005"]


def test_what_stands_on_changed_lines_comes_first_however_light():
    new = finding(3, severity=Severity.info, code="LNG001")
    told = [f for _, f in by_weight([part(finding(1, gate=True), new, before="one\ntwo words\ntwo words\n")])]
    assert told[0] is new


def test_without_a_published_course_no_line_counts_as_changed():
    grave, light = finding(3), finding(1, severity=Severity.info)
    assert [f for _, f in by_weight([part(light, grave)])] == [grave, light]


def test_sarif_holds_no_more_than_platforms_take_and_says_so(monkeypatch):
    assert sarif.MOST == 25_000
    monkeypatch.setattr(sarif, "MOST", 2)
    light = [finding(1, n, n + 1, severity=Severity.info, code="LNG001") for n in range(1, 4)]
    (run,) = json.loads(render("sarif", [part(*light, finding(2, gate=True))]))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["ACC001", "LNG001"]
    assert "2 most important of 4" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_rules_have_few_tags_and_their_page_as_help():
    (run,) = json.loads(render("sarif", [part(finding())]))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["properties"]["tags"] == ["accessibility", "gate"]
    assert rule["help"]["markdown"].startswith("# ACC001")
    assert "helpUri" not in rule


def test_ten_kinds_are_among_the_first_ten_annotations_and_the_first_of_a_kind_says_how_many_follow():
    codes = [f"LNG{n:03}" for n in range(10)]
    many = [finding(line, code=code) for code in codes for line in (1, 2, 3)]
    lines = render("github", [part(*many)]).splitlines()
    assert {line.partition("title=")[2][:6] for line in lines[:10]} == set(codes)
    assert all(line.endswith("(2 more of this kind)") for line in lines[:10])
    assert not any("more of this kind" in line for line in lines[10:-1])


def test_the_totals_are_among_the_ten_notices_that_github_shows():
    hints = [finding(1, n + 1, n + 2, severity=Severity.info) for n in range(30)]
    notices = [line for line in render("github", [part(*hints)]).splitlines() if line.startswith("::notice")]
    assert len(notices) == 31
    assert notices[9] == "::notice title=karmakit::30 hints in 1 file. The log of this step lists all of them."


def test_a_run_without_findings_annotates_nothing():
    assert render("github", [part()]) == ""


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit", "github"])
def test_messages_are_in_the_readers_language(form):
    text = "the picture `x` has no alternative text"
    assert "वैकल्पिक पाठ" in render(form, [part(finding(message=text))], Manner(lang="hi"))


def test_a_line_that_only_moved_is_not_new():
    moved, new = finding(4, 1, 6, severity=Severity.info), finding(1, 1, 4, severity=Severity.info, code="LNG001")
    text = "four\none\ntwo words\nthree\n"
    assert [f for _, f in by_weight([part(moved, new, text=text, before="three\none\ntwo words\n")])] == [new, moved]
