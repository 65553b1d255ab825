"""The courses of this repository: fit to publish, and the same course in every language."""

from pathlib import Path

import pytest

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_schemas.course import Course
from karmakit_schemas.questions import Question
from karmakit_validators.check import check
from karmakit_validators.settings import Settings

COURSES = Path(__file__).resolve().parent.parent / "courses"
EVERY_TYPE = {"single", "multiple", "true-false", "matching", "ordering", "fill-in", "numeric", "scale"}
NAMES = sorted(path.parent.name for path in COURSES.glob("*/course.yml"))


def course(name: str) -> Course:
    parsed = parse(load(COURSES / name))
    assert parsed.course, parsed.findings
    return parsed.course


def questions(whole: Course) -> list[Question]:
    return [question for module in whole.modules for question in module.questions]


def shape(question: Question) -> tuple[object, ...]:
    """What of a question no translation may change."""
    codes = tuple((option.code, option.correct) for option in getattr(question, "options", ()))
    numbers = tuple((blank.value, blank.tolerance) for blank in getattr(question, "blanks", ()) if hasattr(blank, "value"))
    return question.id, question.type, question.objective, question.points, len(question.hints), codes, numbers


@pytest.mark.parametrize("name", NAMES)
def test_a_course_has_nothing_to_mend_before_it_is_published(name: str) -> None:
    assert check(parse(load(COURSES / name)), Settings(profile="publish")) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_course_is_a_course_of_small_modules_and_all_question_types(name: str) -> None:
    whole = course(name)
    assert 3 <= len(whole.meta.units) <= 5
    assert len(whole.modules) >= 12
    assert all(module.meta.duration <= 5 for module in whole.modules if module.meta.kind != "test")
    assert {question.type for question in questions(whole)} == EVERY_TYPE
    assert [module.meta.final for module in whole.modules].count(True) == 1


def test_the_hindi_edition_has_the_ids_the_keys_and_the_marks_of_the_english_one() -> None:
    english, hindi = course("rti-answering"), course("rti-answering-hi")
    assert english.meta.translations == {"hi": hindi.meta.id}
    assert hindi.meta.translations == {"en": english.meta.id}
    assert [(unit.id, unit.modules) for unit in english.meta.units] == [(unit.id, unit.modules) for unit in hindi.meta.units]
    assert [module.test for module in english.modules] == [module.test for module in hindi.modules]
    assert [shape(question) for question in questions(english)] == [shape(question) for question in questions(hindi)]
    assert {term.id for term in english.glossary} == {term.id for term in hindi.glossary}
