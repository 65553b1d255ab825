"""Reports: what a person sees, and what programs are promised."""

import json

import pytest

from karmakit_schemas.findings import Edit, Finding, Fix, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.report import FORMATS, Manner, Part, render
from karmakit_validators.report.text import width


def finding(line=1, column=1, end=2, *, path="modules/a.md", **more):
    told = {"code": "ACC001", "name": "image-alt-missing", "message": "something is wrong", "help": "Mend it", **more}
    return Finding(span=Span(path, line, column, line, end), **told)


def part(*findings, text="", root="courses/one", path="modules/a.md"):
    return Part(root, findings, Sources("one", {path: text.encode()}))


def shown(text, column, end):
    return render("text", [part(finding(1, column, end), text=text)]).splitlines()


def test_text_shows_place_rule_line_carets_and_mend():
    assert shown("A line with a fault here", 15, 20)[:5] == [
        "courses/one/modules/a.md:1:15: error ACC001 image-alt-missing",
        "  something is wrong",
        "  1 | A line with a fault here",
        "    |               ^^^^^",
        "  help: Mend it",
    ]


def test_carets_stand_under_hindi_words_by_what_a_reader_sees():
    text = "सूचना का अधिकार"
    start = text.index("अधिकार") + 1
    lines = shown(text, start, start + len("अधिकार"))
    assert lines[3] == "    | " + " " * width("सूचना का ") + "^" * width("अधिकार")
    assert width("सूचना") == 3
    assert width("क्ष") == 1


def test_carets_stand_right_after_tabs_and_wide_characters():
    assert shown("\tab fault", 5, 10)[2:4] == ["  1 |     ab fault", "    |        ^^^^^"]
    assert shown("漢字 fault", 4, 9)[3] == "    |      ^^^^^"


def test_a_long_line_is_cut_round_its_fault():
    line, carets = shown("word " * 100 + "fault " + "word " * 100, 501, 506)[2:4]
    assert len(line) < 200
    assert line[carets.index("^") :].startswith("fault")


def test_a_finding_over_several_lines_marks_the_first_to_its_end():
    several = Finding("LNG001", "x-y", "m", Span("modules/a.md", 1, 3, 2, 4))
    assert render("text", [part(several, text="one two\nthree")]).splitlines()[3] == "    |   ^^^^^"


def test_escape_sequences_in_a_course_do_not_reach_the_terminal():
    report = render("text", [part(finding(1, 1, 5, message="bad \x1b[31m"), text="\x1b[31mred\x07")])
    assert "\x1b" not in report
    assert "\x07" not in report


def test_colours_come_only_when_asked_for():
    parts = [part(finding(), text="x")]
    assert "\x1b[" not in render("text", parts)
    assert "\x1b[31m" in render("text", parts, Manner(colour=True))


def test_the_summary_counts_by_severity_and_files_and_says_where_to_read_on():
    parts = [part(finding(), finding(severity=Severity.warning), finding(severity=Severity.warning, path="course.yml"))]
    assert render("text", parts).splitlines()[-2:] == [
        "1 error, 2 warnings in 2 files (profile review).",
        "`karmakit explain ACC001` says more about a finding.",
    ]


def test_no_findings_is_one_line():
    assert render("text", [part(), part()], Manner("publish")) == "No findings in 2 courses (profile publish).\n"


def test_a_place_that_is_not_in_the_file_is_told_without_a_line():
    report = render("text", [part(finding(99, 1, 5), finding(path="gone.md"), finding(1, 50, 60), text="x")])
    assert report.count("help:") == 3


def test_json_is_one_object_with_version_counts_and_findings():
    fix = Fix("write it", (Edit(Span("modules/a.md"), "x"),), safe=True)
    data = json.loads(render("json", [part(finding(fix=fix, related=(Span("modules/b.md", 3),)), text="हिन्दी")], Manner("draft")))
    assert (data["version"], data["profile"]) == (1, "draft")
    assert data["counts"] == {"fatal": 0, "error": 1, "warning": 0, "info": 0}
    (course,) = data["courses"]
    assert course["path"] == "courses/one"
    assert course["digest"].startswith("sha256:")
    (told,) = course["findings"]
    assert told["code"] == "ACC001"
    assert told["fix"]["edits"][0]["text"] == "x"
    assert told["related"][0]["path"] == "modules/b.md"


def test_sarif_says_columns_in_code_points_and_puts_the_gravest_first():
    light, grave = finding(severity=Severity.warning, code="LNK004"), finding(2, 3, 9)
    log = json.loads(render("sarif", [part(light, grave, root="courses/रti one")]))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [result["ruleId"] for result in run["results"]] == ["ACC001", "LNK004"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["ACC001", "LNK004"]
    assert rules[0]["help"]["markdown"].startswith("# ACC001")
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "courses/%E0%A4%B0ti%20one/modules/a.md"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9}


def test_sarif_tells_what_needs_a_human_as_a_review_without_a_level():
    (result,) = json.loads(render("sarif", [part(finding(kind=Kind.needs_human))]))["runs"][0]["results"]
    assert (result["kind"], result["level"]) == ("review", "none")


def test_github_annotations_are_escaped_and_the_gravest_come_first():
    lines = render(
        "github",
        [
            part(
                finding(severity=Severity.warning),
                finding(2, 3, 9, message="100% wrong:\nreally", path="modules/a,b:c.md"),
                root=".",
            )
        ],
    ).splitlines()
    assert lines[0] == (
        "::error file=modules/a%2Cb%3Ac.md,line=2,col=3,endColumn=9,title=ACC001 image-alt-missing::100%25 wrong:%0Areally. Mend it"
        " (1 more of this kind)"
    )
    assert lines[1].startswith("::warning file=modules/a.md,line=1,")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_takes_several_courses_lone_surrogates_and_none_at_all(form):
    odd = finding(message="lone \udc80 surrogate")
    for parts in ([], [part()], [part(odd, root="C:\\courses\\one"), part(finding())]):
        report = render(form, parts)
        assert "courses\\one" not in report
        if form != "text":
            report.encode("utf-8", "replace")


def test_paths_are_told_from_the_folder_the_reader_stands_in():
    assert part(root=".").path(finding()) == "modules/a.md"
    assert part(root="courses/one/").path(finding()) == "courses/one/modules/a.md"


def test_a_mend_goes_into_sarif_with_its_edits_and_places_beside():
    fix = Fix("write it in NFC", (Edit(Span("modules/a.md", 1, 2, 1, 3), "é"),), safe=True)
    told = finding(fix=fix, related=(Span("modules/b.md", 4, 1, 4, 2),))
    (result,) = json.loads(render("sarif", [part(told, text="abc")]))["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert result["fixes"][0]["description"] == {"text": "write it in NFC"}
    assert change["replacements"][0]["insertedContent"] == {"text": "é"}
    assert change["replacements"][0]["deletedRegion"]["startColumn"] == 2
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("modules/b.md")


def test_a_code_without_a_rule_is_named_in_sarif_all_the_same():
    told = finding(code="XYZ999", name="of-a-plugin")
    rules = json.loads(render("sarif", [part(told)]))["runs"][0]["tool"]["driver"]["rules"]
    assert rules == [{"id": "XYZ999", "name": "of-a-plugin"}]


def test_a_finding_over_several_lines_has_no_columns_on_github():
    told = Finding(code="ACC001", name="image-alt-missing", span=Span("modules/a.md", 1, 5, 3, 2), message="wrong")
    assert "endLine=3" in render("github", [part(told)])
    assert "col=" not in render("github", [part(told)])
