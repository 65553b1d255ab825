"""Questions in iGOT's import templates, re-read and compared with the course."""

import csv
import io
import re
from dataclasses import replace

import pytest

from karmakit_build.igot.banks import shares
from karmakit_build.igot.csv_files import csv_file, guarded, header
from karmakit_build.igot.plain import lost, words
from karmakit_build.igot.questions import Item, LeftOut, express
from karmakit_schemas.course import Assessment
from karmakit_schemas.errors import UnusableInputError

pytestmark = pytest.mark.usefixtures("set_up")

HEADERS = {
    "basic": "SR,Question,Option1,IsOption1Correct,Option2,IsOption2Correct,Option3,IsOption3Correct,Option4,IsOption4Correct,"
    "Option5,IsOption5Correct,Option6,IsOption6Correct",
    "qw": "QuestionNo,QuestionType,Question,QuestionTagging,Option1,isOption1Correct,Option2,isOption2Correct,Option3,"
    "isOption3Correct,Option4,isOption4Correct,Option5,isOption5Correct,Option6,isOption6Correct,Option7,isOption7Correct",
    "ow": "QuestionNo,QuestionType,Question,Option1,isOption1Correct,Option2,isOption2Correct,Option3,isOption3Correct,Option4,"
    "isOption4Correct,Option5,isOption5Correct,Option6,isOption6Correct,Option7,isOption7Correct,Option8,isOption8Correct,Option9,"
    "isOption9Correct,Option10,isOption10Correct",
    "qow": "QuestionNo,QuestionType,Question,MaximumMarks,Option1,Option1Weight,Option2,Option2Weight,Option3,Option3Weight,"
    "Option4,Option4Weight,Option5,Option5Weight,Option6,Option6Weight,Option7,Option7Weight,Option8,Option8Weight,Option9,Option9Weight,"
    "Option10,Option10Weight",
}


@pytest.mark.parametrize("template", HEADERS)
def test_the_first_line_is_the_templates_to_the_letter(template):
    assert ",".join(header(template)) == HEADERS[template]


def test_a_file_is_utf8_with_a_byte_order_mark_and_windows_line_ends(kit):
    data = kit.files["assessments/final.qw.csv"]
    assert data.startswith(b"\xef\xbb\xbfQuestionNo,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 6


def test_the_file_holds_what_the_course_asks(kit):
    rows = kit.rows("assessments/final.qw.csv")
    short = [
        (row["QuestionNo"], row["QuestionType"], row["QuestionTagging"], row["Option1"], row["isOption1Correct"]) for row in rows
    ]
    assert short == [
        ("1", "MCQ-SCA", "Difficult", "thirty days", "Yes"),
        ("2", "MCQ-MCA", "Medium", "thirty days", "Yes"),
        ("3", "T/F", "Medium", "True", "No"),
        ("4", "MTF", "Medium", "Ordinary", "30 days"),
        ("5", "FTB", "Medium", "30", "Blank1"),
    ]
    assert rows[4]["Question"] == "It takes <blank> days at most."
    assert [rows[1][f"isOption{number}Correct"] for number in range(1, 5)] == ["Yes", "No", "Yes", ""]
    assert kit.rows("practice/count.qw.csv")[0]["Option1"] == "a month"


def test_the_same_questions_and_keys_stand_in_file_and_plan(kit):
    for node in kit.nodes.values():
        if path := node["files"].get("questions"):
            (section,) = node["sections"]
            rows = kit.rows(path)
            assert [row["Question"] for row in rows] == [each["metadata"]["body"] for each in section["questions"]]
            for row, each in zip(rows, section["questions"], strict=True):
                bodies = [option["value"]["body"] for option in each["metadata"]["choices"]["options"]]
                assert [row[f"Option{number}"] for number in range(1, 8) if row[f"Option{number}"]] == bodies


@pytest.mark.parametrize(
    ("template", "cells"),
    [
        ("basic", {"SR": "1", "Option1": "thirty days", "IsOption1Correct": "TRUE"}),
        ("ow", {"QuestionType": "MCQ-SCA-W", "isOption1Correct": "100", "isOption2Correct": "0"}),
        ("qow", {"MaximumMarks": "1", "Option1Weight": "1", "Option2Weight": "0"}),
    ],
)
def test_the_other_templates_are_filled_alike(make_course, modules, ask, template, cells):
    final = replace(modules[3], questions=(ask["single"], ask["truth"]), test=Assessment(draw=2, pass_mark=60))
    kit = make_course(*modules[:3], final, targets={"igot": {"questions": template}})
    row = kit.rows(f"assessments/final.{template}.csv")[0]
    assert {name: row[name] for name in cells} == cells
    metadata = kit.nodes["test.final"]["metadata"]
    assert metadata["compatibilityLevel"] == (6 if template == "basic" else 8)
    kinds = {"basic": None, "ow": "optionalWeightage", "qow": "questionOptionWeightage"}
    assert metadata.get("assessmentType") == kinds[template]
    assert "sectionLevelDefinition" not in kit.nodes["test.final"]["sections"][0]["metadata"]


@pytest.mark.parametrize(
    ("name", "template", "why"),
    [
        ("ordering", "qw", "asks for an order, which no template of iGOT can"),
        ("scale", "qw", "is a rating, which iGOT does not score"),
        ("distractor", "qw", "has a right-hand side that belongs to no row, which iGOT cannot hold"),
        ("spellings", "qw", "accepts several spellings, and iGOT compares with one, letter by letter"),
        ("range", "qw", "accepts a range of numbers, and iGOT compares with one, letter by letter"),
        ("thousands", "qw", "asks for a number that people write in more than one way, and iGOT compares letter by letter"),
        ("multiple", "ow", "is of the type MCQ-MCA, which the template OW does not know"),
        ("fill", "basic", "is of the type FTB, which the template BASIC does not know"),
    ],
)
def test_what_a_template_cannot_ask_is_named(ask, name, template, why):
    assert express(ask[name], template) == LeftOut(name, why)


@pytest.mark.parametrize(
    ("kind", "attrs", "lacks"),
    [
        ("image", {"src": "a.png", "alt": "A"}, "a picture"),
        ("math", {}, "a formula"),
        ("table", {}, "a table"),
        ("strike", {}, "words struck out"),
    ],
)
def test_what_words_cannot_say_is_not_asked(make, ask, kind, attrs, lacks):
    stem = make.document(make.paragraph("Look: ", make.node(kind, **attrs)))
    said = express(replace(ask["single"], stem=stem), "qw")
    assert said == LeftOut("single", f"has {lacks}, and a template holds plain words only")


def test_a_picture_that_only_decorates_and_emphasis_are_no_loss(make, ask):
    image = make.node("image", src="a.png", alt="", decorative="true")
    stem = make.document(make.paragraph("Say ", make.node("strong", "it"), image, "."))
    assert isinstance(said := express(replace(ask["single"], stem=stem), "qw"), Item)
    assert said.text == "Say it."


def test_raised_signs_are_a_loss(make):
    assert lost(make.paragraph("10", make.node("html_inline", text="<sup>"), "2")) == "raised or lowered signs"


def test_lists_keep_their_marks_on_one_line(make):
    items = [make.node("item", make.paragraph(word)) for word in ("stamp", "enter")]
    text = make.document(make.paragraph("Which?"), make.node("list", *items, ordered="1", start="3"), make.node("list", *items))
    assert words(text) == "Which? (3) stamp (4) enter • stamp • enter"


def test_what_reads_as_a_tag_is_written_out_and_other_signs_stay(make):
    assert words(make.paragraph("a < b & c > d, <script>alert(1)</script>")) == ("a < b & c > d, &lt;script>alert(1)&lt;/script>")


def test_too_many_options_are_named(make, ask):
    many = tuple(make.option(chr(97 + number), f"option {number}", correct=number == 0) for number in range(8))
    said = express(replace(ask["single"], options=many), "qw")
    assert said == LeftOut("single", "has 8 options, and the template QW takes 7")
    assert isinstance(express(replace(ask["single"], options=many), "ow"), Item)


@pytest.mark.parametrize(
    "bloom", [("remember", "Easy"), ("apply", "Medium"), ("analyse", "Difficult"), ("create", "HOTS"), (None, "Medium")]
)
def test_the_tag_is_what_the_objective_demands(ask, bloom):
    said = express(ask["single"], "qw", bloom[0])
    assert isinstance(said, Item)
    assert said.level == bloom[1]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "＝1+1"])  # noqa: RUF001 - the full-width sign is the point
def test_a_cell_that_a_spreadsheet_would_reckon_begins_with_a_space_that_igot_cuts_off(text):
    assert guarded(text) == f" {text}"
    item = Item("q", "MCQ-SCA", text, (), "Easy", 1)
    (_, row) = csv.reader(io.StringIO(csv_file([item], "qw").decode("utf-8-sig"), newline=""))
    assert row[2].strip() == text


@pytest.mark.parametrize("text", ["-5", "+7.5", "a=b", "2 - 1"])
def test_a_plain_number_and_words_are_no_formula(text):
    assert guarded(text) == text


def test_a_draw_that_falls_short_stops_the_build_in_one_line(make_course, modules, ask):
    final = replace(modules[3], questions=(ask["ordering"], ask["single"]), test=Assessment(draw=2, pass_mark=60))
    with pytest.raises(UnusableInputError) as caught:
        make_course(*modules[:3], final)
    assert str(caught.value) == (
        "modules/final.md: the test draws 2 questions, and iGOT's template QW can express 1 of 2; `ordering` asks for an order,"
        " which no template of iGOT can: lower the draw, or add questions of other types"
    )


def test_a_test_of_which_nothing_can_be_asked_stops_the_build(make_course, modules, ask):
    check = replace(modules[2], questions=(ask["ordering"],))
    with pytest.raises(UnusableInputError, match=re.escape("can express 0 of 1")):
        make_course(*modules[:2], check, modules[3])


def test_points_become_marks_by_tag_and_differing_ones_are_named(make_course, modules, ask):
    heavy = tuple(replace(ask[name], points=3) for name in ("single", "truth"))
    even = replace(modules[3], questions=heavy, test=Assessment(draw=2, pass_mark=60))
    kit = make_course(*modules[:3], even)
    assert kit.nodes["test.final"]["metadata"]["totalMarks"] == 6
    assert "has 1" not in kit.text
    mixed = replace(modules[3], questions=(ask["multiple"], heavy[1]), test=Assessment(draw=2, pass_mark=60))
    kit = make_course(*modules[:3], mixed)
    assert kit.nodes["test.final"]["metadata"]["totalMarks"] == 2
    assert "iGOT gives marks by tag, so each has 1" in kit.text


def test_the_draw_is_shared_among_the_tags_in_proportion():
    assert shares({"Easy": 5, "Medium": 3, "HOTS": 2}, 4) == {"Easy": 2, "Medium": 1, "HOTS": 1}
    assert shares({"Easy": 1, "Medium": 1, "Difficult": 1}, 1) == {"Easy": 1, "Medium": 0, "Difficult": 0}
    assert sum(shares({"Easy": 7, "Medium": 11, "HOTS": 13}, 17).values()) == 17


@pytest.mark.parametrize("name", ["fill", "number"])
def test_more_gaps_than_igot_has_are_named(ask, name):
    question = ask[name]
    assert express(replace(question, blanks=question.blanks * 4), "qw") == LeftOut(name, "has 4 gaps, and iGOT takes 3")


def test_a_rating_makes_no_practice_file(kit):
    assert not [path for path in kit.files if path.startswith("practice/two.")]
