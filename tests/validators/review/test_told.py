"""What a reader is told, as a terminal shows it: each kind of change in one line, nothing twice, nothing empty."""

import pytest

from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.review.approvals import Asked, Vetted
from karmakit_validators.review.changes import changes
from karmakit_validators.review.coverage import coverage
from karmakit_validators.review.formats import render
from karmakit_validators.review.measures import measures
from karmakit_validators.review.news import News
from karmakit_validators.review.review import CourseReview, Review, Sizes, Vetting

LINES = {
    "option-added-before": [
        "An id that records hang on is another one: question due (one), option b ← a, option c ← b, option d ← c",
        "option a: added — {+1 March+}",
        "option b: its letter was a — 18 March",
    ],
    "option-removed": ["An id that records hang on is gone: question due (one), option c — 5 May"],
    "key-changed": ["Another answer is right: question due (one) — [-(b) 2 April-] → {+(a) 18 March+}"],
    "key-reworded": ["The right answer reads otherwise: question due (one) — [-(b) 2 April-] → {+(b) 12 April+}"],
    "question-renamed": ["An id that records hang on is another one: question last-day (one) ← due"],
    "question-moved": ["question due: moved here from module one"],
    "outline-moved": ["Outline (1)", "module one: moved from unit first to second — Module one"],
    "module-renamed": [
        "module counter: renamed from one — Module one",
        "An id that records hang on is gone: module two (first) — Module two",
    ],
    "kind-and-marks": ["Decides who passes: module one (first) — pass mark: [-70-] → {+40+}", "attempts: [-3-] → {+0+}"],
    "course-file": ["Decides who passes: pass mark: [-70-] → {+40+}", "for the roles: Clerk{+, Officer+}"],
    "lists-of-things": ["translation (hi): sample-course-[-hi-]{+hindi+}", "source (Another book): {+Another book+}"],
    "glossary": ["term public-authority: changed — Public authority"],
    "exception": ["An exception from a rule is granted: exception LNK004 (modules/one.md) — No https there"],
    "captions": ["film media/day.mp4: changed", "caption: added — {+Good night.+}"],
    "figure": ["alternative text: A clock at [-ten-]{+twelve+}"],
    "link": ["link https://example.gov.in/b: changed", "address: https://example.gov.in/[-a-]{+b+}"],
    "callout-kind": ["stands in: [-note-] → {+warning+}"],
    "paragraph-moved": ["paragraph: moved — Last the desk gets the paper."],
    "only-wrapped": ["1 place is only written otherwise (wrapping, escapes, quotes); it is not shown."],
    "html-quotes-footnotes": ["title: changed — At the [-counter-]{+desk+}", "line: removed — [-* * *-]"],
    "front-matter": ["level of Bloom: [-apply-] → {+analyse+}", "level: [-2-] → {+3+}"],
    "points-and-hint": ["points: [-1-] → {+2+}", "hint (1): {+Count the days.+}"],
}


@pytest.fixture
def told(small):
    """Return the lines of a terminal for a change from some files to others."""

    def tell(before, after, **given):
        one, other = (small.course(files) if files is not None else None for files in (before, after))
        made = {"sizes": Sizes(why="skipped"), "vetting": Vetting(why="no-policy"), "findings": News(), **given}
        hanging = {"coverage": coverage(one, other), "measures": measures(one, other), **made}
        course = CourseReview("courses/sample-course", "c", "Receiving a letter", "en", changes(one, other), **hanging)
        return [line.strip() for line in render("text", Review("v1", (course,)), "en").splitlines()]

    return tell


@pytest.mark.parametrize("name", LINES)
def test_each_kind_of_change_is_told_in_a_line(small, told, name):
    case = small.read(small.CASES / f"{name}.md")
    lines = told(case.before, case.after)
    assert [line for line in LINES[name] if line not in lines] == []


def test_a_new_course_and_what_could_not_be_read_are_said(told):
    lines = told(None, {"modules/one.md": "Text.", "modules/two.md": "---\ntitle: [\n---\n"}, sizes=Sizes(after=48_200, why="new"))
    assert "The course is new; all of it is to be reviewed." in lines
    assert "Could not be read whole, so that less is told of it: modules/two.md" in lines
    assert "SCORM 1.2 bundle   the course is new  48.2 kB" in lines


@pytest.mark.parametrize(
    ("vetting", "line"),
    [
        (Vetting(why="unread", line="courses/x: broken"), "Not known: courses/x: broken"),
        (
            Vetting((Vetted("one", "At the counter", before=True, after=True),)),
            "Every subject of the course is vetted as it is now.",
        ),
        (Vetting((Vetted("one", "At the counter", before=False, after=False),)), "one At the counter: is not vetted"),
        (Vetting((Vetted("one", "At the counter", before=True, after=False),)), "one At the counter: lost its approval"),
        (
            Vetting((Vetted("one", "At the counter", before=True, after=False, again=(Asked("asha", "expert"),)),)),
            "one At the counter: lost its approval; asked again: asha (expert)",
        ),
    ],
)
def test_vetting_is_told_in_words(told, vetting, line):
    assert line in told({"modules/one.md": "One."}, {"modules/one.md": "Two."}, vetting=vetting)


def test_new_and_mended_findings_are_listed_with_their_places(told):
    def finding(code):
        return Finding(code, "a-fault", "what is wrong", Span("modules/one.md", 7, 1, 7, 2), Severity.warning)

    lines = told(
        {"modules/one.md": "One."}, {"modules/one.md": "Two."}, findings=News((finding("ABC001"),), (finding("ABC002"),), 3)
    )
    assert "Findings: 1 new, 1 mended, 3 as before" in lines
    assert "new (warning) ABC001 a-fault, modules/one.md:7: what is wrong" in lines
    assert "mended (warning) ABC002 a-fault, modules/one.md:7: what is wrong" in lines


def test_a_long_text_is_shown_round_its_changes_only(told):
    text = " ".join(f"word{number}" for number in range(100))
    lines = told({"modules/one.md": text}, {"modules/one.md": text.replace("word20 ", "WORD20 ").replace("word80 ", "WORD80 ")})
    (line,) = [line for line in lines if line.startswith("paragraph")]
    assert "[-word20-]{+WORD20+}" in line
    assert "[-word80-]{+WORD80+}" in line
    assert "word50" not in line
    assert line.count("…") == 3
