"""The cmi5 package: the course structure, its names for ever, and what the player is told."""

import json
from dataclasses import replace
from importlib import resources

import pytest
from lxml import etree

from karmakit_build.archive import pack
from karmakit_build.compiler import compile_course
from karmakit_build.targets import discover, package
from karmakit_build.xapi.cmi5_xml import mastery_score
from karmakit_build.xapi.site import CSP
from karmakit_schemas.course import Assessment
from karmakit_schemas.questions import SingleChoice

CMI5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
IRI = "https://example.gov.in/sample-course"
COMPETENCY = {"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness", "level": 2}
BY_MODULE = {"targets": {"cmi5": {"au": "module"}}}


@pytest.fixture(autouse=True)
def player():
    if not resources.files("karmakit_build").joinpath("player", "xapi.js").is_file():
        pytest.skip("the player is missing: run `make setup`")


@pytest.fixture
def three(make):
    """Return three modules, the last one a final test that passes at 65 per cent."""
    question = make.question(SingleChoice, "q", options=(make.option("a", "x", correct=True), make.option("b", "y")))
    test = make.module("exam", questions=(question,), kind="test", final=True)
    return (
        make.module(
            "one",
            make.paragraph("Words."),
            competencies=[COMPETENCY],
            objectives=[{"id": "count", "text": 'Count "30" days & nights'}],
        ),
        make.module("two", make.paragraph("More.")),
        replace(test, test=Assessment(pass_mark=65)),
    )


def built(make, modules, **meta):
    (bundle,) = package(compile_course(make.course(*modules, **meta)), "cmi5")
    return bundle


def structure(bundle):
    return etree.fromstring(bundle.files["cmi5.xml"])


def target(bundle):
    line = bundle.files["assets/player.js"].partition(b"\n")[0]
    return json.loads(line.removeprefix(b"self.karmakit=").removesuffix(b";"))["target"]


@pytest.mark.parametrize("options", [{}, BY_MODULE, {"language": "hi", "title": 'सूचना का <अधिकार> & "समय"'}])
def test_the_structure_is_valid_against_the_published_schema(make, three, options, shared):
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "cmi5" / "CourseStructure.xsd"))
    schema.assertValid(structure(built(make, three, **options)))


def test_the_course_is_one_assignable_unit_that_opens_the_cover(make, three):
    bundle = built(make, three)
    root = structure(bundle)
    assert root.find(f"{CMI5}course").get("id") == IRI
    (unit,) = root.iter(f"{CMI5}au")
    assert dict(unit.attrib) == {
        "id": f"{IRI}/au",
        "moveOn": "CompletedAndPassed",
        "masteryScore": "0.65",
        "launchMethod": "AnyWindow",
        "activityType": "http://adlnet.gov/expapi/activities/course",
    }
    assert unit.findtext(f"{CMI5}url") == "index.html"
    assert unit.find(f"{CMI5}entitlementKey") is None
    assert unit.find(f"{CMI5}launchParameters").text is None
    assert not list(root.iter(f"{CMI5}block"))
    assert target(bundle) == {"tracker": "cmi5", "competencies": {"one": [COMPETENCY]}}


def test_a_course_without_a_final_test_asks_for_completion_alone(make, three):
    (unit,) = structure(built(make, three[:2])).iter(f"{CMI5}au")
    assert unit.get("moveOn") == "Completed"
    assert unit.get("masteryScore") is None


def test_one_unit_a_module_stands_in_a_block_a_unit_of_the_course(make, three):
    bundle = built(make, three, **BY_MODULE)
    (block,) = structure(bundle).iter(f"{CMI5}block")
    assert block.get("id") == f"{IRI}/units/unit"
    units = list(block.iter(f"{CMI5}au"))
    assert [(unit.get("id"), unit.findtext(f"{CMI5}url"), unit.get("moveOn"), unit.get("masteryScore")) for unit in units] == [
        (f"{IRI}/one/au", "pages/one.html", "Completed", None),
        (f"{IRI}/two/au", "pages/two.html", "Completed", None),
        (f"{IRI}/exam/au", "pages/exam.html", "CompletedAndPassed", "0.65"),
    ]
    assert [unit.get("activityType").rpartition("/")[2] for unit in units] == ["lesson", "lesson", "assessment"]
    assert target(bundle)["perModule"] is True
    assert all(unit.findtext(f"{CMI5}url") in bundle.files for unit in units)


def test_objectives_are_listed_once_and_referred_to(make, three):
    for options in ({}, BY_MODULE):
        root = structure(built(make, three, **options))
        listed = [each.get("id") for each in root.iterfind(f"{CMI5}objectives/{CMI5}objective")]
        referred = [each.get("idref") for each in root.iterfind(f".//{CMI5}au/{CMI5}objectives/{CMI5}objective")]
        assert listed == referred == [f"{IRI}/objectives/count"]


def test_texts_are_told_in_the_language_of_the_course_letter_by_letter(make, three):
    title = 'सूचना का <अधिकार> & "समय"'
    root = structure(built(make, three, language="hi", title=title))
    texts = list(root.iter(f"{CMI5}langstring"))
    assert {text.get("lang") for text in texts} == {"hi"}
    assert root.findtext(f"{CMI5}course/{CMI5}title/{CMI5}langstring") == title
    assert root.findtext(f"{CMI5}objectives/{CMI5}objective/{CMI5}title/{CMI5}langstring") == 'Count "30" days & nights'
    assert all(text.text.strip() for text in texts)


@pytest.mark.parametrize(
    ("mark", "told"), [(70, "0.7"), (65, "0.65"), (100, "1"), (0, "0"), (33.3, "0.333"), (66.67, "0.6667"), (0.5, "0.005")]
)
def test_a_pass_mark_in_per_cent_is_a_decimal_from_nought_to_one(mark, told):
    assert mastery_score(mark) == told


def test_every_page_may_reach_a_store_that_no_build_knows_and_nothing_else_is_looser(make, three):
    files = built(make, three).files
    pages = [data.decode() for name, data in files.items() if name.endswith(".html")]
    assert "connect-src 'self' https: http:;" in CSP
    assert all(f'content="{CSP}"' in page for page in pages)
    assert CSP.replace(" https: http:", "").count("http") == 0


def test_the_profile_travels_with_the_course(make, three):
    profile = json.loads(built(make, three).files["karmakit/profile.jsonld"])
    assert profile["id"] == "https://w3id.org/xapi/karmakit"
    assert profile["versions"][0]["id"] == "https://w3id.org/xapi/karmakit/v1"


def test_the_same_course_gives_the_same_bytes_and_a_record_of_every_file(make, three):
    first, second = (built(make, three, **BY_MODULE) for _ in range(2))
    assert pack(first.files) == pack(second.files)
    record = json.loads(first.files["karmakit/provenance.json"])
    assert {row["path"] for row in record["files"]} == first.files.keys() - {"karmakit/provenance.json"}
    assert first.name == "sample-course-cmi5"
    assert first.form == "zip"


def test_the_target_is_found_by_its_place():
    assert {"cmi5", "xapi"} <= set(discover())


def test_a_course_in_a_folder_is_built_and_found_fit(folder, karmakit, tmp_path):
    with (folder / "course.yml").open("a", encoding="utf-8") as file:
        file.write("targets: {cmi5: {au: module}}\n")
    said = karmakit("build", folder, "--target", "cmi5,xapi", "--out", tmp_path / "out", "--profile", "draft")
    assert said.status == 0, said.err
    bundles = sorted((tmp_path / "out").rglob("*.zip"))
    assert [path.name for path in bundles] == ["sample-course-cmi5.zip", "sample-course-xapi.zip"]
    said = karmakit("verify", *bundles)
    assert said.status == 0, said.out
    assert [line.partition(": ")[2].partition(",")[0] for line in said.out.splitlines()] == ["fit: cmi5", "fit: xAPI"]
