"""The three formats: nothing of a course acts in a comment, a comment stays within the forge's limit, programs read one object."""

import json
import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from karmakit_schemas.findings import Finding, Severity
from karmakit_schemas.spans import Span
from karmakit_validators.review.approvals import Asked, Vetted
from karmakit_validators.review.changes import changes
from karmakit_validators.review.coverage import coverage
from karmakit_validators.review.formats import FORMATS, escaping, markdown, render
from karmakit_validators.review.formats.words import words
from karmakit_validators.review.measures import measures
from karmakit_validators.review.news import News
from karmakit_validators.review.review import CourseReview, Review, Sizes, Vetting

HOSTILE = [
    "@all and @org/team",
    "#1 and GH-1 and owner/repo#12 and !3",
    "<script>alert(1)</script><img src=x onerror=y>",
    "```\n# not a heading\n```",
    "https://evil.example and www.evil.example and me@evil.example",
    "[a](javascript:x) ![b](https://evil.example/p.png)",
    "| a | b |\n|---|---|",
    "</details></del></ins></code> &lt; <!-- --> $x$ `code`",
    "deadbeef1 0123456789abcdef0123456789abcdef01234567",
    ":tada: ~~x~~ **y** _z_ - [ ] t 1. n",
    "\u202eright to left\u2069 and \x1b[31m red \x07",
]
MARKUP = re.compile(r"</?(?:del|ins|strong|code|em|details|summary)>|<br>|<!-- karmakit review -->")
MOMENT = {
    "mention": re.compile(r"@[\w-]"),
    "issue": re.compile(r"#\d|\bGH-\d|!\d"),
    "address": re.compile(r"://|\bwww\.", re.IGNORECASE),
    "commit": re.compile(r"(?<![0-9a-zA-Z])(?=[0-9a-f]*\d)[0-9a-f]{7,40}(?![0-9a-zA-Z])"),
    "emoji": re.compile(r":[a-z0-9_+-]+:"),
}
FORGE = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def shown(text):
    """Return the text that a reader sees of a comment, outside of code, and the HTML of all of it."""
    html = FORGE.render(text)
    outside = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "", outside), html


def course_review(small, before, after, **given):
    one, other = (small.course(files) if files is not None else None for files in (before, after))
    made = {
        "findings": News(),
        "coverage": coverage(one, other),
        "measures": measures(one, other),
        "sizes": Sizes(1000, 2500),
        "vetting": Vetting(why="no-policy"),
        **given,
    }
    return CourseReview("courses/sample-course", "sample-course", "Receiving a letter", "en", changes(one, other), **made)


def question(text):
    lines = " ".join(text.replace("<", "\\<").replace(">", "\\>").split())
    return f"::: question {{#due}}\nWhen? {lines}\n\n- [x] Now {lines}\n- [ ] Later\n\n:::\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_course_says_acts_in_a_comment(small, text):
    said = "".join(
        f"\\{c}" if c in string.punctuation else c for c in " ".join(text.replace("\x1b", "").replace("\x07", "").split())
    )
    after = {"modules/one.md": f"Before. {said} After.\n\n{question('')}"}
    fault = Finding("ABC001", "a-fault", text, Span("modules/one.md", 1, 1, 1, 2), Severity.error)
    vetting = Vetting((Vetted("one", text, True, False, (Asked("p-1", text),), (text,)),))  # noqa: FBT003 - its sides
    found = course_review(small, {"modules/one.md": "Before. After.\n"}, after, findings=News(new=(fault,)), vetting=vetting)
    comment = render("markdown", Review("origin/@all", (found,), gone=(text,)), "en")
    seen, html = shown(comment)
    for name, pattern in MOMENT.items():
        assert not pattern.search(seen), name
    allowed = {"del", "ins", "strong", "code", "em", "details", "summary", "br", "h2", "h3", "h4", "h5", "p", "ul", "li"}
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= allowed | {"table", "thead", "tbody", "tr", "th", "td"}
    assert html.count("<details>") == html.count("</details>") == comment.count("<details>")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", comment)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("@#!<>`*_[]()|~$&:/.w-+=1a9 \n\\\"'{}कि"), max_size=30))
def test_an_escaped_text_is_read_as_it_was_written(text):
    for made in (f"- {escaping.escaped(text)}", f"- <del>{escaping.escaped(text, starts=False)}</del>", f"- {escaping.code(text)}"):
        html = FORGE.render(made).replace("\u200b", "")
        assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"ul", "li", "del", "code", "br"}
        seen = re.sub(r"<br>\s?|\s+", " ", html)
        told = re.sub(r"<[^>]*>", "", seen).strip()
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            told = told.replace(entity, sign)
        assert " ".join(told.split()) == " ".join(text.split())


def test_a_comment_stays_within_the_limit_and_keeps_what_comes_first(small):
    texts = [f"Paragraph {number} " + "says something that is rather long and * special * & <odd>. " * 8 for number in range(150)]
    before = {"modules/one.md": question(""), "modules/two.md": "Text."}
    after = {
        "modules/one.md": question("").replace("[x] Now", "[ ] Now").replace("[ ] Later", "[x] Later"),
        "modules/two.md": "\n\n".join(text.replace("<", "\\<") for text in texts),
    }
    faults = tuple(
        Finding("ABC001", "a-fault", "what is wrong " * 30, Span("modules/one.md", number, 1, number, 2), Severity.error)
        for number in range(1, 300)
    )
    for found in (News(), News(new=faults)):
        review = Review("v1", (course_review(small, before, after, findings=found),) * 3)
        comment = render("markdown", review, "en")
        assert len(comment) <= markdown.LIMIT
        assert comment.index("Another answer is right") < 2000
        assert "karmakit review --base v1 --format text" in comment
        assert comment.count("<details>") == comment.count("</details>")
        assert "text" not in FORMATS[:1]
    assert "ABC001" in comment


def test_a_comment_that_fits_is_not_cut(small):
    review = Review("v1", (course_review(small, {"modules/one.md": "One."}, {"modules/one.md": "Two."}),), ("courses/other",))
    comment = render("markdown", review, "en")
    assert "Cut for length" not in comment
    assert "1 course changed, 1 unchanged." in comment
    assert "| SCORM 1.2 bundle | 1.0 kB | 2.5 kB |" in comment


def test_a_review_of_nothing_says_so():
    assert "Nothing changed in 2 courses." in render("text", Review("v1", (), ("a", "b")), "en")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_speaks_hindi(small, form):
    before, after = {"modules/one.md": question("")}, {"modules/one.md": question("").replace("[x] Now", "[x] Today")}
    told = render(form, Review("v1", (course_review(small, before, after),)), "hi")
    if form != "json":
        assert "सही उत्तर के शब्द बदले हैं" in told
    else:
        assert json.loads(told)["lang"] == "hi"


def test_both_languages_say_the_same_things_with_the_same_holes():
    english, hindi = words("en").texts, words("hi").texts
    assert english.keys() == hindi.keys()
    for key, text in english.items():
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", hindi[key])), key


def test_the_terminal_marks_what_was_and_what_is_also_without_colour(small):
    before, after = {"modules/one.md": "The reply is late."}, {"modules/one.md": "The reply is early."}
    review = Review("v1", (course_review(small, before, after),))
    assert "The reply is [-late-]{+early+}." in render("text", review, "en")
    assert "\x1b[31m[-late-]\x1b[0m\x1b[32m{+early+}\x1b[0m" in render("text", review, "en", colour=True)
    assert "\x1b" not in render("text", review, "en")


def test_the_object_for_programs_holds_every_change_whole(small):
    long = "word " * 3000
    review = Review("v1", (course_review(small, {"modules/one.md": "One."}, {"modules/one.md": f"One.\n\n{long}"}),))
    told = json.loads(render("json", review, "en"))
    (module,) = told["courses"][0]["changes"]["modules"]
    assert module["blocks"][0]["after"]["text"] == long.strip()
    assert module["blocks"][0]["after"]["span"]["path"] == "modules/one.md"
    assert told["courses"][0]["bundle"] == {"target": "scorm12", "before": 1000, "after": 2500, "why": ""}
