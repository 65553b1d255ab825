"""The page for reviewers: what it says first, what it shows of each finding, and that nothing from a course becomes markup."""

import base64
import hashlib
import re
from datetime import date

import pytest
from lxml import html

from karmakit_schemas.findings import Edit, Finding, Fix, Kind, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.catalogue import discover
from karmakit_validators.report import Manner, Part, render

COURSE = "title: 'Letters & files'\nlanguage: hi\n"


def finding(line=1, column=1, end=4, **more):
    told = {"code": "ACC001", "name": "image-alt-missing", "message": "something is wrong", "help": "mend it", **more}
    return Finding(span=Span("modules/a.md", line, column, line, end), **told)


def part(*findings, text="abc def\n", root="courses/one", course=COURSE):
    return Part(root, findings, Sources("one", {"modules/a.md": text.encode(), "course.yml": course.encode()}))


def page(*parts, **manner):
    return html.document_fromstring(render("html", parts, Manner(**manner)))


def text(element):
    return " ".join(element.text_content().split())


def headline(*parts, **manner):
    (box,) = page(*parts, **manner).find_class("verdict")
    return [text(child) for child in box]


def test_the_first_thing_said_is_not_fit_and_why():
    told = headline(part(finding(gate=True), finding(2, severity=Severity.warning), finding(3, kind=Kind.needs_human)))
    assert told == [
        "Letters & files",
        "Not fit",
        "1 fault must be mended first.",
        "1 of them is a gate: without its mend the course would be broken, refused, unsafe, or harm a learner.",
        "1 finding waits for a person to decide: a machine cannot.",
        "1 finding more is worth a look.",
    ]


def test_a_course_with_warnings_alone_is_fit_and_one_without_findings_says_so():
    assert headline(part(finding(severity=Severity.warning)))[1:] == [
        "Fit",
        "Nothing that was found must be mended first.",
        "1 finding more is worth a look.",
    ]
    assert headline(part())[1:] == ["Fit", "Nothing was found."]


def test_what_could_not_be_read_is_never_fit():
    assert headline(part(), errors=("x: gone",))[1] == "Not everything was checked"
    assert headline(errors=("x: gone",))[1] == "Nothing was checked"
    assert "x: gone" in text(page(errors=("x: gone",)))


def test_each_finding_shows_weight_place_line_mark_mend_and_why():
    fix = Fix("mend", (Edit(Span("modules/a.md", 2, 5, 2, 8), "x"),), safe=True)
    (article,) = page(part(finding(2, 5, 8, gate=True, fix=fix), text="one\nabc def ghi\n")).xpath("//article")
    assert text(article.find_class("head")[0]) == "Error gate line 2"
    assert text(article.xpath(".//h4")[0]) == "Something is wrong"
    assert text(article.find_class("excerpt")[0]) == "2abc def ghi"
    assert [mark.text for mark in article.xpath(".//mark")] == ["def"]
    assert text(article.find_class("mend")[0]) == "How to mend it: Mend itThis can be mended automatically: karmakit check --fix"
    assert "Who cannot see it" in text(article.find_class("why")[0])
    assert "WCAG 2.2" in text(article.find_class("source")[0])
    assert len(article.xpath(".//details//figure")) >= 2


def test_gates_and_what_a_person_decides_stand_apart_and_every_finding_stands_once():
    told = page(
        part(finding(), finding(2, gate=True), finding(3, kind=Kind.needs_human), finding(4, gate=True, kind=Kind.needs_human))
    )
    chapters = {section.xpath("./h2/@id")[0]: len(section.xpath(".//article")) for section in told.find_class("chapter")}
    assert chapters == {"gates": 1, "humans": 2, "files": 1}


def test_a_rule_is_told_once_and_later_findings_lead_there():
    told = page(part(finding(1), finding(2), finding(3)))
    assert len(told.xpath("//details")) == 1
    assert len(told.xpath("//p[@class='rule']/a[@href='#ACC001']")) == 2
    assert len(told.xpath("//*[@id='ACC001']")) == 1


def test_several_courses_have_a_verdict_each():
    told = page(part(finding()), part(root="courses/two"))
    assert [text(row) for row in told.find_class("courses")[0]] == [
        "Letters & files Not fit 1 error courses/one",
        "Letters & files Fit Nothing was found. courses/two",
    ]


def test_filters_are_there_only_where_they_choose_something():
    assert not page(part(finding(severity=Severity.warning))).xpath("//input")
    told = page(part(finding(severity=Severity.warning), finding(2)))
    assert told.xpath("//input/@id") == ["show-all", "show-grave"]


def test_the_page_lets_nothing_in_and_holds_no_script():
    told = page(part(finding(), text="x"))
    (policy,) = told.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = told.xpath("//style")[0].text_content()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not told.xpath("//script | //link | //img | //iframe | //@style | //*[@src]")
    assert not re.search(r"url\(|@import", style)


HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=y>"


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_nothing_from_a_course_becomes_markup(lang):
    bad = part(
        finding(1, 3, 9, message=f"`{HOSTILE}` and {HOSTILE}", help=HOSTILE, related=(Span(HOSTILE, 2),)),
        Finding(HOSTILE, HOSTILE, HOSTILE, Span(HOSTILE)),
        text=HOSTILE,
        root=HOSTILE,
        course=f"title: {HOSTILE}\nlanguage: hi\n",
    )
    told = page(bad, bad, lang=lang, errors=(HOSTILE,))
    assert not told.xpath("//script | //img | //@onerror")
    assert HOSTILE in text(told)


def test_what_turns_the_line_round_or_cannot_be_seen_is_named_and_joiners_stay():
    told = page(part(finding(1, 1, 20, message="a\u202eb"), text="क्\u200dष \u202e \x1b \u200b x"))
    code = told.find_class("excerpt")[0]
    assert [sign.text for sign in code.find_class("sign")] == ["U+202E", "U+001B"]
    assert "क्\u200dष" in text(code)
    alone = page(part(finding(1, 2, 3), text="a\u200bb")).find_class("excerpt")[0]
    assert [sign.text for sign in alone.find_class("sign")] == ["U+200B"]
    assert "\u202e" not in render("html", [part(finding(1, 1, 20, message="a\u202eb"), text="\u202e")])


def test_a_long_line_is_cut_round_the_place_and_a_long_place_after_some_lines():
    line = "word " * 200 + "fault" + " word" * 200
    excerpt = page(part(finding(1, 1001, 1006), text=line)).find_class("excerpt")[0]
    assert len(text(excerpt)) < 400
    assert excerpt.xpath(".//mark/text()") == ["fault"]
    many = Finding("ACC001", "image-alt-missing", "wrong", Span("modules/a.md", 1, 3, 9, 2))
    told = page(part(many, text="line\n" * 10))
    assert text(told.find_class("excerpt")[0]) == "1line2line3line4line…"
    assert text(told.find_class("place")[0]) == "lines 1 to 9"


def test_a_file_as_a_whole_has_no_line_and_a_place_that_is_not_there_is_no_fault():
    whole = Finding("ACC001", "image-alt-missing", "wrong", Span("media/gone.png"))
    told = page(part(whole, finding(99), finding(1, 50, 60)))
    assert [text(place) for place in told.find_class("place")] == ["the file as a whole", "line 99", "line 1"]
    assert len(told.find_class("excerpt")) == 1


def test_the_lines_of_a_course_carry_its_language_and_the_rules_pages_theirs():
    told = page(part(finding()), lang="hi")
    assert told.get("lang") == "hi"
    assert told.find_class("excerpt")[0].get("lang") == "hi"
    assert told.find_class("why")[0].get("lang") == "en"


def test_the_day_the_profile_and_the_digest_are_told():
    told = text(page(part(), profile="publish", day=date(2026, 11, 22)).find_class("facts")[0])
    assert "2026-11-22" in told
    assert "for the release (publish)" in told
    assert part().sources.digest in told


def test_the_page_of_every_rule_can_be_shown():
    findings = [finding(n, code=e.code, name=e.name) for n, e in enumerate(discover(), 1)]
    told = page(part(*findings))
    assert {e.code for e in discover()} <= set(told.xpath("//@id"))
    assert len(set(told.xpath("//@id"))) == len(told.xpath("//@id"))


@pytest.mark.parametrize(("attribute", "said"), [(" before", "as it was published"), (" today=", "checked on 20")])
def test_an_example_of_another_time_says_so(attribute, said):
    entry = next(e for e in discover() if re.search(rf"^`{{3,}}\w+.*{attribute}", e.section("Bad"), re.MULTILINE))
    captions = page(part(finding(code=entry.code, name=entry.name))).xpath("//div[@class='bad']//figcaption/text()")
    assert any(said in caption for caption in captions)


@pytest.mark.parametrize(
    ("course", "title", "language"),
    [
        ("title: One\nlanguage: en\n", "One", "en"),
        ("title: \"A: 'b'\"  # note\nlanguage: 'hi'\n", "A: 'b'", "hi"),
        ("title: >-\n  Folded\nlanguage: [en]\n", "courses/one", ""),
        ("title: {a: b}\n", "courses/one", ""),
        ("", "courses/one", ""),
        ('language: x" onload=y\n', "courses/one", ""),
    ],
)
def test_title_and_language_are_read_where_they_are_plain(course, title, language):
    assert (part(course=course).title, part(course=course).language) == (title, language)
