"""Questions as forms, and what the player is told of their keys."""

import base64
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from karmakit_build.compiler import compile_course
from karmakit_schemas.codes import code
from karmakit_schemas.course import Assessment
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


@pytest.fixture
def bank(make):
    """Return one question of every type; every right answer is marked KEY where it must not show."""
    q, o = make.question, make.option
    blank = make.node("blank", text="KEY")
    return (
        q(
            SingleChoice,
            "single",
            options=(o("a", "Yes", correct=True, feedback="KEY: right"), o("b", "No", feedback="KEY: wrong")),
            points=2,
        ),
        q(MultipleChoice, "multiple", options=(o("a", "1", correct=True), o("b", "2"), o("c", "3", correct=True)), attempts=2),
        q(TrueFalse, "truth", options=(o("t", "True"), o("f", "False", correct=True)), shuffle=False),
        q(
            Matching,
            "pairs",
            headers=(make.node("cell"), make.node("cell")),
            pairs=(
                Pair(
                    left_code="1",
                    left=make.node("cell", "L1"),
                    code="b",
                    right=make.node("cell", "R1"),
                    feedback=make.document(make.paragraph("KEY")),
                ),
                Pair(left_code="2", left=make.node("cell", "L2"), code="c", right=make.node("cell", "R2")),
                Pair(left_code="3", left=None, code="a", right=make.node("cell", "R3")),
            ),
        ),
        q(Ordering, "order", options=(o("c", "first"), o("a", "second"), o("b", "third"))),
        q(
            FillIn,
            "gaps",
            stem=make.document(make.paragraph("The ", blank, " and ", blank)),
            blanks=(Blank(accepted=("KEY", "k"), span=make.SPAN), Blank(accepted=("KEY",), span=make.SPAN)),
            case=True,
        ),
        q(
            Numeric,
            "number",
            stem=make.document(make.paragraph(blank)),
            blanks=(NumericBlank(value=Decimal("30.50"), tolerance=Decimal(1), units=("days", "day"), span=make.SPAN),),
        ),
        q(Scale, "sure", options=(o("a", "Low"), o("b", "High"))),
    )


@pytest.fixture
def practice(make, bank):
    return compile_course(make.course(make.module("one", questions=bank)))


@pytest.fixture
def exam(make, bank):
    return compile_course(make.course(make.module("one", questions=bank, kind="test", final=True)))


def unsealed(sealed, key):
    """Open a seal as PAGES.md describes it, by other means than the package."""
    seed = 0x811C9DC5
    for byte in key.encode():
        seed = (seed ^ byte) * 0x01000193 & 0xFFFFFFFF
    state, out = seed or 0x9E3779B9, bytearray()
    for byte in base64.b64decode(sealed):
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        out.append(byte ^ (state >> 8 & 0xFF))
    return out.decode()


def test_every_type_has_its_form_and_its_fields(practice):
    html = practice.pages[1].main
    for name, kind in {
        "single": "single",
        "multiple": "multiple",
        "truth": "true-false",
        "pairs": "matching",
        "order": "ordering",
        "gaps": "fill-in",
        "number": "numeric",
        "sure": "scale",
    }.items():
        assert f'<form class="question" id="q-{name}" data-question="{name}" data-type="{kind}" novalidate>' in html
    assert '<input type="radio" name="single" value="a">' in html
    assert '<input type="checkbox" name="multiple" value="c">' in html
    assert 'class="options scale"' in html
    assert (
        '<select name="pairs.1" aria-labelledby="q-pairs-1"><option value="">Choose…</option>'
        '<option value="a">R3</option><option value="b">R1</option><option value="c">R2</option>'
    ) in html
    assert (
        html.index('data-code="a"><span class="item-text">second')
        < html.index("third")
        < html.index('<span class="item-text">first')
    )
    assert 'name="gaps.2" data-blank="2" aria-label="Gap 2"' in html
    assert 'inputmode="decimal"' in html
    assert '<span class="unit">days</span>' in html
    assert "Question 8" in html


def test_the_form_itself_does_not_hold_the_key(practice, exam):
    assert "KEY" not in practice.pages[1].main
    assert "KEY" not in exam.pages[1].main
    assert "checked" not in practice.pages[1].main


def test_practice_keys_stand_in_the_page_as_the_contract_says(practice):
    data = json.loads(practice.pages[1].data)
    assert data["module"] == "one"
    assert data["keys"]["single"] == {"key": ["a"], "feedback": {"a": "<p>KEY: right</p>", "b": "<p>KEY: wrong</p>"}}
    assert data["keys"]["multiple"]["key"] == ["a", "c"]
    assert data["keys"]["truth"]["key"] == ["f"]
    assert data["keys"]["pairs"] == {"key": ["b", "c"], "feedback": {"1": "<p>KEY</p>"}}
    assert data["keys"]["order"]["key"] == ["c", "a", "b"]
    assert data["keys"]["gaps"] == {"key": [], "texts": [["KEY", "k"], ["KEY"]], "case": True}
    assert data["keys"]["number"]["numbers"] == [{"value": "30.50", "tolerance": "1", "units": ["days", "day"]}]
    assert data["keys"]["sure"] == {"key": []}


def test_the_keys_of_a_test_are_sealed_and_open_with_course_and_module(exam):
    page = exam.pages[1]
    assert "KEY" not in page.data
    assert "keys" not in json.loads(page.data)
    opened = json.loads(unsealed(json.loads(page.data)["sealed"], "sample-course/one"))
    assert opened["single"]["key"] == ["a"]
    assert opened["single"]["feedback"]["a"] == "<p>KEY: right</p>"


def test_the_questions_of_a_test_wait_in_templates_behind_the_intro(exam):
    html = exam.pages[1].main
    assert (
        html.index('<section class="test-intro">')
        < html.index('<div class="test-stage"></div>')
        < html.index('<template data-question="single">')
    )
    assert "<noscript>" in html
    assert html.count("<form") == html.count("<template") == 8


def test_course_data_say_what_is_known_before_an_answer(practice, exam):
    questions = {each["id"]: each for each in practice.data["modules"][0]["questions"]}
    assert questions["single"] == {
        "id": "single",
        "code": code("single"),
        "type": "single",
        "points": 2,
        "attempts": 0,
        "objective": None,
        "codes": ["a", "b"],
        "shuffle": True,
    }
    assert questions["pairs"]["codes"] == ["a", "b", "c"]
    assert questions["pairs"]["left"] == ["1", "2"]
    assert questions["order"]["codes"] == ["a", "b", "c"]
    assert questions["gaps"]["codes"] == ["1", "2"]
    assert questions["sure"]["points"] == 0
    assert "KEY" not in json.dumps(practice.data)
    assert exam.data["modules"][0]["test"] == {
        "passMark": 70,
        "attempts": 0,
        "draw": 7,
        "shuffle": True,
        "review": "after-submit",
        "timeLimit": None,
        "final": True,
    }
    assert practice.data["modules"][0]["test"] is None


def test_a_pass_mark_of_nought_stays_nought(make, bank):
    test = Assessment(pass_mark=0, draw=99, time_limit="20 min")
    module = replace(make.module("one", questions=bank, kind="test"), test=test)
    test = compile_course(make.course(module)).data["modules"][0]["test"]
    assert (test["passMark"], test["draw"], test["timeLimit"]) == (0, 7, 20)


def test_markup_in_the_data_cannot_close_the_script(make):
    question = make.question(SingleChoice, "q", options=(make.option("a", "x", correct=True, feedback="</script><!--"),))
    page = compile_course(make.course(make.module("one", questions=(question,)))).pages[1]
    assert "<" not in page.data
