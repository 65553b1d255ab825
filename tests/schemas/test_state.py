"""The longest state of a course, worked out before anybody has answered anything."""

from decimal import Decimal

import pytest

from karmakit_schemas.course import Assessment, Course, CourseFile, FrontMatter, Module
from karmakit_schemas.nodes import Node
from karmakit_schemas.questions import (
    Blank,
    FillIn,
    Matching,
    MultipleChoice,
    Numeric,
    NumericBlank,
    Option,
    Ordering,
    Pair,
    Question,
    Scale,
    SingleChoice,
    TrueFalse,
)
from karmakit_schemas.sources import Sources
from karmakit_schemas.spans import Span
from karmakit_schemas.state import SCORM12_LIMIT, worst_case

HERE = Span("modules/a.md")
TEXT = Node("document", HERE)
BASE = {"span": HERE, "stem": TEXT}


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(code="abcdefghijklmnopqrstuvwxyz"[n], content=TEXT) for n in range(count))


def pairs(left: int, distractors: int) -> tuple[Pair, ...]:
    return tuple(
        Pair(left_code=str(n + 1), left=TEXT if n < left else None, code="abcdefgh"[n], right=TEXT)
        for n in range(left + distractors)
    )


def single(name: str) -> SingleChoice:
    return SingleChoice(id=name, options=options(4), **BASE)


def course(*modules: tuple[tuple[Question, ...], Assessment | None]) -> Course:
    ids = [f"module-{n}" for n in range(len(modules))]
    meta = CourseFile.model_validate(
        {
            "id": "a-course",
            "title": "A course",
            "summary": "What it is.",
            "outcomes": ["Do it"],
            "language": "en",
            "provider": "An institute",
            "licence": "CC-BY-4.0",
            "version": "1.0.0",
            "contact": {"name": "Desk", "email": "desk@example.gov.in"},
            "publisher": {"domain": "example.gov.in"},
            "units": [{"id": "basics", "title": "Basics", "modules": ids}],
        }
    )
    return Course(
        meta=meta,
        modules=tuple(
            Module(
                id=name,
                path=f"modules/{name}.md",
                meta=FrontMatter(title=name, kind="test" if test else "do", duration=4),
                body=TEXT,
                questions=questions,
                test=test,
            )
            for name, (questions, test) in zip(ids, modules, strict=True)
        ),
        sources=Sources("a-course", {}),
    )


def test_a_course_without_questions_remembers_its_place_and_its_modules():
    assert worst_case(course(((), None), ((), None))) == len("1;pAAAA;mAAAA2BBBB2")


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        (single("q"), "AAAA1za."),
        (TrueFalse(id="q", options=options(2), **BASE), "AAAA1zt."),
        (Scale(id="q", options=options(5), **BASE), "AAAA0za."),
        (MultipleChoice(id="q", options=options(6), **BASE), "AAAA1zabcdef."),
        (Ordering(id="q", options=options(5), **BASE), "AAAA1zeabcd."),
        (Matching(id="q", headers=(TEXT, TEXT), pairs=pairs(3, 2), **BASE), "AAAA1zcab."),
        (FillIn(id="q", blanks=(Blank(accepted=("a",), span=HERE),) * 3, **BASE), "AAAA1z."),
        (Numeric(id="q", blanks=(NumericBlank(value=Decimal(5), span=HERE),), **BASE), "AAAA1z."),
    ],
    ids=lambda value: getattr(value, "type", ""),
)
def test_an_answer_takes_a_character_a_code_and_none_for_what_is_typed(question, entry):
    assert worst_case(course(((question,), None))) == len(f"1;pAAAA;mAAAA2;q{entry}")


def test_of_a_test_only_the_largest_draw_counts():
    bank = (*(single(f"s{n}") for n in range(8)), MultipleChoice(id="m", options=options(7), **BASE))
    drawn = worst_case(course((bank, Assessment(draw=2))))
    assert drawn == len("1;pAAAA;mAAAA2;qAAAA1zabcdefg.AAAA1za.;tAAAA11s1s2zik0zj0zzz")
    assert worst_case(course((bank, Assessment()))) == drawn + 7 * len("AAAA1za.")


def test_three_hundred_answered_questions_fit_scorm():
    modules = [(tuple(single(f"q{m}-{n}") for n in range(10)), None) for m in range(30)]
    assert worst_case(course(*modules)) <= SCORM12_LIMIT == 4096
