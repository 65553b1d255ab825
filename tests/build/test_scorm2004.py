"""The SCORM 2004 package."""

from dataclasses import replace

import pytest
from lxml import etree

from karmakit_build.compiler import compile_course
from karmakit_build.targets import package
from karmakit_schemas.course import Assessment
from karmakit_schemas.questions import SingleChoice

pytestmark = pytest.mark.usefixtures("set_up")
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ADL = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
SEQ = "{http://www.adlnet.org/xsd/adlseq_v1p3}"
SS = "{http://www.imsglobal.org/xsd/imsss}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
IRI = "https://example.gov.in/sample-course"
COMPETENCY = {"area": "Functional", "theme": "Handling RTI Matters", "subtheme": "RTI Responsiveness", "level": 2}
EVERY = [
    pytest.param({"edition": edition, "sco": sco}, order, id=f"{edition}-{sco}-{order}")
    for edition in ("3rd", "4th")
    for sco in ("course", "module")
    for order in ("free", "in-order")
]


@pytest.fixture
def four(make):
    """Return four modules: a lesson, one that needs it, a test of its own, and a final test that passes at 65.5 per cent."""
    question = make.question(SingleChoice, "q", options=(make.option("a", "x", correct=True), make.option("b", "y")))
    other = make.question(SingleChoice, "r", options=(make.option("a", "x", correct=True), make.option("b", "y")))
    trial = make.module("trial", questions=(other,), kind="test")
    exam = make.module("exam", questions=(question,), kind="test", final=True, objectives=[{"id": "last", "text": "End"}])
    return (
        make.module(
            "one", competencies=[COMPETENCY], objectives=[{"id": "first", "text": "Begin"}, {"id": "second", "text": "Go"}]
        ),
        make.module("two", requires=["one"]),
        replace(trial, test=Assessment(pass_mark=50)),
        replace(exam, test=Assessment(pass_mark=65.5)),
    )


def built(make, modules, options=None, **meta):
    pages = compile_course(make.course(*modules, targets={"scorm2004": options or {}}, **meta))
    (bundle,) = package(pages, "scorm2004")
    return bundle.files


def manifest(files):
    return etree.fromstring(files["imsmanifest.xml"])


def items(root):
    """Return what launches something, by the name of its resource."""
    return {
        each.get("identifierref").removeprefix("resource-"): each for each in root.iter(f"{CP}item") if each.get("identifierref")
    }


def needed(item):
    """Return the shared objectives that keep an item closed, by way of its own objectives."""
    read = {each.get("objectiveID"): each.find(f"{SS}mapInfo").get("targetObjectiveID") for each in item.iter(f"{SS}objective")}
    rules = [each for each in item.iter(f"{SS}preConditionRule") if each.find(f"{SS}ruleAction").get("action") == "disabled"]
    conditions = [each for rule in rules for each in rule.iter(f"{SS}ruleCondition")]
    assert {each.get("operator") for each in conditions} <= {"not"}
    assert all(rule.find(f"{SS}ruleConditions").get("conditionCombination") == "any" for rule in rules)
    asked = [(read[each.get("referencedObjective")], each.get("condition")) for each in conditions]
    # what is not known is not satisfied either, and the standard's "not" says nothing of it
    assert {target for target, condition in asked if condition == "satisfied"} == {
        target for target, condition in asked if condition == "objectiveStatusKnown"
    }
    return {target for target, _ in asked}


def done(name):
    return f"{IRI}/modules/{name}/done"


@pytest.mark.parametrize(("options", "order"), EVERY)
def test_the_manifest_is_valid_against_the_schemas_that_the_bundle_carries(make, four, tmp_path, options, order):
    files = built(make, four, options, order=order)
    root = manifest(files)
    located = root.get(f"{XSI}schemaLocation").split()
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{file}"/>'
        for namespace, file in zip(*[iter(located)] * 2, strict=True)
    )
    for name, data in files.items():
        if name.endswith((".xsd", ".dtd")):
            (tmp_path / name).write_bytes(data)
    whole = tmp_path / "whole.xsd"
    whole.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>')
    etree.XMLSchema(etree.parse(whole)).assertValid(root)
    assert set(located[::2]) == {space for prefix, space in root.nsmap.items() if prefix != "xsi"}


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_metadata_are_valid_against_the_published_schema_of_ieee(make, four, shared, language):
    files = built(make, four, language=language, title="सूचना का अधिकार " * 30, summary="Words " * 400, keywords=["a", "b"])
    root = etree.fromstring(files["metadata/lom.xml"])
    for schema in ("lomStrict.xsd", "lomLoose.xsd"):
        etree.XMLSchema(etree.parse(shared / "schemas" / "lom" / schema)).assertValid(root)


def test_the_metadata_name_title_licence_time_and_competency(make, four):
    root = etree.fromstring(built(make, four)["metadata/lom.xml"])
    assert root.findtext(f"{LOM}general/{LOM}identifier/{LOM}entry") == IRI
    title = root.find(f"{LOM}general/{LOM}title/{LOM}string")
    assert (title.text, title.get("language")) == ("A sample & more", "en")
    assert root.findtext(f"{LOM}educational/{LOM}typicalLearningTime/{LOM}duration") == "PT16M"
    assert root.findtext(f"{LOM}rights/{LOM}description/{LOM}string") == "CC-BY-4.0"
    path = root.find(f"{LOM}classification/{LOM}taxonPath")
    assert [each.findtext(f"{LOM}entry/{LOM}string") for each in path.iter(f"{LOM}taxon")] == [
        "Functional",
        "Handling RTI Matters",
        "RTI Responsiveness",
    ]


@pytest.mark.parametrize("edition", ["3rd", "4th"])
def test_the_manifest_says_its_edition_as_platforms_know_it_and_refers_to_the_metadata(make, four, edition):
    root = manifest(built(make, four, {"edition": edition}))
    assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == f"2004 {edition} Edition"
    assert root.findtext(f"{CP}metadata/{ADL}location") == "metadata/lom.xml"


def test_the_fourth_edition_and_one_sco_are_what_a_course_gets_unasked(make, four):
    root = manifest(built(make, four))
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "2004 4th Edition"
    assert list(items(root)) == ["sample-course"]


@pytest.mark.parametrize(("options", "order"), EVERY)
def test_every_file_is_declared_once_and_every_schema_lies_at_the_root(make, four, options, order):
    files = built(make, four, options, order=order)
    root = manifest(files)
    declared = [each.get("href") for each in root.iter(f"{CP}file")]
    assert sorted(declared) == sorted(files.keys() - {"imsmanifest.xml"})
    for resource in root.iter(f"{CP}resource"):
        own = [each.get("href") for each in resource.iter(f"{CP}file")]
        assert (resource.get(f"{ADL}scormType") == "sco") == (resource.get("href") in own)
    assert set(root.get(f"{XSI}schemaLocation").split()[1::2]) <= files.keys()
    known = {each.get("identifier") for each in root.iter(f"{CP}resource")}
    referred = {each.get("identifierref") for each in root.iter() if each.get("identifierref")}
    assert referred <= known


def test_one_sco_reports_the_objectives_of_the_course_and_is_passed_by_its_final_test(make, four):
    (item,) = items(manifest(built(make, four, order="in-order"))).values()
    told = {each.get("objectiveID"): each.find(f"{SS}mapInfo") for each in item.iter(f"{SS}objective")}
    assert list(told) == ["first", "second", "last"]
    assert {each.get("targetObjectiveID") for each in told.values()} == {f"{IRI}/objectives/{name}" for name in told}
    assert all(each.get("writeSatisfiedStatus") == each.get("writeNormalizedMeasure") == "true" for each in told.values())
    primary = item.find(f"{SS}sequencing/{SS}objectives/{SS}primaryObjective")
    assert primary.get("satisfiedByMeasure") == "true"
    assert primary.findtext(f"{SS}minNormalizedMeasure") == "0.655"
    assert needed(item) == set()


@pytest.mark.parametrize("options", [{"sco": "course"}, {"sco": "module"}])
def test_what_the_content_does_not_say_is_never_taken_for_done_or_passed(make, four, options):
    for item in items(manifest(built(make, four, options))).values():
        controls = item.find(f"{SS}sequencing/{SS}deliveryControls")
        assert controls.attrib == {"completionSetByContent": "true", "objectiveSetByContent": "true"}


def test_every_group_can_be_entered_by_choice_and_by_going_on(make, four):
    root = manifest(built(make, four, {"sco": "module"}))
    groups = [each for each in root.iter(f"{CP}item", f"{CP}organization") if not each.get("identifierref")]
    assert len(groups) == 2
    for group in groups:
        assert group.find(f"{SS}sequencing/{SS}controlMode").attrib == {"choice": "true", "flow": "true"}


def test_in_free_order_a_module_waits_only_for_those_it_requires(make, four):
    found = items(manifest(built(make, four, {"sco": "module"})))
    assert {name: needed(item) for name, item in found.items()} == {
        "one": set(),
        "two": {done("one")},
        "trial": set(),
        "exam": set(),
    }


def test_in_order_each_module_waits_for_the_one_before_it_and_the_test_opens_last(make, four):
    found = items(manifest(built(make, four, {"sco": "module"}, order="in-order")))
    assert {name: needed(item) for name, item in found.items()} == {
        "one": set(),
        "two": {done("one")},
        "trial": {done("two")},
        "exam": {done("trial")},
    }


def test_what_a_module_waits_for_is_written_by_the_other_and_by_no_third(make, four):
    root = manifest(built(make, four, {"sco": "module"}, order="in-order"))
    writers = {}
    for name, item in items(root).items():
        for mapped in item.iter(f"{SS}mapInfo"):
            if mapped.get("writeSatisfiedStatus") == "true":
                writers.setdefault(mapped.get("targetObjectiveID"), []).append((name, mapped.getparent().get("objectiveID")))
    assert all(writers[done(name)] == [(name, "module_done")] for name in ("one", "two", "trial", "exam"))
    # and no learner who takes the course again finds it open from last time
    assert root.find(f"{CP}organizations/{CP}organization").get(f"{SEQ}objectivesGlobalToSystem") == "false"


def test_the_final_test_alone_decides_whether_the_course_is_passed(make, four):
    units = [{"id": "a", "title": "A", "modules": ["one", "two", "trial"]}, {"id": "b", "title": "B", "modules": ["exam"]}]
    root = manifest(built(make, four, {"sco": "module"}, units=units))
    counting = {
        each.get("identifier"): each.find(f"{SS}sequencing/{SS}rollupRules").attrib
        for each in root.iter(f"{CP}item", f"{CP}organization")
    }
    yes = {"rollupObjectiveSatisfied": "true", "objectiveMeasureWeight": "1"}
    no = {"rollupObjectiveSatisfied": "false", "objectiveMeasureWeight": "0"}
    wanted = dict.fromkeys(counting, no) | dict.fromkeys(("organization-sample-course", "unit-b", "item-exam"), yes)
    assert counting == wanted
    marks = {name: item.findtext(f".//{SS}minNormalizedMeasure") for name, item in items(root).items()}
    assert marks == {"one": None, "two": None, "trial": "0.5", "exam": "0.655"}


def test_a_course_without_a_final_test_is_passed_by_nothing(make, four):
    for options in ({"sco": "course"}, {"sco": "module"}):
        root = manifest(built(make, four[:2], options))
        assert not list(root.iter(f"{SS}minNormalizedMeasure"))
        assert {each.get("rollupObjectiveSatisfied") for each in root.iter(f"{SS}rollupRules")} == {"false"}


def test_the_player_is_that_of_the_target_and_knows_whether_modules_are_launched_alone(make, four):
    assert b'"target":{"tracker":"scorm2004"}' in built(make, four)["assets/player.js"]
    files = built(make, four, {"sco": "module"})
    assert b'"target":{"tracker":"scorm2004","perModule":true}' in files["assets/player.js"]
    assert b"API_1484_11" in files["assets/player.js"]
