"""The print editions: whole, self-contained, and without a key in the learner's."""

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree, html

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.compiler import compile_course
from karmakit_build.editions import facilitator_bundle, facilitator_edition, learner_edition
from karmakit_build.editions.document import css_string
from karmakit_schemas.course import Assessment, Term
from karmakit_schemas.questions import (
    Blank,
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    NumericBlank,
    Ordering,
    Pair,
    Scale,
    SingleChoice,
    TrueFalse,
)

EDITIONS = (learner_edition, facilitator_edition)
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def bank(make, prefix=""):
    """Return one question of every type; what only a facilitator may read holds SECRET."""
    q, o, node = make.question, make.option, make.node

    def told(words):
        return make.document(make.paragraph(f"SECRET {words}"))

    def gap(words):
        return make.document(make.paragraph(words, node("blank", text="SECRET")))

    def side(words):
        return node("cell", words)

    overall = {"right": told("right"), "wrong": told("wrong"), "always": told("always"), "hints": (told("hint"),)}
    return (
        q(
            SingleChoice,
            f"{prefix}single",
            options=(o("a", "Red"), o("b", "Green", correct=True, feedback="SECRET green"), o("c", "Blue")),
            objective="look",
            points=2,
            **overall,
        ),
        q(MultipleChoice, f"{prefix}multiple", options=(o("a", "One", correct=True), o("b", "Two"), o("c", "Three", correct=True))),
        q(TrueFalse, f"{prefix}true", options=(o("t", "True"), o("f", "False", correct=True))),
        q(
            Matching,
            f"{prefix}matching",
            headers=(side("Colour"), side("Fruit")),
            pairs=(
                Pair(left_code="1", left=side("Yellow"), code="b", right=side("Banana"), feedback=told("banana")),
                Pair(left_code="2", left=side("Violet"), code="c", right=side("Plum")),
                Pair(left_code="3", left=None, code="a", right=side("Apple")),
            ),
        ),
        q(Ordering, f"{prefix}ordering", options=(o("c", "Rise"), o("a", "Work"), o("b", "Rest"))),
        q(
            FillIn,
            f"{prefix}fill",
            stem=gap("The capital is "),
            blanks=(Blank(accepted=("SECRET Delhi", "SECRET New Delhi"), span=make.SPAN),),
            case=True,
        ),
        q(
            Numeric,
            f"{prefix}numeric",
            stem=gap("It takes "),
            blanks=(NumericBlank(value=Decimal(7531), tolerance=Decimal("0.5"), units=("days",), span=make.SPAN),),
        ),
        q(Scale, f"{prefix}scale", options=(o("1", "Never"), o("2", "Always"))),
    )


HELD = Assessment(pass_mark=60, attempts=2, draw=3, time_limit=9)


def whole(make, held=HELD, **meta):
    """Return a course with every question, in a module and in a test."""
    objectives = [{"id": "look", "text": "Look at it"}]
    competencies = [{"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness", "level": 1}]
    return make.course(
        make.module("one", make.paragraph("Text."), questions=bank(make), objectives=objectives, competencies=competencies),
        replace(make.module("test", make.paragraph("Intro."), questions=bank(make, "t-"), kind="test", final=True), test=held),
        **meta,
    )


def written(course, edition=learner_edition):
    """Return an edition as text."""
    return edition(compile_course(course)).decode()


def tree(text):
    """Return the document as elements; it must be well made, or the parser says so."""
    parser = html.HTMLParser(encoding="utf-8")
    root = html.fromstring(text.encode(), parser=parser)
    faults = [error for error in parser.error_log if error.type == etree.ErrorTypes.ERR_TAG_NAME_MISMATCH]
    assert faults == []
    return root


def words(root, path):
    """Return the text of every element at a path, in one line each."""
    return [" ".join(" ".join(node.itertext()).split()) for node in root.xpath(path)]


@pytest.fixture(params=["rti-answering", "rti-answering-hi", "noting-drafting"])
def real(request, root):
    return compile_course(parse(load(root / "courses" / request.param)).course)


def test_every_question_stands_in_both_editions_under_its_number(make):
    for edition in EDITIONS:
        root = tree(written(whole(make), edition))
        assert [line.split(" (")[0] for line in words(root, "//*[@class='question-label']")] == [
            f"Question {module}.{place}" for module in (1, 2) for place in range(1, 9)
        ]
        assert [node.get("data-type") for node in root.xpath("//*[@class='question']")][:8] == [
            "single", "multiple", "true-false", "matching", "ordering", "fill-in", "numeric", "scale",
        ]  # fmt: skip


def test_the_learners_edition_says_nothing_that_only_a_facilitator_may_read(make):
    text = written(whole(make))
    assert "SECRET" not in text
    assert "7531" not in text
    assert "answer" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).replace("right answers of", "")
    assert "SECRET" in written(whole(make), facilitator_edition)


def test_the_learners_edition_is_the_same_whatever_the_key(make):
    def other(question):
        if isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
            return replace(question, options=tuple(replace(option, correct=not option.correct) for option in question.options))
        if isinstance(question, Ordering):
            return replace(question, options=question.options[::-1])
        if isinstance(question, Matching):
            first, second, third = question.pairs
            swapped = replace(first, code=second.code, right=second.right), replace(second, code=first.code, right=first.right)
            return replace(question, pairs=(*swapped, third))
        return question

    course = whole(make)
    turned = replace(
        course, modules=tuple(replace(module, questions=tuple(map(other, module.questions))) for module in course.modules)
    )
    assert written(turned) == written(course)
    assert written(turned, facilitator_edition) != written(course, facilitator_edition)


def test_no_real_course_gives_a_key_or_a_feedback_to_its_learners(real):
    text = learner_edition(real).decode()
    root = tree(text)
    (shown,) = words(root, "//main")
    told = 0
    for question in (question for module in real.course.modules for question in module.questions):
        (asked,) = words(root, f"//*[contains(@id, '.q-{question.id}') and @data-type]")
        options = getattr(question, "options", ()) or getattr(question, "pairs", ())
        said = (*question.hints, question.right, question.wrong, question.always, *(each.feedback for each in options))
        for sentence in (node.plain() for node in said if node):
            told += 1
            # a short one, as "Yes.", may stand in the text of a module by chance
            assert sentence not in (asked if len(sentence) < 40 else shown)
    assert told > 50
    assert root.xpath("//*[contains(@class, 'answer') or contains(@class, 'key')]") == []
    assert root.xpath("//*[starts-with(@class, 'gap')]")
    assert root.xpath("//*[starts-with(@class, 'gap')]//text()") == []


def test_the_facilitators_edition_gives_key_feedback_points_and_objective_of_every_question(make):
    root = tree(written(whole(make), facilitator_edition))
    answers = words(root, "//*[@class='answer']")[:8]
    assert answers[0] == (
        "Answer B Green What to say B SECRET green If the answer is right SECRET right If the answer is not right SECRET wrong"
        " In any case SECRET always Hints, one at a time SECRET hint Objective Look at it"
    )
    assert answers[1] == "Answer A One C Three"
    assert answers[2] == "Answer B False"
    assert answers[3] == "Answer B Yellow – Banana C Violet – Plum What to say B SECRET banana"  # noqa: RUF001 - the dash between a pair
    assert answers[4] == "Answer 1 Rise 2 Work 3 Rest"
    assert answers[5] == "Answer SECRET Delhi Also right: SECRET New Delhi Capital letters count."
    assert answers[6] == "Answer 7531 days (right from 7530.5 to 7531.5)"
    assert answers[7] == "Answer There is no right or wrong here. It is not scored."
    labels = words(root, "//*[@class='question-label']")
    assert labels[0] == "Question 1.1 (2 points)"
    assert labels[1] == "Question 1.2 (1 point)"
    assert labels[7] == "Question 1.8"


def test_exercises_are_made_for_a_pen(make):
    root = tree(written(whole(make)))
    fields = {node.get("data-type"): node for node in root.xpath("//*[@id='m1']//*[@class='question']")}
    assert len(fields["single"].xpath(".//*[@class='tick round']")) == 3
    assert len(fields["multiple"].xpath(".//*[@class='tick']")) == 3
    assert len(fields["matching"].xpath(".//*[@class='left']//*[@class='box']")) == 2
    assert words(fields["matching"], ".//*[@class='right']/li") == ["A Apple", "B Banana", "C Plum"]
    assert words(fields["ordering"], ".//*[@class='items']/li") == ["Work", "Rest", "Rise"]
    assert [gap.get("aria-label") for gap in fields["fill-in"].xpath(".//*[@role='img']")] == ["Gap 1"]
    assert words(fields["numeric"], ".//*[@class='stem']") == ["It takes days"]


def test_a_test_states_its_draw_its_bank_and_what_it_takes_to_pass(make):
    facts = words(tree(written(whole(make))), "//*[@class='test']/ul/li")
    assert facts == [
        "Answer 3 of the 7 questions: those that your facilitator names.",
        "To pass: 60 % of the points",
        "Attempts: 2",
        "Time: 9 min",
        "This is the final test. It decides whether you pass the course.",
    ]
    more = words(tree(written(whole(make), facilitator_edition)), "//*[@class='test']/ul/li")
    assert more == [
        *facts,
        "Choose 3 of the 7 questions and write their numbers on the board. Choose others for a second attempt.",
    ]


@pytest.mark.parametrize(("mark", "draw", "right"), [(70, 10, 7), (60, 6, 4), (100, 3, 3), (33.5, 10, 4), (0, 5, 0)])
def test_where_all_questions_weigh_the_same_the_pass_mark_is_a_number_of_right_answers(make, mark, draw, right):
    questions = tuple(
        make.question(TrueFalse, f"q-{place}", options=(make.option("t", "True", correct=True), make.option("f", "False")))
        for place in range(12)
    )
    test = replace(make.module("test", questions=questions, kind="test"), test=Assessment(pass_mark=mark, attempts=0, draw=draw))
    course = make.course(test)
    facts = words(tree(written(course)), "//*[@class='test']/ul/li")
    assert facts[1:] == [f"To pass: {mark} %, which is {right} right answers of {draw}", "Attempts: no limit"]


def test_a_test_without_a_draw_says_how_many_questions_it_has(make):
    facts = words(tree(written(whole(make, Assessment(pass_mark=50)))), "//*[@class='test']/ul/li")
    assert facts[0] == "Questions: 7"


def test_what_a_screen_folds_plays_or_takes_stands_open_on_paper(make):
    node, paragraph = make.node, make.paragraph
    module = make.module(
        "one",
        node("heading", "A part", level="2", id="part"),
        node(
            "figure", paragraph("The caption"), node("description", paragraph("Long words")), src="media/a.png", alt="Short words"
        ),
        node("tabs", node("tab", paragraph("Inside"), title="First"), paragraph("Between")),
        node("video", paragraph("Said in the film"), node("description", paragraph("Seen")), src="media/a.webm", title="A film"),
        node("audio", paragraph("Said aloud"), src="media/a.ogg", duration="2 min"),
        node("details", paragraph("Folded"), title="Why"),
        node("reflection", paragraph("Think")),
        node("further-reading", paragraph(node("link", "The Act", href="https://www.india.gov.in/act"))),
        sources=[{"title": "The Gazette", "url": "https://egazette.gov.in", "date": "2005"}, "A book"],
    )
    course = make.course(module, files={"media/a.png": PIXEL, "media/a.webm": b"film", "media/a.ogg": b"sound"})
    text = written(course)
    root = tree(text)
    picture = root.xpath("//figure/img")[0]
    assert picture.get("src") == f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    assert picture.get("alt") == "Short words"
    assert root.xpath("//video | //audio | //details | //textarea | //input | //script | //iframe | //form") == []
    shown = " ".join("".join(root.xpath("//main")[0].itertext()).split())
    for said in (
        *("The caption", "Long words", "First", "Inside", "Between", "Said in the film", "Seen", "Said aloud", "Folded", "Think"),
        *("A film stands here.", "A recording stands here.", "A film", "2 min", "Why", "A book"),
        *("The Act (https://www.india.gov.in/act)", "The Gazette (https://egazette.gov.in), 2005"),
    ):
        assert said in shown
    assert len(root.xpath("//*[@class='lines']/div")) == 5
    assert [level.tag for level in root.xpath("//*[@id='m1']//*[self::h3 or self::h4 or self::h5]")][:2] == ["h3", "h4"]


def test_links_lead_to_their_place_in_the_document_and_say_where_that_is(make):
    node, paragraph = make.node, make.paragraph
    link = {
        "other": "two.md#deep",
        "own": "one.md",
        "here": "#deep",
        "term": "../glossary.md#word",
        "all terms": "../glossary.md",
        "course": "../course.yml",
        "file": "../media/a.pdf",
        "mail": "mailto:desk@example.gov.in",
        "lost": "three.md",
        "no term": "../glossary.md#none",
        "https://example.gov.in/x": "https://example.gov.in/x",
        "bad": "javascript:alert(1)",
    }
    deep = node("heading", "Deep", level="2", id="deep")
    text = paragraph(*(node("link", said, href=href) for said, href in link.items()))
    note = node("footnote", paragraph("The note"), label="n")
    cited = paragraph("Cited", node("footnote_ref", label="n"), node("footnote_ref", label="n"), node("footnote_ref", label="x"))
    term = Term(id="word", name=paragraph("Word"), meaning=make.document(paragraph("Meaning")), span=make.SPAN)
    course = make.course(
        make.module("one", deep, text, cited, note),
        make.module("two", deep, cited, note),
        files={"media/a.pdf": b"%PDF-"},
        glossary=(term,),
    )
    root = tree(written(course))
    found = {" ".join(a.itertext()): a.get("href") for a in root.xpath("//*[@id='m1']//p//a")}
    assert found == {
        "other": "#m2.deep",
        "own": "#m1",
        "here": "#m1.deep",
        "term": "#term-word",
        "all terms": "#glossary",
        "course": "#cover",
        "mail": "mailto:desk@example.gov.in",
        "https://example.gov.in/x": "https://example.gov.in/x",
        "1": "#m1-note-1",
    }
    (line,) = words(root, "//*[@id='m1']//p[a]")[:1]
    assert "other (module 2)" in line
    assert "own here" in line.replace("ownhere", "own here")
    assert "file (file a.pdf, in the online course)" in line
    assert line.count("https://example.gov.in/x") == 1
    assert words(root, "//*[@id='m2-note-1']") == ["The note"]


def inner(root):
    return [a.get("href")[1:] for a in root.xpath("//a[starts-with(@href, '#')]")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_real_edition_loads_nothing_runs_nothing_and_every_place_in_it_is_found(real, edition):
    text = edition(real).decode()
    root = tree(text)
    ids = Counter(root.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(inner(root)) <= set(ids)
    assert (
        root.xpath("//script | //iframe | //object | //embed | //form | //base | //@style | //@*[starts-with(name(), 'on')]") == []
    )
    loaded = [*root.xpath("//@src | //@srcset | //@poster | //link/@href"), *re.findall(r"url\(([^)]*)", text)]
    assert loaded
    assert all(address.startswith("data:") for address in loaded)
    style = root.xpath("//style")
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].text.encode()).digest()).decode()
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'"
    )
    assert len(root.xpath("//h1")) == 1
    assert edition(real) == text.encode()


def test_every_module_stands_under_its_unit_in_the_order_of_the_course_and_in_the_contents(real):
    root = tree(learner_edition(real).decode())
    titles = [module.meta.title for module in real.course.modules]
    assert words(root, "//*[@class='module']//h3") == titles
    assert words(root, "//nav//li/a[starts-with(@href, '#m')]") == titles
    assert words(root, "//*[@class='unit']/h2") == [unit.title for unit in real.course.meta.units]


def test_the_facilitators_edition_is_marked_wherever_it_is_opened(make):
    text = written(whole(make), facilitator_edition)
    root = tree(text)
    mark = "Facilitator's edition: holds the answers"
    assert root.get("data-edition") == "facilitator"
    assert mark in words(root, "//title")[0]
    assert words(root, "//*[@class='mark']") == [mark, mark]
    assert "@top-right{content:" in text
    assert css_string(mark) in text
    assert css_string(mark) not in written(whole(make))
    assert tree(written(whole(make))).get("data-edition") == "learner"


def test_the_guide_to_a_session_names_every_module_and_the_sheet_of_marks_every_test(make):
    root = tree(written(whole(make, mode="blended"), facilitator_edition))
    guide = words(root, "//*[@id='session']/ol/li")
    assert len(guide) == 9
    assert guide[0].startswith("The course is blended")
    assert words(root, "//*[@class='overview']//tr") == [
        "Module, and what learners can do after it Kind Time Questions",
        "The unit",
        "1 Module one Look at it Do 4 min 8",
        "2 Module test Test 4 min 8",
    ]
    assert words(root, "//*[@class='marks']//th") == ["Name", "Module 2: Module test To pass: 60 % of the points", "Remarks"]
    assert words(root, "//*[@class='serves']//li") == ["Handling RTI Matters › RTI Responsiveness Level: Operational"]  # noqa: RUF001 - the sign of a path


HOSTILE = "</style></title><script>alert(1)</script>\"'\\\n<img src=x onerror=alert(1)>&amp;\x00"


@pytest.mark.parametrize("edition", EDITIONS)
def test_hostile_words_stay_words(make, edition):
    node, paragraph = make.node, make.paragraph
    question = make.question(
        SingleChoice,
        "q",
        stem=make.document(paragraph(HOSTILE)),
        options=(make.option("a", HOSTILE, correct=True, feedback=HOSTILE), make.option("b", "No")),
    )
    module = make.module(
        "one",
        node("html_inline", text="<script>"),
        node("html", text="<iframe src=//x>"),
        node("tabs", node("tab", title=HOSTILE)),
        node("reflection", title=HOSTILE, id=HOSTILE),
        node("video", src="media/a.svg", title=HOSTILE),
        node("image", src="media/a.svg", alt=HOSTILE),
        node("image", src="https://evil.example/x.png", alt="Remote"),
        node("image", src="media/a.html", alt="Page"),
        paragraph(node("link", HOSTILE, href='https://x.example/"><script>alert(1)</script>')),
        paragraph(node("link", "x", href=f"#{HOSTILE}")),
        questions=(question,),
        title=HOSTILE,
        objectives=[{"id": "o", "text": HOSTILE}],
    )
    files = {"media/a.svg": make.SVG, "media/a.html": b"<script>alert(1)</script>"}
    text = written(make.course(module, files=files, title=HOSTILE, provider=HOSTILE), edition)
    root = tree(text)
    assert root.xpath("//script | //iframe | //@onerror") == []
    assert len(root.xpath("//style")) == 1
    assert all(src.startswith("data:image/") for src in root.xpath("//img/@src"))
    assert len(root.xpath("//title")) == 1
    assert "evil.example" not in text


def test_a_string_of_css_holds_no_character_that_could_end_it():
    assert css_string('a"b\\</style>\n') == '"a\\22 b\\5c \\3c \\2f style\\3e \\a "'


def test_in_urdu_the_document_runs_from_right_to_left_with_its_own_digits_and_letters(make):
    text = written(whole(make, language="ur"), facilitator_edition)
    root = tree(text)
    assert (root.get("lang"), root.get("dir")) == ("ur", "rtl")
    assert "@top-right{content:" in text
    assert "@top-left{content:" in text
    assert 'symbols:"۰" "۱"' in text  # noqa: RUF001 - the digits of Urdu
    assert words(root, "//*[@class='question-label']")[0].startswith("سوال ۱.۱")  # noqa: RUF001 - the digits of Urdu
    assert words(root, "//*[@class='options']//*[@class='letter']")[:3] == ["الف", "ب", "ج"]
    assert "font/woff2" in text
    assert "SIL Open Font License" in text


def test_options_beyond_the_letters_of_the_language_are_numbered(make):
    question = make.question(
        MultipleChoice, "many", options=tuple(make.option(f"o{place}", f"Option {place}") for place in range(28))
    )
    root = tree(written(make.course(make.module("one", questions=(question,)))))
    assert words(root, "//*[@class='letter']")[24:] == ["Y", "Z", "27", "28"]


def test_the_facilitators_bundle_holds_the_edition_the_record_and_the_provenance_and_no_page(make):
    bundle = facilitator_bundle(compile_course(whole(make)))
    assert bundle.name == "sample-course-facilitator"
    assert sorted(bundle.files) == ["facilitator.html", "karmakit/course.json", "karmakit/provenance.json"]
    record = json.loads(bundle.files["karmakit/course.json"])
    assert record["target"] == "facilitator"
    assert not any("page" in module for module in record["modules"])
    assert bundle.files["facilitator.html"] == facilitator_edition(compile_course(whole(make)))


def test_modules_that_two_units_name_stand_once(make):
    module = make.module("one", make.paragraph("Text."))
    units = [{"id": "a", "title": "A", "modules": ["one"]}, {"id": "b", "title": "B", "modules": ["one"]}]
    root = tree(written(make.course(module, units=units)))
    assert words(root, "//*[@class='unit']/h2") == ["A"]
    assert len(root.xpath("//*[@class='module']")) == 1


def test_the_empty_corner_of_a_table_is_no_header(make):
    node = make.node
    rows = (node("row", node("cell"), node("cell", "Fee"), header="1"), node("row", node("cell", "A page"), node("cell", "₹2")))
    root = tree(written(make.course(make.module("one", node("table", *rows)))))
    assert words(root, "//th") == ["Fee"]
    assert len(root.xpath("//thead//td")) == 1
