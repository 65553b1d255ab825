"""The plan, field by field against what iGOT's forms and schemas say."""

import hashlib
import json
import re
from dataclasses import replace

import pytest

from karmakit_schemas.errors import UnusableInputError

pytestmark = pytest.mark.usefixtures("set_up")

V6 = [
    "competencyAreaIdentifier",
    "competencyAreaRefId",
    "competencyAreaName",
    "competencyAreaDescription",
    "competencyThemeIdentifier",
    "competencyThemeRefId",
    "competencyThemeName",
    "competencyThemeDescription",
    "competencyThemeType",
    "competencyThemeAdditionalProperties",
    "competencySubThemeIdentifier",
    "competencySubThemeRefId",
    "competencySubThemeName",
    "competencySubThemeDescription",
    "competencySubThemeAdditionalProperties",
]


def shape(node):
    return {node["key"]: [shape(child) for child in node["children"]]} if node["children"] else node["key"]


def test_the_hierarchy_has_units_and_the_final_test_last_below_the_course(kit):
    assert shape(kit.plan["root"]) == {
        "course": [{"unit.first": ["module.count", "module.two"]}, {"unit.second": ["test.check"]}, "test.final"]
    }


COLLECTION = "application/vnd.ekstep.content-collection"
SET = "application/vnd.sunbird.questionset"


@pytest.mark.parametrize(
    ("key", "types"),
    [
        ("course", ("Collection", "Course", "Course", COLLECTION)),
        ("unit.first", ("Collection", "CourseUnit", "Course Unit", COLLECTION)),
        ("module.count", ("Content", "Resource", "Learning Resource", "application/vnd.ekstep.html-archive")),
        ("test.check", ("QuestionSet", "PracticeResource", "Practice Question Set", SET)),
        ("test.final", ("QuestionSet", "SelfAssess", "Course Assessment", SET)),
    ],
)
def test_every_node_has_igots_types(kit, key, types):
    node = kit.nodes[key]
    metadata = node["metadata"]
    assert (node["objectType"], node["contentType"], metadata["primaryCategory"], metadata["mimeType"]) == types
    assert metadata["code"] == f"karmakit.sample-course.{key}"


def test_the_course_has_every_mandatory_key_or_a_placeholder_for_it(kit):
    metadata = kit.plan["root"]["metadata"]
    assert metadata == {
        "code": "karmakit.sample-course.course",
        "name": "A sample & more",
        "mimeType": "application/vnd.ekstep.content-collection",
        "contentType": "Course",
        "primaryCategory": "Course",
        "courseCategory": "Course",
        "visibility": "Default",
        "mediaType": "content",
        "contentEncoding": "gzip",
        "contentDisposition": "inline",
        "isExternal": False,
        "ownershipType": ["createdFor"],
        "license": "CC BY 4.0",
        "language": ["English"],
        "duration": "870",
        "learningMode": "Self Paced",
        "purpose": "A sample & more",
        "description": "What it is about.",
        "instructions": "<ul><li>Do it</li></ul>",
        "learningOutcome": ["Do it"],
        "source": "The institute",
        "trackable": {"enabled": "Yes", "autoBatch": "Yes"},
        "competencies_v6": metadata["competencies_v6"],
    }
    placeholders = {each["path"] for each in kit.plan["placeholders"] if each["needed"]}
    mandatory = "appIcon instructions description duration language license name publisherDetails source purpose trackContacts"
    for key in mandatory.split():
        assert key in metadata or key in placeholders or key in kit.plan["root"]["files"], key


def test_optional_fields_have_igots_names_and_types(make_course):
    options = {
        "difficulty": "Beginner",
        "copyright_year": 2026,
        "sectors": [{"id": "S1", "name": "Governance", "sub_id": "S1.2", "sub_name": "Transparency"}],
        "competencies_v5": True,
    }
    metadata = make_course(
        subtitle="To the point", keywords=["RTI"], mode="instructor-led", licence="CC-BY-NC-SA-4.0", targets={"igot": options}
    ).plan["root"]["metadata"]
    assert metadata["purpose"] == "To the point"
    assert metadata["keywords"] == ["RTI"]
    assert metadata["learningMode"] == "Instructor Led"
    assert metadata["license"] == "CC BY-NC-SA 4.0"
    assert metadata["difficultyLevel"] == "Beginner"
    assert metadata["copyrightYear"] == 2026
    assert metadata["sectorDetails_v1"] == [
        {"sectorId": "S1", "sectorName": "Governance", "subSectorId": "S1.2", "subSectorName": "Transparency"}
    ]
    (first, _) = metadata["competencies_v5"]
    assert (first["competencyArea"], first["competencyTheme"], first["competencySubTheme"]) == (
        "Functional",
        "Handling RTI Matters",
        "RTI Responsiveness",
    )


def test_durations_are_whole_seconds_as_text(kit):
    told = {key: node["metadata"]["duration"] for key, node in kit.nodes.items() if "duration" in node["metadata"]}
    assert told == {"course": "870", "unit.first": "390", "unit.second": "240", "module.count": "240", "module.two": "150"}


def test_a_resource_opens_index_html_and_says_what_it_teaches(kit):
    metadata = kit.nodes["module.count"]["metadata"]
    assert metadata["initFile"] == "index.html"
    assert metadata["instructions"] == "<ul><li>Do count</li></ul>"
    assert metadata["visibility"] == "Parent"
    assert metadata["size"] == len(kit.files["modules/count.zip"])
    assert kit.nodes["module.count"]["files"] == {"artifact": "modules/count.zip"}


def test_competencies_have_igots_keys_in_order_and_no_identifier_is_invented(kit):
    listed = kit.plan["root"]["metadata"]["competencies_v6"]
    assert [list(each) for each in listed] == [V6, V6]
    assert [each["competencySubThemeName"] for each in listed] == ["RTI Responsiveness", "RTI Records Management"]
    assert {each[key] for each in listed for key in V6 if key.endswith(("Identifier", "RefId"))} == {""}
    assert [each["competencySubThemeName"] for each in kit.nodes["module.two"]["metadata"]["competencies_v6"]] == [
        "RTI Records Management",
        "RTI Responsiveness",
    ]


def at(metadata, path):
    for part in path.split("."):
        metadata = metadata[int(part)] if part.isdecimal() else metadata[part]
    return metadata


def test_every_empty_identifier_has_its_placeholder_and_every_placeholder_its_place(kit):
    empty = {
        (key, f"competencies_v6.{number}.{name}")
        for key, node in kit.nodes.items()
        for number, each in enumerate(node["metadata"].get("competencies_v6", []))
        for name in V6
        if name.endswith(("Identifier", "RefId")) and not each[name]
    }
    listed = [each for each in kit.plan["placeholders"] if each["name"].startswith("competency.")]
    assert {(node, each["path"]) for each in listed for node in each["nodes"]} == empty
    asked = {(each["name"], each["what"]) for each in kit.plan["placeholders"]}
    assert len({name for name, _ in asked}) == len({what for _, what in asked}) == len(asked)
    assert all(at(kit.nodes[node]["metadata"], each["path"]) == "" for each in listed for node in each["nodes"])


def test_people_and_organisations_stand_in_the_placeholders_alone(kit):
    names = {each["name"]: each for each in kit.plan["placeholders"]}
    people = {"channel", "framework", "createdBy", "creator", "createdFor", "organisation", "publisherDetails", "trackContacts"}
    assert {name for name, each in names.items() if each["needed"] and not name.startswith("competency.")} == people
    assert all(each["value"] is None for each in names.values())
    assert names["publisherDetails"]["type"] == "people"
    held = json.dumps(kit.plan["root"])
    assert not [name for name in people if f'"{name}":' in held]


def test_linked_languages_stand_in_one_map_by_their_english_names(make_course):
    kit = make_course(translations={"hi": "sample-course-hi", "ta": "sample-course-ta"})
    assert kit.plan["root"]["metadata"]["languageMapV1"] == {
        "english": {"id": "", "isBaseLang": True, "status": "draft"},
        "hindi": {"id": "", "isBaseLang": False, "status": "draft"},
        "tamil": {"id": "", "isBaseLang": False, "status": "draft"},
    }
    assert [(each["name"], each["path"]) for each in kit.plan["placeholders"] if each["name"].startswith("language.")] == [
        ("language.hindi", "languageMapV1.hindi.id"),
        ("language.tamil", "languageMapV1.tamil.id"),
    ]


def test_a_hindi_course_has_its_language_by_its_english_name(make_course):
    kit = make_course(language="hi", title="सूचना का अधिकार: समय पर उत्तर", translations={"en": "sample-course"})
    assert {tuple(node["metadata"]["language"]) for node in kit.nodes.values()} == {("Hindi",)}
    assert kit.plan["root"]["metadata"]["languageMapV1"]["english"]["isBaseLang"] is True
    assert "संक्षेप में" in kit.text
    assert "older portals refuse" in kit.text


def test_files_are_listed_with_size_and_digest(kit):
    listed = {each["path"]: each for each in kit.plan["files"]}
    assert listed.keys() == kit.files.keys() - {"plan.json", "karmakit/provenance.json"}
    for path, each in listed.items():
        assert (each["size"], each["sha256"]) == (len(kit.files[path]), hashlib.sha256(kit.files[path]).hexdigest())
    assert listed["modules/count.zip"]["mimeType"] == "application/zip"
    provenance = json.loads(kit.files["karmakit/provenance.json"])
    assert {each["path"] for each in provenance["files"]} == kit.files.keys() - {"karmakit/provenance.json"}


def test_question_sets_hold_only_what_their_schema_knows(kit):
    metadata = kit.nodes["test.final"]["metadata"]
    assert metadata == {
        "code": "karmakit.sample-course.test.final",
        "name": "Test final",
        "description": "Test final",
        "mimeType": "application/vnd.sunbird.questionset",
        "primaryCategory": "Course Assessment",
        "compatibilityLevel": 8,
        "language": ["English"],
        "license": "CC BY 4.0",
        "assessmentType": "questionWeightage",
        "scoreCutoffType": "AssessmentLevel",
        "negativeMarkingPercentage": "0%",
        "totalMarks": 4,
        "minimumPassPercentage": 65,
        "totalQuestions": 5,
        "maxQuestions": 4,
        "expectedDuration": 1200,
        "shuffle": True,
        "maxAssessmentRetakeAttempts": 2,
        "showSolutions": "Yes",
        "showFeedback": "Yes",
        "additionalInstructions": "<p>One sitting.</p>",
    }
    (section,) = kit.nodes["test.final"]["sections"]
    assert section["metadata"]["sectionLevelDefinition"] == {
        "Medium": {"noOfQuestions": 3, "marksForQuestion": 1},
        "Difficult": {"noOfQuestions": 1, "marksForQuestion": 1},
    }
    assert "maxAssessmentRetakeAttempts" not in kit.nodes["test.check"]["metadata"]


def test_questions_have_the_payload_of_a_sunbird_question(kit):
    (section,) = kit.nodes["test.final"]["sections"]
    questions = {each["key"].rpartition(".")[2]: each["metadata"] for each in section["questions"]}
    assert list(questions) == ["single", "multiple", "truth", "matching", "number"]
    assert questions["single"] == {
        "code": "karmakit.sample-course.test.final.single",
        "mimeType": "application/vnd.sunbird.question",
        "name": "What?",
        "body": "What?",
        "primaryCategory": "Multiple Choice Question",
        "qType": "MCQ-SCA",
        "answer": "0",
        "compatibilityLevel": 8,
        "questionLevel": "Difficult",
        "choices": {
            "options": [{"value": {"body": "thirty days", "value": 0}}, {"value": {"body": "forty-five days", "value": 1}}]
        },
        "editorState": {
            "question": "What?",
            "options": [
                {"answer": True, "value": {"body": "thirty days", "value": 0}},
                {"answer": False, "value": {"body": "forty-five days", "value": 1}},
            ],
        },
    }
    assert (questions["multiple"]["qType"], questions["multiple"]["answer"]) == ("MCQ-MCA", "0,2")
    assert (questions["truth"]["qType"], questions["truth"]["answer"]) == ("MCQ-SCA", "1")
    assert questions["matching"]["rhsChoices"] == ["30 days", "48 hours"]
    assert questions["matching"]["editorState"]["options"][1]["answer"] == "48 hours"
    assert questions["number"]["body"] == "It takes <blank> days at most."
    assert questions["number"]["editorState"]["options"] == [{"answer": "b1", "value": {"body": "30", "value": 0}}]
    assert questions["number"]["primaryCategory"] == "FTB Question"


def test_practice_sets_stand_after_their_module_where_the_options_ask_for_them(make_course):
    kit = make_course(targets={"igot": {"practice_sets": True}})
    assert [node["key"] for node in kit.nodes["unit.first"]["children"]] == ["module.count", "practice.count", "module.two"]
    node = kit.nodes["practice.count"]
    assert node["metadata"]["primaryCategory"] == "Practice Question Set"
    assert node["files"] == {"questions": "practice/count.qw.csv"}


def test_a_unit_that_holds_only_the_final_test_is_left_out(make_course):
    units = [
        {"id": "first", "title": "The first unit", "modules": ["count", "two", "check"]},
        {"id": "last", "title": "The end", "modules": ["final"]},
    ]
    kit = make_course(units=units)
    assert [node["key"] for node in kit.plan["root"]["children"]] == ["unit.first", "test.final"]
    assert "the unit `last`, which holds only the final test: left out" in kit.text


def test_a_course_of_one_unit_without_a_final_test_is_refused_in_one_line(make_course, modules):
    units = [{"id": "first", "title": "All", "modules": ["count", "two"]}]
    with pytest.raises(
        UnusableInputError, match=r"^course\.yml: on iGOT a course holds 2 units .* divide its unit, or add a final test$"
    ):
        make_course(*modules[:2], units=units)


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"title": "Too short"}, "title: iGOT takes 10 to 70 characters and counts 9"),
        ({"title": "क" * 71}, "counts 71"),
        ({"subtitle": "x" * 1001}, "subtitle: iGOT takes 1000 characters for it (`purpose`)"),
        ({"summary": "x" * 2001}, "summary: iGOT takes 2000 characters for it (`description`)"),
        ({"provider": "x" * 501}, "provider: iGOT takes 500 characters for it (`source`)"),
    ],
)
def test_texts_that_igots_forms_refuse_are_refused_in_one_line(make_course, meta, message):
    with pytest.raises(UnusableInputError, match=re.escape(message)):
        make_course(**meta)


def test_a_second_final_test_is_refused(make_course, modules):
    again = replace(modules[2], meta=modules[2].meta.model_copy(update={"final": True}))
    with pytest.raises(
        UnusableInputError, match=r"modules/final\.md: iGOT takes one final test, and modules/check\.md is one already"
    ):
        make_course(*modules[:2], again, modules[3])


def test_a_lesson_that_calls_itself_final_stays_a_lesson(make_course, modules):
    final = replace(modules[1], meta=modules[1].meta.model_copy(update={"final": True}))
    kit = make_course(modules[0], final, *modules[2:])
    assert kit.nodes["module.two"]["metadata"]["primaryCategory"] == "Learning Resource"


def test_a_course_without_competencies_is_refused(make, make_course, modules):
    bare = [make.module(name, title=f"Lesson {name}") for name in ("count", "two")]
    with pytest.raises(UnusableInputError, match="no module names a competency"):
        make_course(*bare, *modules[2:])


def test_a_module_with_a_name_of_few_letters_is_refused(make, make_course, modules):
    with pytest.raises(UnusableInputError, match=r"modules/two\.md: title: iGOT takes 5 characters at least"):
        make_course(modules[0], make.module("two", title="RTI"), *modules[2:])


def test_two_builds_give_the_same_bytes(make_course, kit):
    assert make_course().files == kit.files
