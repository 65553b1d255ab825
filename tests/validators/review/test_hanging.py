"""What hangs on a change: findings, competencies, measures, approvals, and what a reviewer must see first."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from karmakit_authoring.parse import parse
from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_validators.report import Part
from karmakit_validators.review.approvals import Asked, vetted
from karmakit_validators.review.changes import changes
from karmakit_validators.review.coverage import Aim, coverage
from karmakit_validators.review.measures import measures
from karmakit_validators.review.news import News, news
from karmakit_validators.review.review import CourseReview, Sizes, Vetting, first

TEXT = "One line.\nA bad line.\nAnother bad line.\n"
COMPETENCY = "  - {area: Functional, theme: Handling RTI Matters, subtheme: RTI Responsiveness, level: 2}\n"
MODULE = f"""---
title: Counting
kind: do
duration: 2 min
objectives:
  - {{id: count, text: Count the days}}
competencies:
{COMPETENCY}---

Some text of six whole words.

::: question {{#due objective=count}}
When?

- [x] Now
- [ ] Later

:::
"""


def finding(line, code="ABC001", severity=Severity.warning, **given):
    return Finding(code, "a-fault", "a fault", Span("modules/one.md", line, 1, line, 5), severity, **given)


def part(text, *findings):
    return Part("course", findings, Sources("course", {"modules/one.md": text.encode()}))


def test_a_finding_is_the_same_wherever_its_line_has_moved_to():
    found = news(part(TEXT, finding(2)), part(f"New.\n\n{TEXT}", finding(4)))
    assert (found.new, found.mended, found.kept) == ((), (), 1)


def test_new_findings_come_with_the_worst_first_and_mended_ones_apart():
    grave, gate = finding(3, "XYZ001", Severity.error), finding(1, "XYZ002", Severity.error, gate=True)
    found = news(part(TEXT, finding(2)), part(TEXT, finding(3), grave, gate))
    assert [each.code for each in found.new] == ["XYZ002", "XYZ001", "ABC001"]
    assert [each.span.line for each in found.mended] == [2]
    assert found.errors == (gate, grave)


def test_all_is_new_in_a_course_that_was_not_there():
    assert len(news(None, part(TEXT, finding(2))).new) == 1


def test_coverage_tells_what_is_taught_and_asked_about_by_level(small):
    before = small.course({"modules/one.md": MODULE})
    after = small.course({"modules/one.md": MODULE.replace("level: 2", "level: 3").replace(" objective=count", "")})
    two, three = coverage(before, after)
    assert two.aim == Aim("Functional", "Handling RTI Matters", "RTI Responsiveness", "2")
    assert (two.before.taught, two.before.assessed, two.after.taught) == (("one",), ("due",), ())
    assert (three.aim.level, three.before.taught, three.after.taught, three.after.assessed) == ("3", (), ("one",), ())
    assert two.is_changed
    assert not coverage(before, before)[0].is_changed


def test_measures_tell_the_course_then_its_modules(small):
    before = small.course({"modules/one.md": MODULE})
    after = small.course({"modules/one.md": MODULE.replace("six whole", "seven long whole"), "modules/two.md": "More."})
    whole, one, two = measures(before, after)
    assert (whole.module, whole.before.words, whole.after.words, whole.after.questions) == ("", 6, 8, 1)
    assert (one.module, one.after.words - one.before.words) == ("one", 1)
    assert (two.module, two.before, two.after.words) == ("two", None, 1)
    assert whole.after.careful > whole.before.careful


def standing(name, *persons, flaws=()):
    approvals = tuple(SimpleNamespace(person=SimpleNamespace(id=person), role=role) for person, role in persons)
    content = SimpleNamespace(name=name, title=f"Title of {name}")
    return SimpleNamespace(content=content, approvals=approvals, holds=not flaws, flaws=flaws)


def test_who_passed_what_was_changed_is_asked_again():
    before = [standing("one", ("p-1", "expert"), ("p-2", "designer")), standing("two", ("p-1", "expert"))]
    after = [
        standing("one", ("p-2", "designer"), flaws=(SimpleNamespace(message="was changed"),)),
        standing("two", ("p-1", "expert")),
        standing("three", flaws=(SimpleNamespace(message="nobody passed it"),)),
    ]
    one, two, three = vetted(before, after)
    assert (one.before, one.after, one.again, one.reasons) == (True, False, (Asked("p-1", "expert"),), ("was changed",))
    assert one.is_lost
    assert not two.is_lost
    assert (three.before, three.after, three.again, three.is_lost) == (None, False, (), False)


@pytest.fixture
def review(small):
    """Return the review of a course between two sets of files."""

    def make(before, after, found=None):
        one, other = small.course(before), small.course(after)
        return CourseReview("course", "sample-course", "T", "en", changes(one, other), found or News(), (), (), Sizes(), Vetting())

    return make


def test_keys_come_first_then_marks_then_ids_then_exceptions_and_errors(review, small):
    course = small.COURSE.format(language="en", units="  - {id: u, title: U, modules: [one]}")
    before = {"course.yml": course, "modules/one.md": MODULE}
    changed = MODULE.replace("[x] Now", "[ ] Now").replace("[ ] Later", "[x] Later").replace("id: count", "id: reckon")
    changed = changed.replace("objective=count", "objective=reckon").replace(
        "Some text", "<!-- allow: LNG001 reason=why -->\nSome text"
    )
    after = {"course.yml": f"{course}assessment: {{pass_mark: 40}}\n", "modules/one.md": changed}
    told = [one.what for one in first(review(before, after, News(new=(finding(1, severity=Severity.error), finding(2)))))]
    assert told == ["key", "mark", "renamed", "exception", "error"]


def test_what_goes_with_a_module_is_not_told_once_more(review):
    found = review({"modules/one.md": MODULE, "modules/two.md": "Text."}, {"modules/two.md": "Text."})
    assert [(one.what, one.change.now.id) for one in first(found)] == [("gone", "one")]


def test_of_a_new_course_no_key_has_changed(small):
    found = changes(None, small.course({"modules/one.md": MODULE}))
    assert found.is_new
    assert [module.itself.how for module in found.modules] == ["added"]
    (question,) = found.modules[0].questions
    assert (question.before, question.value("key").after) == (None, "(a) Now")
    course = CourseReview("course", "c", "T", "en", found, News(), (), (), Sizes(), Vetting())
    assert list(first(course)) == []


def test_what_could_not_be_read_is_named_and_not_taken_for_removed(small):
    before = small.course({"modules/one.md": MODULE, "modules/two.md": "Text."})
    after = small.course({"modules/one.md": MODULE, "modules/two.md": "---\ntitle: [\n---\n"})
    found = changes(before, after)
    assert found.unread == ("modules/two.md",)
    assert found.modules == ()
    assert changes(after, before).modules == ()


def test_a_course_file_that_cannot_be_read_hides_nothing_of_the_modules(small):
    before = small.course({"modules/one.md": MODULE})
    broken = replace(before.sources, files={**before.sources.files, "course.yml": b"id: [", "modules/one.md": b"---\n- x\n---\n"})
    for parsed in (parse(broken), parse(replace(broken, files={**before.sources.files, "course.yml": b"title: 7\n"}))):
        found = changes(before, parsed)
        assert "course.yml" in found.unread
        assert not found.units
        assert not [module for module in found.modules if module.itself.how == "removed"]
        changes(parsed, before)


def test_a_question_that_could_not_be_read_is_not_taken_for_removed(small):
    before = small.course({"modules/one.md": MODULE})
    after = small.course({"modules/one.md": MODULE.replace("- [x] Now\n- [ ] Later\n", "No answers.\n")})
    found = changes(before, after)
    assert found.unread == ("modules/one.md",)
    assert not [change for module in found.modules for change in module.questions]
    assert not [change for module in changes(after, before).modules for change in module.questions]


def test_ids_that_stand_twice_do_no_harm(small):
    twice = MODULE + "\n" + MODULE.partition("---\n\n")[2]
    before, after = small.course({"modules/one.md": MODULE}), small.course({"modules/one.md": twice})
    assert changes(before, after).modules
    assert changes(after, before).modules


def test_an_exception_in_yaml_is_told_with_its_reason_and_end(small):
    before = small.course({"modules/one.md": MODULE})
    allowed = MODULE.replace("duration: 2 min", 'duration: 2 min  # allow: MET010 reason="With a visit" until=2027-03-31')
    found = changes(before, small.course({"modules/one.md": allowed}))
    (one,) = found.exceptions
    assert (one.how, one.now.id, one.now.text, one.now.home) == (
        "added",
        "MET010",
        "With a visit (until 2027-03-31)",
        "modules/one.md",
    )
    assert found.forms == 0
    (changed,) = changes(
        small.course({"modules/one.md": allowed}), small.course({"modules/one.md": allowed.replace("With a visit", "Without")})
    ).exceptions
    assert [(value.name, value.after) for value in changed.values] == [("reason", "Without (until 2027-03-31)")]
