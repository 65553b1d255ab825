"""The xAPI package: `tincan.xml` names every activity, and launches one."""

import json
from dataclasses import replace
from importlib import resources

import pytest
from lxml import etree

from karmakit_build.archive import pack
from karmakit_build.compiler import compile_course
from karmakit_build.targets import package
from karmakit_build.xapi.site import CSP
from karmakit_schemas.course import Assessment
from karmakit_schemas.questions import SingleChoice

TINCAN = "{http://projecttincan.com/tincan.xsd}"
IRI = "https://example.gov.in/sample-course"
TYPES = "http://adlnet.gov/expapi/activities/"


@pytest.fixture(autouse=True)
def player():
    if not resources.files("karmakit_build").joinpath("player", "xapi.js").is_file():
        pytest.skip("the player is missing: run `make setup`")


@pytest.fixture
def two(make):
    """Return a lesson and a final test with one question each."""
    options = (make.option("a", "x", correct=True, feedback="SECRET-WORDS"), make.option("b", "y"))
    asked = [make.question(SingleChoice, name, options=options) for name in ("q", "t")]
    lesson = make.module("one", questions=(asked[0],), objectives=[{"id": "o", "text": "Count"}, {"id": "p", "text": "Reply"}])
    test = make.module("exam", questions=(asked[1],), kind="test", final=True)
    return lesson, replace(test, test=Assessment(pass_mark=65))


def built(make, modules, **meta):
    (bundle,) = package(compile_course(make.course(*modules, **meta)), "xapi")
    return bundle


def activities(bundle):
    root = etree.fromstring(bundle.files["tincan.xml"])
    assert root.tag == f"{TINCAN}tincan"
    return list(root.iterfind(f"{TINCAN}activities/{TINCAN}activity"))


def test_course_modules_and_questions_are_listed_by_iri_and_type(make, two):
    assert [(each.get("id"), each.get("type").removeprefix(TYPES)) for each in activities(built(make, two))] == [
        (IRI, "course"),
        (f"{IRI}/one", "lesson"),
        (f"{IRI}/one/q", "cmi.interaction"),
        (f"{IRI}/exam", "assessment"),
        (f"{IRI}/exam/t", "cmi.interaction"),
    ]


def test_exactly_one_activity_is_launched_and_its_page_is_there(make, two):
    bundle = built(make, two)
    (launch,) = etree.fromstring(bundle.files["tincan.xml"]).iter(f"{TINCAN}launch")
    assert launch.getparent().get("id") == IRI
    assert launch.text in bundle.files


def test_every_text_says_its_language_and_stands_letter_by_letter(make, two):
    title = 'सूचना का <अधिकार> & "समय"'
    listed = activities(built(make, two, language="hi", title=title))
    texts = [text for each in listed for text in each]
    assert {text.get("lang") for text in texts} == {"hi"}
    assert all(text.text.strip() for text in texts)
    assert listed[0].findtext(f"{TINCAN}name") == title
    assert listed[1].findtext(f"{TINCAN}description") == "Count · Reply"


def test_a_long_stem_is_a_short_name_and_a_whole_description(make, two):
    stem = make.document(make.paragraph("Which day is the last? " * 20))
    lesson = replace(two[0], questions=(replace(two[0].questions[0], stem=stem),))
    question = activities(built(make, (lesson, two[1])))[2]
    assert len(question.findtext(f"{TINCAN}name")) <= 120
    assert question.findtext(f"{TINCAN}description") == ("Which day is the last? " * 20).strip()


def test_there_is_no_byte_order_mark_and_no_key_of_a_test(make, two):
    data = built(make, two).files["tincan.xml"]
    assert data.startswith(b"<?xml")
    assert b"SECRET-WORDS" not in data
    assert b"correctResponses" not in data


def test_the_player_is_told_the_target_and_every_page_may_reach_a_store(make, two):
    bundle = built(make, two)
    first = bundle.files["assets/player.js"].partition(b"\n")[0].removeprefix(b"self.karmakit=").removesuffix(b";")
    assert json.loads(first)["target"] == {"tracker": "xapi", "competencies": {}}
    assert all(f'content="{CSP}"' in data.decode() for name, data in bundle.files.items() if name.endswith(".html"))
    assert "karmakit/profile.jsonld" in bundle.files


def test_the_same_course_gives_the_same_bytes(make, two):
    first, second = (built(make, two) for _ in range(2))
    assert pack(first.files) == pack(second.files)
    assert first.name == "sample-course-xapi"
