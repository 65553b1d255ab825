"""What a run of `check` promises, whatever the rules."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from karmakit_authoring.parse import parse
from karmakit_schemas.errors import UsageError
from karmakit_schemas.findings import Severity
from karmakit_schemas.sources import Sources
from karmakit_validators.catalogue import by_code
from karmakit_validators.check import check, fails
from karmakit_validators.settings import Settings

HTTP = "See the [manual](http://darpg.gov.in/manual).\n"
NO_ALT = "![](../media/logo.svg)\n"


def added(host_text, text):
    return {"modules/example.md": host_text("modules/example.md") + "\n" + text}


def codes(findings):
    return [finding.code for finding in findings]


def test_warnings_do_not_fail_and_errors_do_under_every_profile(checked, host_text):
    for profile in ("draft", "review", "publish"):
        assert not fails(checked(added(host_text, HTTP), Settings(profile)), profile)
        assert fails(checked(added(host_text, NO_ALT), Settings(profile)), profile)


def test_draft_lowers_everything_but_gates_by_one_step(checked, host_text):
    files = added(host_text, HTTP + "\n#### Too deep\n\nText.\n\n" + NO_ALT)
    weights = {finding.code: finding.severity for finding in checked(files, Settings("draft"))}
    assert weights == {"LNK004": Severity.info, "STR005": Severity.warning, "ACC001": Severity.error}


def test_review_and_publish_weigh_alike(checked, host_text):
    files = added(host_text, HTTP + "\n" + NO_ALT)
    assert checked(files, Settings("review")) == checked(files, Settings("publish"))


def test_select_takes_codes_beginnings_and_names(checked, host_text):
    files = added(host_text, HTTP + "\n" + NO_ALT)
    assert codes(checked(files, Settings(select=("ACC",)))) == ["ACC001"]
    assert codes(checked(files, Settings(select=("lnk004",)))) == ["LNK004"]
    assert codes(checked(files, Settings(select=("image-alt-missing", "LNK0")))) == ["LNK004", "ACC001"]


def test_ignore_leaves_rules_out_but_never_a_gate_when_publishing(checked, host_text):
    files = added(host_text, HTTP + "\n" + NO_ALT)
    assert codes(checked(files, Settings("review", ignore=("ACC001", "LNK004")))) == []
    assert codes(checked(files, Settings("publish", ignore=("ACC001", "LNK004")))) == ["ACC001"]


@pytest.mark.parametrize("word", ["ACC999", "image-alt-mising", "", "  "])
def test_an_unknown_rule_to_select_is_a_fault_of_the_run(checked, word):
    with pytest.raises(UsageError, match="no rule is called"):
        checked({}, Settings(select=(word,)))


def test_a_mistyped_rule_is_answered_with_the_one_meant(checked):
    with pytest.raises(UsageError, match="did you mean 'image-alt-missing'"):
        checked({}, Settings(select=("image-alt-mising",)))


def test_a_broken_course_file_does_not_hide_the_faults_of_the_modules(checked, host_text):
    found = codes(checked({"course.yml": "id: [", **added(host_text, NO_ALT)}))
    assert "STR002" in found
    assert "ACC001" in found


def test_a_broken_module_does_not_hide_the_faults_of_another(checked, host_text):
    found = codes(checked({"modules/look.md": "no front-matter", **added(host_text, NO_ALT)}))
    assert {"STR001", "ACC001"} <= set(found)


def test_findings_are_sorted_by_place_and_each_stands_once(checked, host_text):
    findings = checked(added(host_text, NO_ALT + "\n" + HTTP + "\n" + NO_ALT))
    assert codes(findings) == ["ACC001", "LNK004", "ACC001"]
    assert list(findings) == sorted(set(findings), key=lambda finding: finding.order)


def test_the_same_course_gives_the_same_findings_with_other_line_ends_and_a_byte_order_mark(checked, host_text):
    text = host_text("modules/example.md") + "\n" + HTTP
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert checked({"modules/example.md": windows}) == checked({"modules/example.md": text})


def test_an_exception_that_has_run_out_allows_nothing(checked, host_text):
    files = added(host_text, '<!-- allow: LNK004 reason="Soon" until=2026-06-30 -->\n' + HTTP)
    assert codes(checked(files, Settings(today=date(2026, 6, 30)))) == []
    assert codes(checked(files, Settings(today=date(2026, 7, 1)))) == ["VET018", "LNK004"]
    assert codes(checked(files, Settings())) == []


def test_a_finding_of_parse_weighs_what_its_rule_says(checked):
    (finding,) = [f for f in checked({"course.yml": ""}) if f.code == "STR031"]
    assert (finding.severity, finding.gate) == (by_code()["STR031"].rule.severity, True)


def test_a_folder_with_nothing_but_a_course_file_is_checked_without_a_crash():
    findings = check(parse(Sources("empty", {"course.yml": b""})), Settings("publish"))
    assert "STR031" in codes(findings)


WILD = st.text(st.characters(codec="utf-8"), max_size=300) | st.lists(
    st.sampled_from(
        [
            "::: question {#q objective=register}",
            ":::",
            ":::: figure {src=media/logo.svg alt=x}",
            "- [x] a",
            "- [ ] b",
            "  > c",
            "[[= 1 ± 2 days|day]]",
            "[[a|b]]",
            "| a | b |",
            "|---|---|",
            "<!-- allow: ACC001 -->",
            "<!-- allow: X, Y until=never reason=z -->",
            "<script onload=x>",
            "![](x",
            "[a](javascript:x)",
            "[^1]",
            "\x00",
            "\u202e",
            "\u0947\u0947",
            "$a$",
            "1. one",
            "> [!WRONG]",
            "http://[::1",
            "[x](http://[::1)",
            "[x](//xn--a)",
            "{#a}",
            "#### x {#x}",
            "TODO",
        ]
    ),
    max_size=25,
).map("\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=WILD)
@example(body="[x](http://[::1)\n")
@example(body="[x](https://xn--\ud7ff.in/)\n")
def test_no_markdown_makes_a_rule_raise(checked, host_text, body):
    assert isinstance(checked(added(host_text, body)), tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), suffix=st.sampled_from(["svg", "png", "jpg", "webp", "gif", "vtt", "pdf", "docx", "mp4", "x"]))
def test_no_media_file_makes_a_rule_raise(checked, data, suffix):
    assert isinstance(checked({f"media/thing.{suffix}": data}), tuple)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8X", b"RIFF\0\0\0\0WEBPVP8L", b"GIF89a"]),
    data=st.binary(max_size=60),
)
def test_no_picture_header_makes_a_rule_raise(checked, head, data):
    assert isinstance(checked({"media/thumbnail.png": head + data}), tuple)


def test_a_page_of_a_million_characters_is_checked_in_time(checked, host_text):
    body = "word " * 200_000 + "\n\n" + "[" * 5_000 + "\n\n" + "a." * 20_000
    assert "STR012" in codes(checked(added(host_text, body)))
