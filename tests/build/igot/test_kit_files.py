"""The rest of the kit: pictures in their places, the catalogue row, the operator's page."""

import io
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from karmakit_build.igot.catalogue import COLUMNS
from karmakit_build.igot.pictures import png
from karmakit_build.igot.sheet import workbook
from karmakit_schemas.course import IgotOptions, Targets
from karmakit_schemas.errors import UnusableInputError

pytestmark = pytest.mark.usefixtures("set_up")


def cells(data):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: the workbook cannot be re-read")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # openpyxl's own use of the clock
        book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    return [list(row) for row in sheet.iter_rows()]


def test_the_catalogue_row_has_the_markets_columns_and_minutes(make_course):
    addresses = {"link": "https://lms.example.gov.in/rti", "image": "https://lms.example.gov.in/rti.png"}
    kit = make_course(keywords=["RTI", "time limit"], targets={"igot": {"catalogue": addresses}})
    header, row = cells(kit.files["catalogue.xlsx"])
    assert [cell.value for cell in header] == [
        "lessonName",
        "lessonDescription",
        "lessonDuration",
        "lessonLink",
        "imageUrl",
        "lessonCode",
        "lessonObjectives",
        "lessonTopic",
    ]
    assert [cell.value for cell in row] == [
        "A sample & more",
        "What it is about.",
        "14",
        "https://lms.example.gov.in/rti",
        "https://lms.example.gov.in/rti.png",
        "sample-course",
        "Do it",
        "RTI, time limit",
    ]
    assert {cell.data_type for cell in row} == {"s"}
    assert list(COLUMNS.values()) == [
        "name",
        "description",
        "duration",
        "redirectUrl",
        "appIcon",
        "externalId",
        "objectives",
        "topic",
    ]


def test_addresses_that_nobody_gave_stay_empty_and_are_asked_for(kit):
    _, row = cells(kit.files["catalogue.xlsx"])
    assert [row[3].value, row[4].value] == [None, None]
    assert "- [ ] `lessonLink`" in kit.text
    assert "- [ ] `imageUrl`" in kit.text


@pytest.mark.parametrize("text", ["=1+1", "+1", "@A1", "-cmd", '=HYPERLINK("https://evil.example")'])
def test_no_cell_is_ever_a_formula(text):
    ((cell,),) = cells(workbook("s", [[text]]))
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix or cell.style_array.quotePrefix


def test_odd_signs_spaces_and_scripts_come_back_as_they_are():
    ((cell, other),) = cells(workbook("s", [['<b> & "x" ]]>', "सूचना का\n अधिकार \ud800\x01"]]))
    assert cell.value == '<b> & "x" ]]>'
    assert other.value.startswith("सूचना का अधिकार")


def test_the_thumbnail_is_cut_and_kept_whole(kit):
    assert kit.plan["root"]["files"] == {"appIcon": "thumbnails/course.png", "posterImage": "thumbnails/poster.png"}
    assert kit.files["thumbnails/course.png"][16:24] == (265).to_bytes(4, "big") + (150).to_bytes(4, "big")


def test_a_drawn_thumbnail_is_left_to_the_operator(make, make_course):
    kit = make_course(thumbnail="media/a.svg")
    assert kit.plan["root"]["files"] == {}
    assert any(each["path"] == "appIcon" and each["needed"] for each in kit.plan["placeholders"])
    assert "karmakit cuts PNG and JPEG, and cannot draw an SVG" in kit.text


def test_a_logo_of_pixels_is_cut_to_72_by_72(make_course):
    logo = png(bytes(300 * 200 * 3), (300, 200))
    kit = make_course(theme={"logo": "media/logo.png"}, files={"media/logo.png": logo})
    assert kit.files["thumbnails/logo.png"][16:24] == (72).to_bytes(4, "big") * 2


def test_the_checklist_goes_from_filling_in_to_review(kit):
    headings = [line for line in kit.text.splitlines() if line.startswith("## ")]
    assert headings == [
        "## 1. Fill in what only iGOT knows",
        "## 2. Upload the modules",
        "## 3. Create the assessments",
        "## 4. Build the course",
        "## 5. Declarations to tick",
        "## 6. What this kit could not express",
        "## 7. The other road: external provider",
    ]
    assert "| `modules/count.zip` | Lesson count | 240 |" in kit.text
    assert "- `ordering` in `modules/final.md` asks for an order, which no template of iGOT can: left out of" in kit.text
    assert "pass mark 65 per cent, an attempt draws 4, 2 retakes, time 1200 seconds" in kit.text
    assert "keep them as you keep examination papers" in kit.text
    assert "attempts without limit in `modules/check.md`" in kit.text


def test_the_checklist_names_what_igot_has_no_place_for(make_course, modules):
    kit = make_course(order="in-order", licence="GODL-India", mode="blended", language="xx")
    for words in ("the order of the modules", "`GODL-India` is none of iGOT's list", "`blended`", "it stands as `Other`"):
        assert words in kit.text
    assert kit.plan["root"]["metadata"]["license"] == "GODL-India"
    assert kit.plan["root"]["metadata"]["language"] == ["Other"]


def test_conditions_and_places_that_igot_has_not_are_named(make_course, modules):
    first, second, check, final = modules
    needing = replace(second, meta=second.meta.model_copy(update={"requires": ("count",)}))
    late = replace(final, test=final.test.model_copy(update={"review": "after-pass"}))
    units = [
        {"id": "first", "title": "The first unit", "modules": ["count", "final"]},
        {"id": "second", "title": "The second unit", "modules": ["two", "check"]},
    ]
    kit = make_course(first, late, needing, check, units=units)
    assert "the final test stands inside the course" in kit.text
    assert "which module must be finished before another" in kit.text
    assert "answers shown once a test is passed" in kit.text
    assert kit.nodes["test.final"]["metadata"]["showSolutions"] == "No"
    assert kit.plan["root"]["children"][-1]["key"] == "test.final"


def test_practice_sets_that_are_wanted_are_told_of(make_course):
    assert "Practice sets, one after each module." in make_course(targets={"igot": {"practice_sets": True}}).text


def test_a_package_that_igot_would_not_take_stops_the_build(make_course, monkeypatch):
    monkeypatch.setattr("karmakit_build.igot.kit.LARGEST_ZIP", 1000)
    with pytest.raises(UnusableInputError, match=r"modules/count\.md: its package has 0 MB; iGOT takes 200 MiB a file"):
        make_course()


def test_an_authors_words_cannot_forge_the_checklist(make_course):
    kit = make_course(title="A *sample*\n\n- [ ] <script> and `code`")
    assert "A \\*sample\\* - \\[ ] &lt;script> and 'code'" in kit.text.splitlines()[0]


def test_the_options_that_the_guide_shows_are_all_there_are():
    page = (Path(__file__).resolve().parents[3] / "authoring" / "guide" / "igot.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(page.partition("```yml\n")[2].partition("```")[0])["targets"]
    assert Targets.model_validate(shown).igot.catalogue.link == "https://lms.example.gov.in/rti"
    told = {
        line.split("`")[1]
        for line in page.splitlines()
        if line.startswith("| `") and line.split("`")[1] in IgotOptions.model_fields
    }
    assert told == set(IgotOptions.model_fields)
    assert shown["igot"].keys() | {"competencies_v5"} == set(IgotOptions.model_fields)
