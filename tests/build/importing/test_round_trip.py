"""A question goes out in a foreign form, written by hand here, and comes in again as the question that it was."""

import re
from functools import cache
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karmakit_authoring.load import load
from karmakit_authoring.parse import parse
from karmakit_build.archive import pack
from karmakit_build.compiler import compile_course
from karmakit_build.compiler.pages import Pages
from karmakit_build.igot.csv_files import csv_file
from karmakit_build.igot.questions import Item, express
from karmakit_build.importing.bringing import bring
from karmakit_build.targets import cmi5, scorm12, web, xapi
from karmakit_schemas.questions import FillIn, Matching, MultipleChoice, Numeric, Ordering, Question, SingleChoice, TrueFalse
from karmakit_schemas.sources import Sources

ROOT = Path(__file__).parents[3]
COURSES = sorted(path.parent for path in (ROOT / "courses").glob("*/course.yml"))
_SIGNS = re.compile(r"([\\~=#{}:])")


def meaning(question: Question) -> object:
    """What must come back: type, words of the stem, and the answers with their keys."""
    stem = " ".join(question.stem.plain().split())
    match question:
        case Matching():
            return "matching", stem, [(pair.left.plain() if pair.left else None, pair.right.plain()) for pair in question.pairs]
        case FillIn():
            return "fill-in", stem, [blank.accepted for blank in question.blanks]
        case Numeric():
            return "numeric", stem, [(blank.value, blank.tolerance) for blank in question.blanks]
        case _:
            return question.type, stem, [(" ".join(each.content.plain().split()), each.correct) for each in question.options]


def brought(folder: Path, name: str, data: bytes, kind: str) -> list[Question]:
    """Return the questions that a file becomes; it can be read whole."""
    file = folder / name
    file.write_bytes(data)
    made = parse(Sources("quiz-1", bring(file, "quiz-1", kind).files))
    assert made.complete, [finding.message for finding in made.findings]
    assert not made.findings
    return [question for module in made.modules for question in module.questions]


def gift_of(question: Question) -> str | None:
    """Write a question in GIFT; None where GIFT has no form for it."""
    stem, rest = _text(" ".join(question.stem.plain().split())), ""
    match question:
        case SingleChoice():
            rest = " ".join(f"{'=' if each.correct else '~'}{_text(each.content.plain())}" for each in question.options)
        case MultipleChoice():
            share = 100 // max(1, sum(each.correct for each in question.options))
            rest = " ".join(f"~%{share if each.correct else -100}%{_text(each.content.plain())}" for each in question.options)
        case TrueFalse():
            rest = "TRUE" if question.options[0].correct else "FALSE"
        case Matching():
            sides = ((pair.left.plain() if pair.left else "", pair.right.plain()) for pair in question.pairs)
            rest = " ".join(f"={_text(left)} -> {_text(right)}" for left, right in sides)
        case _:
            return None
    return f"::{question.id}:: [plain]{stem} {{{rest}}}\n"


def qti_of(question: Question) -> str | None:
    """Write a question in QTI 2.1; None where it is of a type that the writer does not know."""
    stem = f"<p>{escape(' '.join(question.stem.plain().split()))}</p>"
    match question:
        case SingleChoice() | MultipleChoice():
            many = "multiple" if isinstance(question, MultipleChoice) else "single"
            right = "".join(f"<value>{each.code}</value>" for each in question.options if each.correct)
            body = "".join(
                f'<simpleChoice identifier="{each.code}">{escape(each.content.plain())}</simpleChoice>' for each in question.options
            )
            return _item(
                question.id,
                many,
                "identifier",
                right,
                f'{stem}<choiceInteraction responseIdentifier="R">{body}</choiceInteraction>',
            )
        case Ordering():
            right = "".join(f"<value>{each.code}</value>" for each in question.options)
            body = "".join(
                f'<simpleChoice identifier="{each.code}">{escape(each.content.plain())}</simpleChoice>'
                for each in sorted(question.options, key=lambda each: each.code)
            )
            return _item(
                question.id,
                "ordered",
                "identifier",
                right,
                f'{stem}<orderInteraction responseIdentifier="R">{body}</orderInteraction>',
            )
        case _:
            return None


def _item(name: str, cardinality: str, base: str, right: str, body: str) -> str:
    return (
        f'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{name}" title="{name}">'
        f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{right}</correctResponse></responseDeclaration><itemBody>{body}</itemBody></assessmentItem>"
    )


def _text(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


@cache
def _questions(course: Path) -> tuple[Question, ...]:
    return tuple(question for module in parse(load(course)).modules for question in module.questions)


@pytest.mark.parametrize("course", COURSES, ids=lambda path: path.name)
def test_the_questions_of_our_courses_survive_gift(course, tmp_path):
    out = {question.id: text for question in _questions(course) if (text := gift_of(question))}
    there = {question.id: meaning(question) for question in _questions(course) if question.id in out}
    back = brought(tmp_path, "bank.gift", "\n".join(out.values()).encode(), "gift")
    assert {question.id: meaning(question) for question in back} == {name: _as_gift_holds_it(told) for name, told in there.items()}


def _as_gift_holds_it(told):
    """GIFT has no words of its own for true and false."""
    kind, stem, answers = told
    return (kind, stem, [("True", answers[0][1]), ("False", answers[1][1])]) if kind == "true-false" else told


@pytest.mark.parametrize("course", COURSES, ids=lambda path: path.name)
def test_the_choices_and_orders_of_our_courses_survive_qti(course, tmp_path):
    wanted = [question for question in _questions(course) if isinstance(question, SingleChoice | MultipleChoice | Ordering)][:6]
    for question in wanted:
        (back,) = brought(tmp_path, "item.xml", qti_of(question).encode(), "qti")
        assert meaning(back) == meaning(question)


@pytest.mark.parametrize("template", ["qw", "basic", "ow", "qow"])
@pytest.mark.parametrize("course", COURSES, ids=lambda path: path.name)
def test_the_questions_of_our_courses_survive_the_templates_of_igot(course, template, tmp_path):
    """What a template can hold comes back: the words, the options, the keys; a unit stands in the words."""
    asked = _questions(course)
    pairs = [(question, item) for question in asked if isinstance(item := express(question, template), Item)]
    back = brought(tmp_path, f"bank.{template}.csv", csv_file([item for _, item in pairs], template), "igot-csv")
    assert len(back) == len(pairs) > 0
    for (question, item), again in zip(pairs, back, strict=True):
        expressed = express(again, template)
        assert isinstance(expressed, Item)
        assert (expressed.text, expressed.choices) == (item.text, item.choices)
        assert expressed.points == (item.points if template == "qow" else 1)
        if template == "qw":  # the other templates do not say of which type a question is
            assert (type(again), expressed.form) == (type(question), item.form)


LINES = st.text(
    st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="\ufffe\uffff\ufdd0\ufdd1"),
    min_size=1,
    max_size=40,
).filter(lambda text: any(sign.isalnum() for sign in text) and "->" not in text)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stem=LINES, wrong=st.lists(LINES, min_size=1, max_size=4), right=LINES)
def test_whatever_the_words_of_a_choice_are_gift_brings_them_back(stem, wrong, right, tmp_path):
    text = f"::a:: [plain]{_text(stem)} {{{' '.join(f'~{_text(each)}' for each in wrong)} ={_text(right)}}}\n"
    (back,) = brought(tmp_path, "bank.gift", text.encode(), "gift")
    told = [(" ".join(each.split()), False) for each in wrong] + [(" ".join(right.split()), True)]
    assert meaning(back) == ("single", " ".join(stem.split()), told)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stem=LINES, lefts=st.lists(LINES, min_size=1, max_size=4), right=LINES)
def test_whatever_the_words_of_pairs_are_moodle_xml_brings_them_back(stem, lefts, right, tmp_path):
    pairs = "".join(
        f"<subquestion format='plain_text'><text>{escape(left)}</text><answer><text>{escape(right)}</text></answer></subquestion>"
        for left in lefts
    )
    data = (
        f"<quiz><question type='matching'><questiontext format='plain_text'><text>{escape(stem)}</text></questiontext>"
        f"{pairs}</question></quiz>"
    )
    (back,) = brought(tmp_path, "bank.xml", data.encode(), "moodle-xml")
    assert meaning(back) == (
        "matching",
        " ".join(stem.split()),
        [(" ".join(left.split()), " ".join(right.split())) for left in lefts],
    )


@pytest.mark.parametrize(
    ("course", "target"),
    [("rti-answering", scorm12), ("rti-answering-hi", cmi5), ("noting-drafting", xapi), ("rti-answering", web)],
    ids=["scorm12", "cmi5", "xapi", "web"],
)
def test_the_practice_questions_of_our_courses_survive_our_own_bundles(course, target, tmp_path):
    """Those of tests are sealed and stay out; how many there are is counted in the text of the sources."""
    source = ROOT / "courses" / course
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (source / "modules").glob("*.md")}
    practice = {name for name, text in texts.items() if not re.search(r"^kind: test$", text, re.MULTILINE)}
    number = sum(len(re.findall(r"^:{3,} question\b", texts[name], re.MULTILINE)) for name in practice)
    before = {question.id: meaning(question) for question in _questions(source) if question.id in _ids(practice, texts)}
    after = brought(tmp_path, "bundle.zip", pack(target.package(_compiled(source))[0].files), "karmakit")
    assert {question.id: meaning(question) for question in after} == before
    assert len(after) == len(before) == number > 0


def _ids(names: set[str], texts: dict[str, str]) -> set[str]:
    return {found for name in names for found in re.findall(r"^:{3,} question \{#([\w-]+)", texts[name], re.MULTILINE)}


@cache
def _compiled(course: Path) -> Pages:
    return compile_course(parse(load(course)).course)
